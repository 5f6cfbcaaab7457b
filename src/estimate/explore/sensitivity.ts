/** What moves the answer: each input alone, by finite differences, with the configuration held as chosen. */
import { type SensitivityInput, sensitivitySlices, type Slices } from '../../economics/index.ts';
import { type Quantity, toQuantity } from '../../quantity/index.ts';
import type { Amount, Deployment, Workload } from '../../workload/index.ts';
import { INPUTS, type Sensitivity, type SensitivityRow, type TwoWayTable } from '../contract/index.ts';
import { inputKey, inputLabel, type Lever, leversOf } from './levers.ts';
import type { Evaluated } from '../deployment/index.ts';
import { deploymentWith, exactly } from './whatIf.ts';

type Evaluate = (workload: Workload, deployment: Deployment) => Evaluated | undefined;

/** Parallelism and place as chosen, so that differences are of the input and not of another choice. */
export function pinned(deployment: Deployment, { pools }: Evaluated): Deployment {
  let index = 0;
  return deploymentWith(deployment, (pool) => {
    const result = pools[index++];
    if (!result) return pool;
    const { parallelism: p, option } = result.candidate;
    const serving = {
      ...pool.serving,
      tensorParallel: exactly(p.tensor / p.data),
      pipelineParallel: exactly(p.pipeline),
      expertParallel: exactly(p.expert),
      ...(p.data > 1 ? { dataParallel: exactly(p.data) } : {}),
    };
    const { payment } = pool;
    if (payment.kind !== 'rent') return { ...pool, serving };
    const fixed = <T>(value: T | undefined): { value: T; origin: Amount['origin'] } | undefined =>
      value === undefined ? undefined : { value, origin: { kind: 'choice', reason: 'as chosen' } };
    const place = { cloud: fixed(option.cloud), region: fixed(option.row?.region), instance: fixed(option.instance) };
    const known = Object.fromEntries(Object.entries(place).filter(([, v]) => v !== undefined));
    return { ...pool, serving, payment: { ...payment, ...known } };
  });
}

export function quantityAt(evaluated: Evaluated, path: string): Quantity | undefined {
  const figure = evaluated.figures.get(path);
  return figure ? toQuantity(figure, path) : undefined;
}

interface Setting {
  readonly workload: Workload;
  readonly deployment: Deployment;
  readonly base: Evaluated;
  readonly levers: readonly Lever[];
  at(lever: Lever, value: number, from?: Workload): Workload;
  read(workload: Workload): Quantity | undefined;
}

function settingOf(workload: Workload, name: string, path: string, evaluate: Evaluate): Setting | undefined {
  const given = workload.deployments.find((d) => d.name === name);
  const first = given && evaluate(workload, given);
  if (!given || !first) return undefined;
  const fixed = pinned(given, first);
  const held = { ...workload, deployments: [fixed] };
  const base = evaluate(held, fixed);
  if (!base) return undefined;
  return {
    workload: held,
    deployment: fixed,
    base,
    levers: leversOf(held, fixed, base),
    at: (lever, value, from = held) => lever.set(from, value),
    read: (changed) => {
      const next = changed.deployments[0];
      const found = next && evaluate(changed, next);
      return found && quantityAt(found, path);
    },
  };
}

/** The value, or the bound where a part of it is unknown: surfaces say which of the two it is. */
const numberOf = (quantity: Quantity | undefined): number | undefined => quantity?.value ?? quantity?.low;

const isLowerBound = (quantity: Quantity | undefined): boolean =>
  quantity?.value === null && quantity.low !== undefined;

/** Slices of a few milliseconds: one input each. */
export function* sensitivityOf(
  workload: Workload,
  name: string,
  path: string,
  evaluate: Evaluate,
): Slices<Sensitivity | undefined> {
  const setting = settingOf(workload, name, path, evaluate);
  const base = setting && quantityAt(setting.base, path);
  if (!setting || !base) return undefined;
  const inputs: SensitivityInput<Lever>[] = setting.levers.map((lever) => ({
    key: lever,
    value: lever.value,
    low: lever.low,
    high: lever.high,
  }));
  yield;
  const found = yield* sensitivitySlices(inputs, (lever, value) => numberOf(setting.read(setting.at(lever, value))));
  const rows = found.map(({ key, elasticity, low, high }): SensitivityRow => ({
    input: inputKey(key),
    code: key.code,
    ...(key.stage === undefined ? {} : { stage: key.stage }),
    label: inputLabel(key),
    base: { value: key.value, unit: INPUTS[key.code].unit, state: 'known' },
    elasticity,
    low: { input: key.low, value: low },
    high: { input: key.high, value: high },
  }));
  return { deployment: name, value: path, base, rows };
}

/** One input at both its ends, with the whole evaluation there. */
export function movedOf(workload: Workload, name: string, path: string, input: string, evaluate: Evaluate) {
  const setting = settingOf(workload, name, path, evaluate);
  const lever = setting?.levers.find((one) => inputKey(one) === input);
  const base = setting?.base.figures.get(path)?.why();
  if (!setting || !lever || !base) return undefined;
  const at = (value: number): { readonly input: number; readonly evaluated: Evaluated } | undefined => {
    const changed = setting.at(lever, value);
    const [deployment] = changed.deployments;
    const evaluated = deployment && evaluate(changed, deployment);
    return evaluated && { input: value, evaluated };
  };
  const [low, high] = [at(lever.low), at(lever.high)];
  return low && high ? { label: inputLabel(lever), unit: INPUTS[lever.code].unit, base, low, high } : undefined;
}

const STEPS: readonly number[] = [0.5, 0.75, 1, 1.25, 1.5, 2];

/** Two inputs at once, each from half to twice its value. */
export function twoWayOf(
  workload: Workload,
  name: string,
  asked: { readonly row: string; readonly column: string },
  path: string,
  evaluate: Evaluate,
): TwoWayTable | undefined {
  const setting = settingOf(workload, name, path, evaluate);
  // People write keys as they stand in the document: own.cost_of_capital, or cost_of_capital.
  const plain = (code: string): string => code.replaceAll('_', '').toLowerCase();
  const find = (key: string): Lever | undefined =>
    setting?.levers.find((one) => `.${plain(inputKey(one))}`.endsWith(`.${plain(key)}`));
  const [row, column] = [find(asked.row), find(asked.column)];
  const base = setting && quantityAt(setting.base, path);
  if (!setting || !row || !column || !base) return undefined;
  const rows = STEPS.map((step) => row.value * step);
  const columns = STEPS.map((step) => column.value * step);
  const cells = rows.map((r) => {
    const changed = setting.at(row, r);
    return columns.map((c) => setting.read(setting.at(column, c, changed)));
  });
  return {
    deployment: name,
    value: path,
    unit: base.unit,
    rowInput: inputKey(row),
    rowUnit: INPUTS[row.code].unit,
    columnInput: inputKey(column),
    columnUnit: INPUTS[column.code].unit,
    rows,
    columns,
    values: cells.map((row) => row.map((cell) => numberOf(cell) ?? null)),
    lowerBounds: cells.map((row) => row.map(isLowerBound)),
  };
}
