/** Which adjustable inputs a deployment has, where they stand, how far they go. Pure: a workload in, plain data out. */
import type { Levers, StageEstimate } from '../estimate/index.ts';
import type { Deployment, Workload } from '../workload/index.ts';
import { type AmountInput, type ChoiceInput, INPUTS, type LeverKey, type Source } from './inputs.ts';
import { poolsOf } from './places.ts';
import type { AmountLever, ChoiceLever, Lever, LeverValues } from './protocol.ts';

/**
 * @param deployment the selected one; inputs that do not touch it (a life where nothing is owned) are left out
 * @param assumed what the engine took for something the file leaves open
 * @param stage its first stage as estimated: what was chosen where the file leaves it open
 */
export function leversOf(
  workload: Workload,
  deployment: Deployment | undefined,
  assumed: Source['assumed'] = () => undefined,
  stage?: StageEstimate,
): readonly Lever[] {
  const pools = deployment === undefined ? [] : poolsOf(deployment);
  const payments = pools.map(({ payment }) => payment);
  const from: Source = {
    workload,
    pool: pools[0],
    rent: payments.find((payment) => payment.kind === 'rent'),
    own: payments.find((payment) => payment.kind === 'own'),
    site: deployment?.site ?? workload.site,
    stage,
    assumed,
  };
  return Object.entries(INPUTS).flatMap(([name, input]): readonly Lever[] => {
    const key = name as LeverKey;
    return input.kind === 'amount' ? amountLever(key, input, from) : choiceLever(key, input, from);
  });
}

function amountLever(key: LeverKey, input: AmountInput, from: Source): readonly AmountLever[] {
  const given = input.read(from);
  if (given === undefined) return [];
  const { mid: value, origin } = given;
  const { label, unit, factor, range } = input;
  if (range === 'tenfold' && value <= 0) return [];
  const {
    min,
    max,
    scale = 'linear',
    twice = false,
  } = range === 'tenfold' ? { min: value / 10, max: value * 10, scale: 'log' as const } : range;
  return [
    {
      kind: 'amount',
      key,
      label,
      isDefault: origin.kind === 'default',
      value,
      min: Math.min(min, value),
      max: Math.max(max, twice ? value * 2 : value),
      scale,
      factor,
      unit,
    },
  ];
}

function choiceLever(key: LeverKey, { label, options, read }: ChoiceInput, from: Source): readonly ChoiceLever[] {
  const given = read(from);
  if (given === undefined) return [];
  return [{ kind: 'choice', key, label, isDefault: given.origin.kind === 'default', value: given.value, options }];
}

/** What the panel sent, as the engine takes it; a name that is no choice is dropped. */
export function engineLevers(values: LeverValues): Levers {
  const known = Object.entries(values).filter(([name, value]) => {
    const input = INPUTS[name as LeverKey];
    return input.kind === 'amount' ? typeof value === 'number' : input.options.includes(String(value));
  });
  return Object.fromEntries(known);
}
