/** What our model says to a claim: a small language in the column `answer` of pricing/claims/claims.csv. */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { AcceleratorRow } from '../../src/catalog/index.ts';
import type { Curve, CurvePoint, Engine } from '../../src/estimate/index.ts';

export type Answer =
  | { readonly kind: 'number'; readonly value: number }
  /** The claim's operating point is not public: the answer at each speed that both machines reach. */
  | {
      readonly kind: 'curve';
      readonly points: readonly { readonly tokensPerSecondPerUser: number; readonly value: number }[];
    }
  | { readonly kind: 'none'; readonly reason: string };

/** Speeds at which a curve is shown, tokens/s per user. */
const SPEEDS = [10, 20, 30, 50, 75, 100, 150, 200, 300, 400];

type Yield = (point: CurvePoint) => number | null;

const YIELDS: Readonly<Record<string, Yield>> = {
  'tokens-per-joule': (point) => 1 / point.joulesPerOutputToken,
  'tokens-per-dollar': (point) => (point.perMillionTokens === null ? null : 1 / point.perMillionTokens),
  'tokens-per-accelerator': (point) => point.tokensPerSecondPerAccelerator,
};

/** Forms: `table EXPRESSION`, `curve FILE A / B YIELD [@ SPEED]`, `speed FILE A [/ B]`, `machines FILE A / B ID`, `megawatt FILE A @ SPEED`. */
export function answer(form: string, engine: Engine, root: string): Answer {
  const [kind = '', ...words] = form.split(' ');
  const [file = '', a = '', , b = '', fourth = ''] = words;
  const at = words.includes('@') ? Number(words[words.indexOf('@') + 1]) : undefined;
  const curve = (deployment: string): Curve | undefined => curveOf(engine, path.join(root, file), deployment);
  switch (kind) {
    case 'table':
      return { kind: 'number', value: tableExpression(words.join(' '), engine) };
    case 'curve':
      return ratio(curve(a), curve(b), YIELDS[fourth], at);
    case 'speed': {
      const [first, second] = [fastest(curve(a)), words.includes('/') ? fastest(curve(b)) : 1];
      return first === undefined || second === undefined
        ? { kind: 'none', reason: 'no speed' }
        : { kind: 'number', value: first / second };
    }
    case 'machines':
      return machineRatio(engine, path.join(root, file), a, b, fourth);
    case 'megawatt':
      return perMegawatt(engine, curve(a), path.join(root, file), a, at ?? 0);
    default:
      throw new Error(`claims.csv: ${form} is no answer`);
  }
}

function curveOf(engine: Engine, file: string, deployment: string): Curve | undefined {
  const workload = engine.evaluateText(readFileSync(file, 'utf8'), { fileName: file }).workloads[0]?.workload;
  return workload && engine.curve(workload, deployment);
}

const fastest = (curve: Curve | undefined): number | undefined =>
  curve?.points.reduce<number | undefined>(
    (best, { tokensPerSecondPerUser }) => Math.max(best ?? 0, tokensPerSecondPerUser),
    undefined,
  );

function ratio(a: Curve | undefined, b: Curve | undefined, of: Yield | undefined, at: number | undefined): Answer {
  if (a === undefined || b === undefined || of === undefined)
    return { kind: 'none', reason: 'a deployment has no curve' };
  const compare = (speed: number): number | undefined => {
    const [first, second] = [best(a, of, speed), best(b, of, speed)];
    return first === undefined || second === undefined ? undefined : first / second;
  };
  if (at !== undefined) {
    const value = compare(at);
    return value === undefined
      ? {
          kind: 'none',
          reason: `${best(a, of, at) === undefined ? a.deployment : b.deployment} does not reach ${at} tokens/s per user`,
        }
      : { kind: 'number', value };
  }
  const points = SPEEDS.flatMap((tokensPerSecondPerUser) => {
    const value = compare(tokensPerSecondPerUser);
    return value === undefined ? [] : [{ tokensPerSecondPerUser, value }];
  });
  return points.length > 0 ? { kind: 'curve', points } : { kind: 'none', reason: 'no price, or no common speed' };
}

/** The best yield among the points that are at least this fast. */
function best(curve: Curve, of: Yield, speed: number): number | undefined {
  const yields = curve.points.filter((point) => point.tokensPerSecondPerUser >= speed).map(of);
  return yields.reduce<number | undefined>(
    (most, value) => (value === null ? most : Math.max(most ?? 0, value)),
    undefined,
  );
}

function machineRatio(engine: Engine, file: string, a: string, b: string, accelerator: string): Answer {
  const { estimate } = engine.evaluateText(readFileSync(file, 'utf8'), { fileName: file }).workloads[0] ?? {};
  const count = (name: string): number =>
    (estimate?.deployments.find((deployment) => deployment.name === name)?.stages ?? [])
      .filter((stage) => stage.accelerator === accelerator)
      .reduce((sum, stage) => sum + stage.accelerators, 0);
  return count(b) > 0
    ? { kind: 'number', value: count(a) / count(b) }
    : { kind: 'none', reason: `${b} has no ${accelerator}` };
}

/** Output tokens/s of one accelerator over its provisioned all-in power, as SemiAnalysis counts. */
function perMegawatt(
  engine: Engine,
  curve: Curve | undefined,
  file: string,
  deployment: string,
  speed: number,
): Answer {
  const { estimate } = engine.evaluateText(readFileSync(file, 'utf8'), { fileName: file }).workloads[0] ?? {};
  const accelerator = estimate?.deployments.find(({ name }) => name === deployment)?.stages[0]?.accelerator ?? '';
  const power = engine.catalog.ownershipFact('provisioned_power_per_gpu', accelerator);
  const tokens = curve && best(curve, (point) => point.tokensPerSecondPerAccelerator, speed);
  if (power === undefined || tokens === undefined)
    return {
      kind: 'none',
      reason: power === undefined ? 'no provisioned power is published' : `not reached: ${speed} tokens/s per user`,
    };
  return { kind: 'number', value: tokens / (power.value / 1000) };
}

/** Products and quotients of numbers and `accelerator:field`, left to right. */
function tableExpression(expression: string, engine: Engine): number {
  const [first = '', ...rest] = expression.split(' ');
  let value = term(first, engine);
  for (let i = 0; i < rest.length; i += 2)
    value = rest[i] === '*' ? value * term(rest[i + 1] ?? '', engine) : value / term(rest[i + 1] ?? '', engine);
  return value;
}

function term(text: string, engine: Engine): number {
  if (/^[\d.]+$/.test(text)) return Number(text);
  const [id = '', field = ''] = text.split(':');
  const row = engine.catalog.accelerator(id);
  const peaks: Readonly<Record<string, number | undefined>> = row?.peakTflops ?? {};
  const value = peaks[field] ?? row?.[field as keyof AcceleratorRow];
  if (typeof value !== 'number') throw new Error(`claims.csv: ${text} is not in the tables`);
  return value;
}
