/**
 * What must hold of every document, whatever the tables and the constants are: each law takes a document made by chance
 * and changes it in a way whose effect is known. A breach is a sentence; a law that says nothing of a document is silent.
 */
import {
  createEngine,
  checkEstimate,
  type DeploymentEstimate,
  type Engine,
  type Estimate,
} from '../../../src/estimate/index.ts';
import { codeActions, deploymentYaml, type LanguageContext } from '../../../src/language/index.ts';
import { ENGLISH } from '../../../src/quantity/index.ts';
import { applyEdits, type EditValue } from '../../../src/workload/index.ts';
import { parseTree, type Tree } from '../../../src/workload/text/index.ts';
import type { Random } from '../../fuzz/random.ts';
import { type Node, valueAt, withValue, writeNode } from '../../fuzz/node.ts';
import { catalog } from '../../helpers/catalog.ts';

export interface Case {
  readonly node: Node;
  readonly random: Random;
}

export interface Law {
  readonly name: string;
  readonly breach: (one: Case) => string | undefined;
}

let made: Engine | undefined;
const engine = (): Engine => (made ??= createEngine({ catalog: catalog(), asOf: '2026-11-23' }));
const OPTIONS = { fileName: 'law.workload.yaml', force: true } as const;

const estimateText = (text: string): Estimate | undefined =>
  engine().evaluateText(text, OPTIONS).workloads[0]?.estimate;
const estimate = (node: Node): Estimate | undefined => estimateText(writeNode(node));
const deployment = (of: Estimate | undefined, name = 'd0'): DeploymentEstimate | undefined =>
  of?.deployments.find((one) => one.name === name);
/** Of the first deployment, where it has an answer. */
function answered(node: Node): DeploymentEstimate | undefined {
  const found = deployment(estimate(node));
  return found?.status === 'ok' || found?.status === 'incomplete' ? found : undefined;
}

const SUMMED_OTHERWISE = 1e-9;
const near = (a: number, b: number, by = SUMMED_OTHERWISE): boolean =>
  Math.abs(a - b) <= by * Math.max(Math.abs(a), Math.abs(b));
const changed = (node: Node, ...changes: readonly (readonly [path: string, value: Node | undefined])[]): Node =>
  changes.reduce((now, [path, value]) => withValue(now, path.split('.'), value), node);

/**
 * Bills of owned machines are compared at one power for all loads, and answered at the power of the load: an accelerator
 * that steps with larger batches may draw a little less. By this share of the bill more may cost less.
 */
const POWER = 0.01;

/** The number of a scalar in front of its unit, times a factor. */
function scaled(node: Node, path: string, factor: number): Node | undefined {
  const old = valueAt(node, path.split('.'));
  const [, number, unit] = typeof old === 'string' ? (/^([\d.e+-]+)( ?[^*]*)$/.exec(old) ?? []) : [];
  if (number === undefined || unit === undefined || !(Number(number) > 0)) return undefined;
  return changed(node, [path, `${Number(number) * factor}${unit}`]);
}

/** Numbers of an answer that do not depend on when and where it was asked. */
function numbersOf(answer: DeploymentEstimate): Readonly<Record<string, number | null>> {
  const { cost, energy, performance } = answer;
  return {
    'cost per month': cost.perMonth.value,
    'cost per million tokens': cost.perMillionTokens.value,
    'kWh per month': energy.kwhPerMonth.value,
    TTFT: performance.ttft.value,
    'TTFT p95': performance.ttftP95.value,
    TPOT: performance.tpot.value,
  };
}

function difference(
  before: DeploymentEstimate,
  after: DeploymentEstimate | undefined,
  by = SUMMED_OTHERWISE,
): string | undefined {
  if (after === undefined) return 'there is no answer any more';
  if (before.status !== after.status) return `${before.status} becomes ${after.status}`;
  const now = numbersOf(after);
  for (const [name, was] of Object.entries(numbersOf(before))) {
    const is = now[name] ?? null;
    if (was === null || is === null ? was !== is : !near(was, is, by)) return `${name} is ${is}, was ${was}`;
  }
  return undefined;
}

const same = (name: string, change: (one: Case) => Node | undefined, by?: number): Law => ({
  name,
  breach: (one) => {
    const before = answered(one.node);
    const after = before && change(one);
    return after === undefined ? undefined : difference(before as DeploymentEstimate, deployment(estimate(after)), by);
  },
});

/** Keys that a document leaves out, as their defaults. */
const DEFAULTS: readonly (readonly [within: string, key: string, value: string])[] = [
  ['traffic', 'cached_input', '0'],
  ['deployments.d0', 'headroom', '15%'],
  ['deployments.d0', 'redundancy', '0'],
  ['deployments.d0', 'scaling', 'peak'],
  ['deployments.d0', 'engine', 'vllm'],
  ['deployments.d0.rent', 'purchase', 'on-demand'],
  ['deployments.d0.rent', 'discount', '0'],
  ['deployments.d0.own', 'share', 'false'],
  ['deployments.d0.api', 'batch', 'false'],
];

function withDefaults(node: Node): Node {
  const served = (within: string, key: string): boolean =>
    valueAt(node, [...within.split('.'), key]) !== undefined ||
    (within === 'deployments.d0' && valueAt(node, ['serving', key]) !== undefined);
  const machines = valueAt(node, ['deployments', 'd0', 'accelerator']) !== undefined;
  return changed(
    node,
    ...DEFAULTS.filter(
      ([within, key]) =>
        valueAt(node, within.split('.')) !== undefined &&
        !served(within, key) &&
        (within !== 'deployments.d0' || machines),
    ).map(([within, key, value]) => [`${within}.${key}`, value] as const),
  );
}

const UNITS: readonly (readonly [unit: string, other: string, factor: number])[] = [
  ['ms', 's', 1e-3],
  ['USD/kWh', 'USD/MWh', 1e3],
  ['/ s', '/ min', 60],
  ['years', 'months', 12],
  ['g/kWh', 'kg/MWh', 1],
  ['USD/W', 'USD/kW', 1e3],
  ['kWh', 'MJ', 3.6],
];

/** Every amount in another unit of the same kind. */
function inOtherUnits(node: Node): Node {
  if (typeof node === 'string') {
    const [, number, unit] = /^([\d.]+) (\S.*)$/.exec(node) ?? [];
    const other = UNITS.find(([one]) => one === unit);
    return other === undefined ? node : `${Number((Number(number) * other[2]).toPrecision(12))} ${other[1]}`;
  }
  if (Array.isArray(node)) return (node as readonly Node[]).map(inOtherUnits);
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, inOtherUnits(value)]));
}

function reversed(node: Node): Node {
  if (typeof node === 'string' || Array.isArray(node)) return node;
  const entries = Object.entries(node).map(([key, value]) => [key, key === 'deployments' ? value : reversed(value)]);
  return Object.fromEntries(entries.reverse()) as Node;
}

/** What people and software cost does not follow the price of a machine. */
const withoutOperations = (node: Node): Node =>
  changed(
    node,
    ['operations', undefined],
    ...['d0', 'd1']
      .filter((name) => valueAt(node, ['deployments', name]) !== undefined)
      .map((name) => [`deployments.${name}.operations`, undefined] as const),
  );

const PARALLELISM = ['tensor_parallel', 'pipeline_parallel', 'expert_parallel', 'data_parallel'] as const;
const PRICES = ['input', 'output', 'cached_input'].map((part) => `deployments.d0.api.price.${part}`);

export const laws: readonly Law[] = [
  {
    name: 'a price of an API times k is a bill times k',
    breach: ({ node, random }) => {
      const priced = changed(withoutOperations(node), [
        'deployments.d0',
        { api: { price: { input: '0.3 USD', output: '0.7 USD' } } },
      ]);
      const before = answered(priced);
      const k = random.log(0.1, 10);
      const after = answered(PRICES.reduce((now, path) => scaled(now, path, k) ?? now, priced));
      const [a, b] = [before?.cost.perMonth.value ?? null, after?.cost.perMonth.value ?? null];
      return a === null || b === null || near(a * k, b) ? undefined : `${a} × ${k} is ${a * k}, not ${b}`;
    },
  },
  {
    name: 'a price of a machine times k is a bill times k',
    breach: ({ node, random }) => {
      if (valueAt(node, ['deployments', 'd0', 'rent']) === undefined || /draft/.test(JSON.stringify(node)))
        return undefined;
      const priced = changed(withoutOperations(node), ['deployments.d0.rent', { price: '20 USD/hour' }]);
      const k = random.log(0.1, 10);
      const [before, after] = [answered(priced), answered(scaled(priced, 'deployments.d0.rent.price', k) ?? priced)];
      const [a, b] = [before?.cost.perMonth.value ?? null, after?.cost.perMonth.value ?? null];
      return a === null || b === null || near(a * k, b) ? undefined : `${a} × ${k} is ${a * k}, not ${b}`;
    },
  },
  {
    name: 'more traffic never costs less in total',
    breach: ({ node, random }) => {
      const before = answered(node);
      const more = scaled(node, 'traffic.requests', random.log(1.01, 3));
      const after = more === undefined ? undefined : answered(more);
      const [a, b] = [before?.cost.perMonth.value ?? null, after?.cost.perMonth.value ?? null];
      return a === null || b === null || b >= a * (1 - POWER) ? undefined : `${b} for more, ${a} before`;
    },
  },
  {
    name: 'a looser target never costs more, and never turns met into missed',
    breach: ({ node, random }) => {
      const strict = changed(node, ['slo', { ttft: `${random.log(0.1, 5)} s`, tpot: `${random.log(0.01, 0.2)} s` }]);
      const target = random.pick(['ttft', 'tpot'] as const);
      const loose: Node | undefined = scaled(strict, `slo.${target}`, random.log(1.05, 4));
      const [before, after] = [answered(strict), loose === undefined ? undefined : answered(loose)];
      if (!before || !after) return undefined;
      if (before.slo[target] === 'met' && after.slo[target] === 'missed') return `${target} was met and is missed`;
      const both = (one: DeploymentEstimate): boolean => one.slo.ttft === 'met' && one.slo.tpot === 'met';
      if (both(before) && !both(after)) return 'both targets were met and are not';
      const [a, b] = [before.cost.perMonth.value, after.cost.perMonth.value];
      return a === null || b === null || !both(before) || b <= a * (1 + POWER) ? undefined : `${b}, was ${a}`;
    },
  },
  {
    name: 'a target is missed only where no parallelism meets it',
    breach: ({ node, random }) => {
      const open = changed(
        node,
        ['slo', { ttft: `${random.log(0.3, 5)} s`, tpot: `${random.log(0.015, 0.1)} s` }],
        ...PARALLELISM.map((key) => [`deployments.d0.${key}`, undefined] as const),
        ...PARALLELISM.map((key) => [`serving.${key}`, undefined] as const),
      );
      const met = (one: DeploymentEstimate | undefined): boolean => one?.slo.ttft === 'met' && one.slo.tpot === 'met';
      const chosen = valueAt(node, ['deployments', 'd0', 'accelerator']) === undefined ? undefined : answered(open);
      if (!chosen || met(chosen) || overloaded(chosen)) return undefined;
      const better = ['1', '2', '4', '8'].find((tensor) => {
        const fixed = answered(changed(open, ['deployments.d0.tensor_parallel', tensor]));
        return met(fixed) && fixed !== undefined && !overloaded(fixed);
      });
      return better === undefined ? undefined : `nothing is said to meet it, tensor_parallel: ${better} does`;
    },
  },
  {
    name: 'what serves all of the demand stands before what does not',
    breach: ({ node, random }) => {
      const capped = changed(node, ['serving.scaling', { max: String(random.int(1, 4)) }]);
      const workload = engine().evaluateText(writeNode(capped), OPTIONS).workloads[0]?.workload;
      const rows = workload === undefined ? [] : engine().rank(workload).rows;
      const last = rows.findLastIndex(({ servesAll }) => servesAll);
      const first = rows.findIndex(({ servesAll }) => !servesAll);
      return first === -1 || last < first
        ? undefined
        : `${rows[first]?.estimate.name} stands before ${rows[last]?.estimate.name}`;
    },
  },
  {
    name: 'a longer context is never faster on the same machines',
    breach: ({ node, random }) => {
      const fixed = withFixedMachines(node) ?? node;
      const longer = fixed === node ? undefined : scaled(fixed, 'traffic.input_tokens', random.log(1.1, 3));
      if (longer === undefined) return undefined;
      const [before, after] = [answered(fixed), answered(longer)];
      if (!before || !after || overloaded(before) || overloaded(after)) return undefined;
      for (const name of ['ttft', 'tpot'] as const) {
        const [a, b] = [before.performance[name].value, after.performance[name].value];
        if (a !== null && b !== null && b < a * (1 - 5e-3)) return `${name} ${b} for more, ${a} before`;
      }
      return undefined;
    },
  },
  {
    name: 'narrower weights never take more memory',
    breach: ({ node, random }) => {
      const fixed = withFixedMachines(node);
      const [wide, narrow] = random.pick([
        ['bf16', 'fp8'],
        ['fp8', 'fp4'],
        ['bf16', 'int4'],
      ] as const);
      const bytes = (precision: string): number | undefined =>
        fixed === undefined
          ? undefined
          : answered(changed(fixed, ['deployments.d0.weights', precision]))?.stages[0]?.memory.weights;
      const [a, b] = [bytes(wide), bytes(narrow)];
      return a === undefined || b === undefined || b <= a ? undefined : `${narrow} ${b}, ${wide} ${a}`;
    },
  },
  {
    name: 'p50 ≤ p95 ≤ p99, and the mean of TTFT lies between p50 and p95',
    breach: ({ node }) => {
      const values = (['p50', 'mean', 'p95', 'p99'] as const).map((statistic) => {
        const found = answered(
          changed(node, ['slo', { ttft: { [statistic]: '900000 s' }, tpot: { [statistic]: '900000 s' } }]),
        );
        if (found === undefined) return undefined;
        const { performance: p } = found;
        return { p50: p.ttftP50, mean: p.ttft, p95: p.ttftP95, p99: p.ttftP99 }[statistic]?.value ?? undefined;
      });
      const known = values.filter((value) => value !== undefined);
      const sorted = known.every((value, i) => i === 0 || value >= (known[i - 1] ?? 0) * (1 - SUMMED_OTHERWISE));
      return sorted ? undefined : `TTFT p50, mean, p95, p99: ${values.join(', ')}`;
    },
  },
  same('written-out defaults change nothing', ({ node }) => withDefaults(node)),
  same('units change nothing', ({ node }) => inOtherUnits(node), 1e-6),
  same('the order of keys changes nothing', ({ node }) => reversed(node)),
  {
    name: 'a currency changes the money by its rate, and nothing else',
    breach: ({ node }) => {
      const plain = changed(node, ['currency', undefined], ['budget', undefined]);
      const [before, after] = [answered(plain), answered(changed(plain, ['currency', 'EUR']))];
      const rate = catalog().currency('EUR')?.usd;
      if (!before || !after || rate === undefined) return undefined;
      const [a, b] = [before.cost.perMonth.value, after.cost.perMonth.value];
      if (a !== null && (b === null || !near(a / rate, b))) return `${a} USD is ${a / rate} EUR, not ${b}`;
      return near(before.performance.tpot.value ?? 0, after.performance.tpot.value ?? 0) ? undefined : 'TPOT changes';
    },
  },
  {
    name: 'a row of the ranking written down gives the same',
    breach: ({ node, random }) => {
      const evaluated = engine().evaluateText(writeNode(node), OPTIONS).workloads[0];
      if (!evaluated?.workload || !answered(node)) return undefined;
      const rows = engine().rank(evaluated.workload, { top: 8 }).rows;
      if (rows.length === 0) return undefined;
      const row = random.pick(rows);
      const written = writeNode(changed(node, ['deployments', { row: asNode(deploymentYaml(row.deployment)) }]));
      const found = difference(row.estimate, deployment(estimateText(written), 'row'), 1e-6);
      return found === undefined ? undefined : `${row.estimate.name}: ${found}\n${written}`;
    },
  },
  {
    name: 'a what-if is the edit',
    breach: ({ node, random }) => {
      const evaluated = engine().evaluateText(writeNode(node), OPTIONS).workloads[0];
      if (!evaluated?.workload || !answered(node)) return undefined;
      const requests = random.log(0.5, 50);
      const cached = random.int(0, 90);
      const edited = changed(node, ['traffic.requests', `${requests} / s`], ['traffic.cached_input', `${cached}%`]);
      const moved = engine().whatIf(evaluated.workload, { requests, cachedInput: cached / 100 }).estimate;
      const was = deployment(moved);
      return was === undefined ? undefined : difference(was, deployment(estimate(edited)), 1e-9);
    },
  },
  {
    name: 'the shares of a difference add up',
    breach: ({ node, random }) => {
      const before = writeNode(node);
      const edited = changed(
        scaled(node, 'traffic.requests', random.log(1.5, 4)) ?? node,
        ['traffic.cached_input', `${random.int(1, 90)}%`],
        ['deployments.d0.headroom', `${random.int(0, 60)}%`],
      );
      const [found] = engine().diff(before, writeNode(edited), OPTIONS).deployments;
      const shares = found?.edits.map(({ share }) => share) ?? [];
      if (shares.length === 0 || shares.includes(undefined)) return undefined;
      const sum = shares.reduce<number>((total, share) => total + (share ?? 0), 0);
      return near(sum, 1, 1e-6) ? undefined : `the shares ${shares.join(', ')} make ${sum}`;
    },
  },
  {
    name: 'a check is the comparison of the estimate with its limit',
    breach: ({ node, random }) => {
      const limited = changed(
        node,
        ['budget', { per_month: `${random.log(10, 1e6)} USD` }],
        ['currency', undefined],
        ['baseline', undefined],
      );
      const of = estimate(limited);
      const answer = deployment(of);
      const verdict =
        of && checkEstimate(of).find((one) => one.deployment === 'd0' && one.subject === 'cost-per-month');
      if (verdict?.limit === undefined || !answer) return undefined;
      const { value, low } = answer.cost.perMonth;
      const wanted =
        value === null
          ? (low ?? 0) > verdict.limit
            ? 'failed'
            : 'undecided'
          : value <= verdict.limit
            ? 'passed'
            : 'failed';
      return wanted === verdict.verdict ? undefined : `${verdict.verdict} where ${value ?? low} meets ${verdict.limit}`;
    },
  },
  same('another deployment changes nothing of this one', ({ node }) =>
    changed(node, ['deployments.another', { accelerator: 'h200-sxm', rent: {} }]),
  ),
  {
    name: 'a fix leaves a text that parses, and removes no value that it does not replace',
    breach: ({ node, random }) => {
      const text = writeNode(node);
      const evaluation = engine().evaluateText(text, OPTIONS);
      if (evaluation.problems.length === 0) return undefined;
      const context: LanguageContext = {
        engine: engine(),
        evaluation,
        uri: 'file:///law.yaml',
        fileName: 'law.yaml',
        ...ENGLISH,
      };
      for (const { title, edits, kind } of codeActions(context, random.pick(evaluation.problems).range)) {
        if (kind !== 'quickfix' || edits.length === 0) continue;
        const after = applyEdits(text, edits);
        const [before, now] = [parseTree(text)[0], parseTree(after)[0]];
        if (before?.problems.length === 0 && now?.problems.length !== 0) return `"${title}" leaves no YAML:\n${after}`;
        const kept = leavesOf(now?.root);
        const lost = leavesOf(before?.root).filter(
          (leaf) => !kept.some((other) => leaf === other || leaf.startsWith(`${other}\n`)),
        );
        if (lost.length > 0 && !MEANT.test(title)) return `"${title}" loses ${lost.join(', ')}:\n${after}`;
      }
      return undefined;
    },
  },
];

/** Values of an edit as they are written. */
function asNode(value: EditValue): Node {
  if (Array.isArray(value)) return (value as readonly EditValue[]).map(asNode);
  if (typeof value !== 'object' || value === null) return String(value);
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, asNode(child)]));
}

const overloaded = ({ reasons }: DeploymentEstimate): boolean => reasons.some(({ code }) => code === 'overloaded');

/** Parallelism and replicas as the tool chose them, written down; one stage only. */
function withFixedMachines(node: Node): Node | undefined {
  const chosen = answered(node);
  const [stage] = chosen?.stages ?? [];
  const written = valueAt(node, ['deployments', 'd0']);
  if (!stage || chosen?.stages.length !== 1 || written === undefined || stage.replicas.value === null) return undefined;
  return changed(
    node,
    ['slo', undefined],
    ['deployments.d0.tensor_parallel', String(stage.tensorParallel)],
    ['deployments.d0.pipeline_parallel', String(stage.pipelineParallel)],
    ['deployments.d0.expert_parallel', String(stage.expertParallel)],
    ['deployments.d0.data_parallel', String(stage.dataParallel)],
    ['deployments.d0.scaling', { replicas: String(Math.max(1, Math.ceil(stage.replicas.value))) }],
  );
}

/** Fixes whose purpose it is that something goes: one of two that exclude each other, what belongs to a place left behind. */
const MEANT = /^(?:Remove|Delete|Keep|Rename|Write|Change|Rent at) /;

/** Paths of all values, keys joined by line ends. */
function leavesOf(tree: Tree | undefined, path = ''): readonly string[] {
  if (tree === undefined) return [];
  if (tree.kind !== 'map' || tree.entries.length === 0) return [path];
  return tree.entries.flatMap(({ key, value }) => leavesOf(value, `${path}\n${key}`));
}
