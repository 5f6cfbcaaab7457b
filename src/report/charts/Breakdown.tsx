/** Where the money of a month goes. */
import type { DeploymentEstimate } from '../../estimate/index.ts';
import { capitalised } from '../../quantity/index.ts';
import { costLineName, money, percent, short, useSurface, type NumberStyle } from '../kit/index.ts';
import { ChartFrame } from './frame.tsx';
import { numberOf, useMarks } from './marks.ts';
import { type Part, share, STACK_HEIGHT, StackBar, StackKey } from './Stack.tsx';

export function Breakdown({ deployment }: { readonly deployment: DeploymentEstimate }) {
  const surface = useSurface();
  const { t } = surface;
  const name = t('Cost breakdown');
  const parts = breakdownParts(deployment, surface);
  const labels = parts.map((part) =>
    [t('{0}: {1} a month', part.label, part.text), share(part, parts, surface)].filter(Boolean).join(', '),
  );
  const marks = useMarks(
    t('Monthly cost of {0} by part', deployment.name),
    labels,
    name,
    parts.map(({ quantity }) => quantity && numberOf(deployment.name, quantity)),
  );
  const width = surface.plotWidth;
  return (
    <ChartFrame
      name={name}
      finding={breakdownFinding(deployment, surface)}
      readout={marks.readout}
      legend={
        <StackKey
          parts={parts.map((part) => asked(part, deployment.name, name))}
          heading={t('Monthly cost of {0}', deployment.name)}
        />
      }
      table={{
        head: [t('Part'), t('per month'), t('share')],
        rows: parts.map((part) => [
          part.label,
          part.quantity === undefined
            ? part.text
            : {
                quantity: part.quantity,
                deployment: deployment.name,
                name: t('{0} of {1}', part.label, deployment.name),
              },
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

/** The figures of the key open where those of the bar do. */
function asked(part: Part, deployment: string, chart: string): Part {
  const number = part.quantity === undefined ? undefined : numberOf(deployment, part.quantity);
  return number === undefined ? part : { ...part, of: { ...number, place: `chart ${chart}` } };
}

/** Lines of the bill, largest first, unknown last; zeros left out; tiny ones kept, they add up. */
export function breakdownParts(deployment: DeploymentEstimate, words: NumberStyle): readonly Part[] {
  return deployment.cost.breakdown
    .map((line) => ({
      label: capitalised(costLineName(line, words.t)),
      amount: line.perMonth.value ?? line.perMonth.low,
      quantity: line.perMonth,
      text: short(line.perMonth, words, (value) => money(value, words)),
    }))
    .filter(({ amount }) => amount !== 0)
    .sort((a, b) => (b.amount ?? -1) - (a.amount ?? -1));
}

export function breakdownFinding(deployment: DeploymentEstimate, words: NumberStyle): string {
  const { t } = words;
  const parts = breakdownParts(deployment, words);
  const [largest] = parts;
  const missing = parts.filter(({ amount }) => amount === undefined);
  if (largest === undefined) return t('The bill of {0} has no known part.', deployment.name);
  if (missing.length > 0)
    return t(
      '{0}: price unknown, so the bill is {1}.',
      missing.map(({ label }) => label).join(', '),
      short(deployment.cost.perMonth, words),
    );
  const total = parts.reduce((sum, { amount }) => sum + (amount ?? 0), 0);
  if (parts.length === 1) return t('All of {0} a month is {1}.', money(total, words), lower(largest.label));
  return t(
    '{0}: {1} of {2} a month, the largest part.',
    largest.label,
    percent((largest.amount ?? 0) / total, words),
    money(total, words),
  );
}

function lower(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
