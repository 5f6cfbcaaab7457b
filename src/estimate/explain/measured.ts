/** How a published run came to its place beside a curve. */
import { type Derivation, markPath, type Quantity } from '../../quantity/index.ts';
import type { Curve } from '../contract/index.ts';
import { type MeasuredPoint, pricedIndex } from '../explore/index.ts';

/** How a dot came to its place: the run's own throughput at what the curve's accelerators cost. */
export function explainMeasured(
  dot: MeasuredPoint,
  curve: Curve,
  explain: (path: string) => Derivation | undefined,
): Derivation | undefined {
  const index = pricedIndex(curve);
  const point = curve.points[index];
  const cost = explain(markPath.curve(index));
  if (point === undefined || cost === undefined) return undefined;
  const speed = (value: number): Quantity => ({ value, unit: 'token/s', state: 'known' });
  const { run, source, input, output } = dot;
  return {
    label: `cost per million tokens of a run measured by ${source}`,
    quantity: { value: dot.perMillionTokens, unit: curve.currency, state: cost.quantity.state },
    formula: `cost of ${dot.deployment} × its output tokens/s per accelerator ÷ those of the run`,
    inputs: [
      cost,
      {
        label: `output tokens/s per accelerator of ${dot.deployment} there`,
        quantity: { ...speed(point.tokensPerSecondPerAccelerator), state: 'derived' },
        inputs: [],
        origin: { kind: 'model', documentation: 'docs/performance-model.md#serving' },
      },
      {
        label: `output tokens/s per accelerator of the run: ${run.model} on ${run.accelerator}, ${input} in, ${output} out`,
        quantity: speed(dot.perAccelerator),
        inputs: [],
        origin: {
          kind: 'row',
          table: `measurements/${run.id.split(' ')[0] ?? ''}`,
          row: run.id.split(' ')[1] ?? '',
          source: [source, run.framework].filter(Boolean).join(', '),
          asOf: '',
          confidence: 'third-party',
          layer: 'bundled',
        },
      },
    ],
  };
}
