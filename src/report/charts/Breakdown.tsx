/** Where the money of a month goes. */
import type { DeploymentEstimate } from '../../estimate/index.ts';
import { useSurface } from '../components/surface.ts';
import { money, percent, sentence, short, type Words } from '../components/words.ts';
import { ChartFrame, numberOf, useMarks } from './frame.tsx';
import { share, StackBar, STACK_HEIGHT, StackKey, type Part } from './Stack.tsx';

export function Breakdown({ deployment }: { readonly deployment: DeploymentEstimate }) {
  const surface = useSurface();
  const parts = breakdownParts(deployment, surface);
  const labels = parts.map((part) =>
    [`${part.label}: ${part.text} a month`, share(part, parts, surface)].filter(Boolean).join(', '),
  );
  const marks = useMarks(
    `Monthly cost of ${deployment.name} by part`,
    labels,
    'Cost breakdown',
    parts.map(({ quantity }) => quantity && numberOf(deployment.name, quantity)),
  );
  const width = surface.plotWidth;
  return (
    <ChartFrame
      name="Cost breakdown"
      finding={breakdownFinding(deployment, surface)}
      readout={marks.readout}
      legend={<StackKey parts={parts} heading={`Monthly cost of ${deployment.name}`} />}
      table={{
        head: ['Part', 'per month', 'share'],
        rows: parts.map((part) => [
          part.label,
          part.quantity === undefined
            ? part.text
            : { quantity: part.quantity, deployment: deployment.name, name: `${part.label} of ${deployment.name}` },
          share(part, parts, surface),
        ]),
      }}
    >
      <svg class="plot" width={width} height={STACK_HEIGHT} viewBox={`0 0 ${width} ${STACK_HEIGHT}`} {...marks.plot}>
        <StackBar parts={parts} width={width} marks={marks.mark} />
      </svg>
    </ChartFrame>
  );
}

/** Lines of the bill, largest first, unknown last; zeros left out; tiny ones kept, they add up. */
export function breakdownParts(deployment: DeploymentEstimate, words: Words): readonly Part[] {
  return deployment.cost.breakdown
    .map(({ label, perMonth }) => ({
      label: sentence(label),
      amount: perMonth.value ?? perMonth.low,
      quantity: perMonth,
      text: short(perMonth, words, (value) => money(value, words)),
    }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => (b.amount ?? -1) - (a.amount ?? -1));
}

export function breakdownFinding(deployment: DeploymentEstimate, words: Words): string {
  const parts = breakdownParts(deployment, words);
  const [largest] = parts;
  const missing = parts.filter(({ amount }) => amount === undefined);
  if (largest === undefined) return `The bill of ${deployment.name} has no known part.`;
  if (missing.length > 0)
    return `${missing.map(({ label }) => label).join(', ')}: price unknown, so the bill is at least ${short(deployment.cost.perMonth, words)}.`;
  const total = parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  if (parts.length === 1) return `All of ${money(total, words)} a month is ${lower(largest.label)}.`;
  return `${largest.label}: ${percent((largest.amount ?? 0) / total, words)} of ${money(total, words)} a month, the largest part.`;
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
