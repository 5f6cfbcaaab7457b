/**
 * Rules of a pipeline over the numbers of an estimate: `cost_per_month > 60000 USD or ttft_p95 > 800 ms` (design §6,
 * `check --fail-on`). A rule that holds fails the check.
 *
 * Comparisons are expressions as documents have them, with the same limits, joined by `and`, `or`, `not`. A number that is
 * not known leaves them open, as in Kleene's logic of three values: `unknown or true` is true, `unknown and true` is not known.
 */
import {
  COMPARISONS,
  evaluateNode,
  type ExpressionFailure,
  type ExpressionNode,
  type Lookup,
  parseExpression,
  words,
} from '../../quantity/expression/index.ts';
import { type CurrencyRates, type Dimension, parseLiteral, PLAIN, type Quantity } from '../../quantity/index.ts';
import {
  acceleratorsPaid,
  type DeploymentEstimate,
  type Estimate,
  METRICS,
  type MetricUnit,
  statedAt,
} from '../contract/index.ts';
import { type Check, checkedDeployments, type CheckOptions } from './check.ts';

export interface Rule {
  /** As written. */
  readonly text: string;
  readonly node: ExpressionNode;
}

/** A rule on a deployment: failed where it holds. */
export interface RuleCheck extends Pick<Check, 'workload' | 'deployment' | 'verdict' | 'straddles' | 'message'> {
  readonly subject: 'rule';
  readonly rule: RuleOutcome;
}

export interface RuleOutcome {
  /** As written. */
  readonly text: string;
  /** The numbers it names, as they are; money is in the currency of the document. */
  readonly values: readonly { readonly name: string; readonly value: Quantity }[];
}

/** `no-comparison`: what stands where a comparison should. */
export type RuleFailure = ExpressionFailure | { readonly code: 'no-comparison'; readonly what: string };

type Read = { readonly ok: true; readonly rule: Rule } | { readonly ok: false; readonly failure: RuleFailure };

/** What a rule calls a number: its path without the group where that says nothing, in snake_case. */
export function flatName(path: string): string {
  return path
    .replace(/^(?:performance|energy)\./, '')
    .replaceAll('.', '_')
    .replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

interface Named {
  readonly unit: MetricUnit;
  /** Undefined: this deployment does not have the number. */
  readonly pick: (deployment: DeploymentEstimate) => Quantity | undefined;
}

const NAMES: ReadonlyMap<string, Named> = new Map<string, Named>([
  ...METRICS.map(({ path, unit }): [string, Named] => [
    flatName(path),
    { unit, pick: (deployment) => statedAt(deployment, path) },
  ]),
  ['accelerators', { unit: '1', pick: (deployment) => plainNumber(acceleratorsPaid(deployment)) }],
]);

const UNHELD =
  'The document names no deployment that the rule could be held to: those that estimate shows are proposals.';

/** Every name a rule may use. */
export const RULE_NAMES: readonly string[] = [...NAMES.keys()];

const plainNumber = (value: number): Quantity => ({ value, unit: '', state: 'known' });

/** @param rates currencies that amounts may be in: a rule is tried before any document is read */
export function readRule(text: string, rates: CurrencyRates): Read {
  const parsed = parseExpression(text);
  if (!parsed.ok) return { ok: false, failure: parsed };
  const tried = truthOf(parsed.node, { rates, currency: 'USD', quantity: () => plainNumber(1) });
  return 'failure' in tried && tried.failure.code !== 'not-finite'
    ? { ok: false, failure: tried.failure }
    : { ok: true, rule: { text, node: parsed.node } };
}

/** One check for each rule and deployment that is checked and can be built; of proposals alone, one for each rule that is open. */
export function checkRules(
  estimate: Estimate,
  rules: readonly Rule[],
  rates: CurrencyRates,
  options: CheckOptions = {},
): readonly RuleCheck[] {
  if (estimate.proposed)
    return rules.map(({ text }) => ({
      workload: estimate.name,
      deployment: '',
      subject: 'rule',
      verdict: 'undecided',
      straddles: false,
      message: UNHELD,
      rule: { text, values: [] },
    }));
  const buildable = checkedDeployments(estimate, options).filter(
    ({ status }) => status !== 'infeasible' && status !== 'invalid',
  );
  return buildable.flatMap((deployment) => rules.map((rule) => checkRule(estimate, deployment, rule, rates)));
}

function checkRule(estimate: Estimate, deployment: DeploymentEstimate, rule: Rule, rates: CurrencyRates): RuleCheck {
  const names = [...new Set(words(rule.text).map(({ name }) => name))].filter((name) => NAMES.has(name));
  const quantity = (name: string): Quantity | undefined => NAMES.get(name)?.pick(deployment);
  const truth = truthOf(rule.node, { rates, currency: estimate.currency, quantity });
  const { holds, straddles } = 'failure' in truth ? OPEN : truth;
  const missing = names.filter((name) => quantity(name) === undefined);
  return {
    workload: estimate.name,
    deployment: deployment.name,
    subject: 'rule',
    verdict: holds === undefined ? 'undecided' : holds ? 'failed' : 'passed',
    straddles,
    ...(missing.length === 0 ? {} : { message: missingText(missing) }),
    rule: { text: rule.text, values: names.map((name) => ({ name, value: quantity(name) ?? NOT_KNOWN })) },
  };
}

/** Percentiles beside the usual ones, and what only a workload without output has. */
const missingText = (names: readonly string[]): string =>
  `Not computed here: ${names.join(', ')}. A percentile needs a target of its own, input_tokens_per_second a workload without output.`;

const NOT_KNOWN: Quantity = { value: null, unit: '', state: 'unknown' };

interface Answered {
  /** Undefined: not known. */
  readonly holds: boolean | undefined;
  /** Within the intervals of the numbers it may turn over. */
  readonly straddles: boolean;
}

type Truth = Answered | { readonly failure: RuleFailure };

interface Numbers {
  readonly rates: CurrencyRates;
  /** Of the document: what a bare amount of money is in. */
  readonly currency: string;
  readonly quantity: (name: string) => Quantity | undefined;
}

function truthOf(node: ExpressionNode, numbers: Numbers): Truth {
  if (node.type === 'ParenthesisNode' && node.content) return truthOf(node.content, numbers);
  const negated = node.type === 'OperatorNode' ? withoutNot(node) : undefined;
  if (negated) {
    const inner = truthOf(negated, numbers);
    return 'failure' in inner || inner.holds === undefined ? inner : { ...inner, holds: !inner.holds };
  }
  const [left, right] = node.args ?? [];
  if (node.type !== 'OperatorNode' || left === undefined || right === undefined) return noComparison(node);
  if (node.op === 'and' || node.op === 'or') {
    const sides = [truthOf(left, numbers), truthOf(right, numbers)];
    const failed = sides.find((side) => 'failure' in side);
    return failed ?? joined(sides as readonly Answered[], node.op === 'or');
  }
  return Object.hasOwn(COMPARISONS, node.op ?? '') ? compared(node, numbers) : noComparison(node);
}

const noComparison = ({ name, op, value, type }: ExpressionNode): Truth => {
  const [what = type.replace(/Node$/, '').toLowerCase()] = [name, op, value].filter(
    (part) => typeof part === 'string' || typeof part === 'number',
  );
  return { failure: { code: 'no-comparison', what: String(what) } };
};

/** One side that `decides` (true for `or`, false for `and`) is enough; a side that is open leaves the rest open. */
function joined(sides: readonly Answered[], decides: boolean): Answered {
  const deciding = sides.filter(({ holds }) => holds === decides);
  if (deciding.length > 0) return { holds: decides, straddles: deciding.every(({ straddles }) => straddles) };
  if (sides.some(({ holds }) => holds === undefined)) return { holds: undefined, straddles: false };
  return { holds: !decides, straddles: sides.some(({ straddles }) => straddles) };
}

/**
 * The tree without a `not` at its left end; undefined where there is none. mathjs binds `not` as tightly as a sign and reads
 * `not a > b` as `(not a) > b`, which nobody means.
 */
function withoutNot(node: ExpressionNode): ExpressionNode | undefined {
  const [first, ...rest] = node.args ?? [];
  if (node.type !== 'OperatorNode' || first === undefined) return undefined;
  if (node.op === 'not') return first;
  if (node.op === 'and' || node.op === 'or') return undefined;
  const stripped = withoutNot(first);
  return stripped && { ...node, type: node.type, args: [stripped, ...rest] };
}

/** Larger than any number of an estimate: where a lower bound could end. */
const FAR = 1e12;

/** With units; where a side has none, both are taken as the plain numbers of the JSON. */
function compared(node: ExpressionNode, numbers: Numbers): Truth {
  const withUnits = comparedAs(node, numbers, true);
  if (!('failure' in withUnits) || withUnits.failure.code !== 'dimensions') return withUnits;
  const plain = comparedAs(node, numbers, false);
  return 'failure' in plain ? withUnits : plain;
}

function comparedAs(node: ExpressionNode, numbers: Numbers, units: boolean): Truth {
  const bounds = new Set<string>();
  const lookup: Lookup = (name) => {
    const named = NAMES.get(name);
    if (named === undefined) return undefined;
    const { value = null, low, high } = numbers.quantity(name) ?? {};
    const middle = value ?? low;
    if (middle === undefined) return 'failed';
    if (value === null) bounds.add(name);
    const { factor, dimension } = unitOf(named.unit, numbers, units);
    const ends = [low ?? middle, value === null ? (high ?? Math.max(middle, 1) * FAR) : (high ?? middle)] as const;
    return {
      value: middle * factor,
      dimension,
      ends: new Map([[name, [ends[0] * factor, ends[1] * factor] as const]]),
    };
  };
  const found = evaluateNode(node, lookup, numbers.rates);
  if (!found.ok) return found.code === 'depends-on-error' ? OPEN : { failure: found };
  const { value, ends = new Map<string, readonly [number, number]>() } = found.value;
  const turning = [...ends].filter(([, both]) => both.some((end) => end !== value)).map(([name]) => name);
  return turning.some((name) => bounds.has(name)) ? OPEN : { holds: value !== 0, straddles: turning.length > 0 };
}

const OPEN: Answered = { holds: undefined, straddles: false };

function unitOf(
  unit: MetricUnit,
  { rates, currency }: Numbers,
  units: boolean,
): { factor: number; dimension: Dimension } {
  const measure = units && unit !== '1' ? parseLiteral(`1 ${unit === 'money' ? currency : unit}`, rates) : undefined;
  return { factor: measure?.value ?? 1, dimension: measure?.dimension ?? PLAIN };
}
