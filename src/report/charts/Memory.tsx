/** How the memory of one accelerator is used, for each stage. */
import type { DeploymentEstimate, StageEstimate } from '../../estimate/index.ts';
import { stageName } from '../components/machines.ts';
import { useSurface } from '../components/surface.ts';
import { bytes, percent, type Words } from '../components/words.ts';
import { ChartFrame, useMarks } from './frame.tsx';
import { share, StackBar, STACK_HEIGHT, StackKey, type Part } from './Stack.tsx';

export function Memory({ deployment }: { readonly deployment: DeploymentEstimate }) {
  const surface = useSurface();
  const stages = deployment.stages.map((stage) => ({ stage, parts: memoryParts(stage, surface) }));
  const all = stages.flatMap(({ stage, parts }) =>
    parts.map((part) => `${stageName(stage)}, ${part.label}: ${part.text}, ${share(part, parts, surface)}`),
  );
  const marks = useMarks(`Memory per accelerator of ${deployment.name}`, all);
  const width = surface.plotWidth;
  const row = STACK_HEIGHT + 20;
  const first = stages[0];
  if (first === undefined) return <p class="finding">A hosted API shows nothing of its machines.</p>;
  return (
    <ChartFrame
      name="Memory map"
      finding={memoryFinding(deployment, surface)}
      readout={marks.readout}
      legend={stages.map(({ stage, parts }) => (
        <StackKey key={stage.stage} parts={parts} heading={`Memory of one ${stage.accelerator}, ${stageName(stage)}`} />
      ))}
      table={{
        head: ['Stage', 'Accelerator', 'Weights', 'KV cache', 'Activations', 'Free'],
        rows: stages.map(({ stage, parts }) => [stageName(stage), stage.accelerator, ...parts.map(({ text }) => text)]),
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
              {stages.length > 1 ? `${stageName(stage)}: ` : ''}one {stage.accelerator}, {bytes(total(parts), surface)}
            </text>
            <g transform="translate(0 17)">
              <StackBar parts={parts} width={width} marks={(j) => marks.mark(i * 4 + j)} />
            </g>
          </g>
        ))}
      </svg>
    </ChartFrame>
  );
}

export function memoryParts(stage: StageEstimate, words: Words): readonly Part[] {
  const { weights, kvCache, activations, free } = stage.memory;
  const part = (label: string, amount: number, quiet = false): Part => ({
    label,
    amount,
    text: bytes(amount, words),
    quiet,
  });
  return [
    part('Weights', weights),
    part('KV cache', kvCache),
    part('Activations', activations),
    part('Free', free, true),
  ];
}

function total(parts: readonly Part[]): number {
  return parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
}

export function memoryFinding(deployment: DeploymentEstimate, words: Words): string {
  const tight = [...deployment.stages].sort((a, b) => freeShare(a) - freeShare(b))[0];
  if (tight === undefined) return 'A hosted API shows nothing of its machines.';
  const { weights, kvCache, free } = tight.memory;
  const where = deployment.stages.length > 1 ? ` of ${stageName(tight)}` : '';
  return `Each ${tight.accelerator}${where} holds ${bytes(weights, words)} of weights and ${bytes(kvCache, words)} of KV cache for ${Math.round(tight.batch)} sequences per replica; ${bytes(free, words)} (${percent(freeShare(tight), words)}) stays free.`;
}

function freeShare({ memory }: StageEstimate): number {
  return memory.free / (memory.weights + memory.kvCache + memory.activations + memory.free);
}
