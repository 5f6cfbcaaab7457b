/** Published runs as dots on the Pareto chart: the speed as measured, the cost at the deployment's own price. */
import type { Curve, Estimate } from '../contract/index.ts';

/** One run: lengths in tokens, output tokens/s per user and per accelerator. */
export interface MeasuredRun {
  /** File and id of the row: "inferencex.csv P01393". */
  readonly id: string;
  readonly model: string;
  readonly accelerator: string;
  readonly weights: string;
  readonly input: number;
  readonly output: number;
  readonly perUser: number;
  readonly perAccelerator: number;
  readonly source: string;
  /** Engine and version, where told: "vLLM 0.10.0", "TensorRT-LLM v1.0". */
  readonly framework: string;
}

/** One published measurement as a dot: its speed as measured, its cost at the deployment's price per accelerator-hour. */
export interface MeasuredPoint {
  readonly deployment: string;
  readonly tokensPerSecondPerUser: number;
  readonly perMillionTokens: number;
  readonly source: string;
  /** Lengths of the run, tokens. */
  readonly input: number;
  readonly output: number;
  /** Output tokens/s per accelerator, as measured. */
  readonly perAccelerator: number;
  readonly run: Pick<MeasuredRun, 'id' | 'model' | 'accelerator' | 'framework'>;
}

export interface MeasuredTable {
  readonly runs: readonly MeasuredRun[];
}

/** Runs with lengths, or a ratio of input to output, further off than this say little about the workload. */
const LENGTHS = 4;
const RATIO = 3.3;
/** Checkpoints of the same shape: what was measured of one holds for the other. */
const SHAPES: Readonly<Record<string, string>> = {
  'llama-3-70b': 'llama-3.3-70b',
  'llama-3.1-70b': 'llama-3.3-70b',
  'llama-3-8b': 'llama-3.1-8b',
  'deepseek-v3': 'deepseek-r1',
  'deepseek-v3.1': 'deepseek-r1',
};

export function measuredPoints(
  { runs }: MeasuredTable,
  estimate: Estimate,
  curves: readonly Curve[],
): readonly MeasuredPoint[] {
  const { traffic } = estimate;
  if (traffic === undefined) return [];
  // Cached input costs a run next to nothing; the runs were made without a cache.
  const [input, output] = [traffic.inputTokens * (1 - traffic.cachedInput), traffic.outputTokens];
  const near = runs.filter(
    (run) =>
      shape(run.model) === shape(estimate.model) &&
      within(run.input, input, LENGTHS) &&
      within(run.output, output, LENGTHS) &&
      within(run.input / run.output, input / output, RATIO),
  );
  const seen = new Set<string>();
  return curves.flatMap((curve) => {
    const stages = estimate.deployments.find(({ name }) => name === curve.deployment)?.stages ?? [];
    const [stage] = stages;
    const price = costTimesSpeed(curve);
    // The first deployment of a machine carries its dots; a second one at another price would only repeat them.
    if (stage === undefined || stages.length > 1 || price === undefined || seen.has(stage.accelerator)) return [];
    seen.add(stage.accelerator);
    return near
      .filter((run) => run.accelerator === stage.accelerator && sameWidth(run.weights, stage.weights))
      .map((run) => ({
        deployment: curve.deployment,
        tokensPerSecondPerUser: run.perUser,
        perMillionTokens: price / run.perAccelerator,
        source: run.source,
        input: run.input,
        output: run.output,
        perAccelerator: run.perAccelerator,
        run: { id: run.id, model: run.model, accelerator: run.accelerator, framework: run.framework },
      }));
  });
}

/** Constant along a curve: one accelerator costs the same whatever it yields. */
function costTimesSpeed(curve: Curve): number | undefined {
  const point = curve.points[pricedIndex(curve)];
  return point?.perMillionTokens == null ? undefined : point.perMillionTokens * point.tokensPerSecondPerAccelerator;
}

/** The operating point, else the first with a price; −1 where none has one. */
export function pricedIndex({ points }: Curve): number {
  const chosen = points.findIndex((one) => one.chosen && one.perMillionTokens !== null);
  return chosen >= 0 ? chosen : points.findIndex((one) => one.perMillionTokens !== null);
}

function shape(model: string): string {
  return SHAPES[model] ?? model;
}

function within(a: number, b: number, factor: number): boolean {
  return a > 0 && b > 0 && Math.max(a / b, b / a) <= factor;
}

/** fp8 beside fp8 and int8, mxfp4 beside fp4; what the run does not say counts as the same. */
function sameWidth(run: string, ours: string): boolean {
  const width = (name: string): string => /\d+/.exec(name.replace(/^mx|^nv|e\dm\d/g, ''))?.[0] ?? '';
  return run === '' || width(run) === '' || width(run) === width(ours);
}
