/** How the memory of one accelerator is used, for each stage. */
import type { DeploymentEstimate, StageEstimate } from '../../estimate/index.ts';
import { markPath, type Quantity } from '../../quantity/index.ts';
import { bytes, percent, stageName, useSurface, type NumberStyle } from '../kit/index.ts';
import { ChartFrame } from './frame.tsx';
import { useMarks } from './marks.ts';
import { type Part, share, STACK_HEIGHT, StackBar, StackKey } from './Stack.tsx';

export function Memory({ deployment }: { readonly deployment: DeploymentEstimate }) {
  const surface = useSurface();
  const { t } = surface;
  const name = t('Memory map');
  const stages = deployment.stages.map((stage, i) => ({
    stage,
    parts: memoryParts(stage, surface).map((part) => ({
      ...part,
      of: { deployment: deployment.name, path: markPath.memory(i, part.key), place: `chart ${name}` } as const,
    })),
  }));
  const marks = useMarks(
    t('Memory per accelerator of {0}', deployment.name),
    stages.flatMap(({ stage, parts }) =>
      parts.map((part) => `${stageName(stage, t)}, ${part.label}: ${part.text}, ${share(part, parts, surface)}`),
    ),
    name,
    stages.flatMap(({ parts }) => parts.map(({ of }) => of)),
  );
  const width = surface.plotWidth;
  const row = STACK_HEIGHT + 20;
  if (stages.length === 0) return <p class="finding">{memoryFinding(deployment, surface)}</p>;
  return (
    <ChartFrame
      name={name}
      finding={memoryFinding(deployment, surface)}
      readout={marks.readout}
      legend={stages.map(({ stage, parts }) => (
        <StackKey
          key={stage.stage}
          parts={parts}
          heading={t('Memory of one {0}, {1}', stage.accelerator, stageName(stage, t))}
        />
      ))}
      table={{
        head: [t('Stage'), t('Accelerator'), t('Weights'), t('KV cache'), t('Activations'), t('Free')],
        rows: stages.map(({ stage, parts }) => [
          stageName(stage, t),
          stage.accelerator,
          ...parts.map(({ quantity, of, text, label }) => ({ quantity, ...of, text, name: label })),
        ]),
      }}
    >
      <svg
        class="plot"
        width={width}
        height={stages.length * row}
        viewBox={`0 0 ${width} ${stages.length * row}`}
        {...marks.plot}
      >
        {stages.map(({ stage, parts }, i) => (
          <g key={stage.stage} transform={`translate(0 ${i * row})`}>
            <text class="bar-name" x={0} y={12}>
              {stages.length > 1 ? `${stageName(stage, t)}: ` : ''}
              {t('one {0}, {1}', stage.accelerator, bytes(total(parts), surface))}
            </text>
            <g transform="translate(0 17)">
              <StackBar parts={parts} width={width} marks={(j) => marks.mark(i * parts.length + j)} />
            </g>
          </g>
        ))}
      </svg>
    </ChartFrame>
  );
}

type MemoryPart = Part & { readonly key: keyof StageEstimate['memory']; readonly quantity: Quantity };

export function memoryParts({ memory }: StageEstimate, words: NumberStyle): readonly MemoryPart[] {
  const { t } = words;
  const part = (key: MemoryPart['key'], label: string): MemoryPart => ({
    key,
    label,
    amount: memory[key],
    text: bytes(memory[key], words),
    quantity: { value: memory[key], unit: 'B', state: 'derived' },
    quiet: key === 'free',
  });
  return [
    part('weights', t('Weights')),
    part('kvCache', t('KV cache')),
    part('activations', t('Activations')),
    part('free', t('Free')),
  ];
}

function total(parts: readonly Part[]): number {
  return parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

export function memoryFinding(deployment: DeploymentEstimate, words: NumberStyle): string {
  const { t } = words;
  const tight = [...deployment.stages].sort((a, b) => freeShare(a) - freeShare(b))[0];
  if (tight === undefined) return t('A hosted API shows nothing of its machines.');
  const { weights, kvCache, free } = tight.memory;
  const machine =
    deployment.stages.length > 1 ? t('{0} of {1}', tight.accelerator, stageName(tight, t)) : tight.accelerator;
  return t(
    'Each {0} holds {1} of weights and {2} of KV cache for {3} sequences per replica; {4} ({5}) stays free.',
    machine,
    bytes(weights, words),
    bytes(kvCache, words),
    Math.round(tight.batch),
    bytes(free, words),
    percent(freeShare(tight), words),
  );
}

function freeShare({ memory }: StageEstimate): number {
  return memory.free / (memory.weights + memory.kvCache + memory.activations + memory.free);
}
