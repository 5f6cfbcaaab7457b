/**
 * Robust least squares with priors: Huber loss on scaled residuals, log-normal priors, Levenberg–Marquardt steps.
 *
 * Nothing here knows models or machines: a `Model` gives residuals and their derivatives at a point. Deterministic.
 *
 * Huber (1964), Robust estimation of a location parameter; Marquardt (1963), An algorithm for least-squares estimation of
 * nonlinear parameters (damping multiplies the diagonal).
 */

/** Sparse rows: the parameters a residual depends on, ascending, and its derivatives by their logs. */
export interface Jacobian {
  readonly index: readonly (readonly number[])[];
  readonly slope: readonly (readonly number[])[];
}

/** The log of a parameter is normal about log(`prior`) with deviation `sd`. */
export interface Prior {
  readonly prior: number;
  readonly sd: number;
}

export interface Evaluation {
  /** NaN where nothing is predicted: such a residual does not count. */
  readonly residuals: Float64Array;
  /** Dear to compute: asked for once per accepted step. */
  jacobian(): Jacobian;
}

export interface Model {
  readonly parameters: readonly Prior[];
  /** @param theta logs of the parameters */
  evaluate(theta: Float64Array): Evaluation;
}

export interface Fitted {
  readonly theta: Float64Array;
  readonly residuals: Float64Array;
  readonly jacobian: Jacobian;
}

/** Residuals are in logarithms: 0.2 is an error of 22 %, the size that published runs of one configuration differ by. */
const SCALE = 0.2;
/** Scaled residuals beyond this count linearly. */
export const HUBER = 0.8;
/** Largest step of the log of a parameter. */
const LONGEST = 0.5;
/** Gain of a step, as a share of the objective, that ends a fit. The valley between factors and peaks is long: 3e-4 ends it halfway. */
const SETTLED = 3e-5;
/** Steps tried at one point, each eight times more damped than the one before. */
const ATTEMPTS = 5;

/** Huber loss of a scaled residual: z² up to `HUBER`, the tangent beyond. */
export function huber(z: number): number {
  const size = Math.abs(z);
  return size < HUBER ? size * size : HUBER * (2 * size - HUBER);
}

/** Weighted loss of all residuals, plus that of the priors. */
export function objective(
  parameters: readonly Prior[],
  theta: Float64Array,
  residuals: Float64Array,
  weights: Float64Array,
): number {
  let sum = 0;
  residuals.forEach((residual, i) => {
    const weight = weights[i] as number;
    const z = residual / SCALE;
    if (weight !== 0 && Number.isFinite(z)) sum += weight * huber(z);
  });
  parameters.forEach((p, j) => (sum += (((theta[j] as number) - Math.log(p.prior)) / p.sd) ** 2));
  return sum;
}

/** One damped Gauss–Newton step from residuals and a (possibly older) Jacobian. */
export function step(parameters: readonly Prior[], from: Fitted, weights: Float64Array, damping: number): Float64Array {
  const n = parameters.length;
  const { matrix, gradient } = normalEquations(n, from, weights);
  parameters.forEach((p, j) => {
    const inverse = 1 / (p.sd * p.sd);
    matrix[j * n + j] = (matrix[j * n + j] as number) * (1 + damping) + inverse + 1e-9;
    gradient[j] = (gradient[j] as number) - ((from.theta[j] as number) - Math.log(p.prior)) * inverse;
  });
  const d = solveCholesky(matrix, gradient, n);
  return Float64Array.from(from.theta, (t, j) => t + Math.max(-LONGEST, Math.min(LONGEST, d[j] as number)));
}

/** JᵀWJ (lower triangle, row by row) and −JᵀWz, with the weights that make squares of Huber's loss. */
function normalEquations(
  n: number,
  { residuals, jacobian }: Fitted,
  weights: Float64Array,
): { readonly matrix: Float64Array; readonly gradient: Float64Array } {
  const matrix = new Float64Array(n * n);
  const gradient = new Float64Array(n);
  residuals.forEach((residual, i) => {
    const weight = weights[i] as number;
    const z = residual / SCALE;
    if (weight === 0 || !Number.isFinite(z)) return;
    const w = weight * (Math.abs(z) > HUBER ? HUBER / Math.abs(z) : 1);
    const index = jacobian.index[i] as readonly number[];
    const slope = jacobian.slope[i] as readonly number[];
    for (let p = 0; p < index.length; p++) {
      const scaled = (slope[p] as number) / SCALE;
      const row = index[p] as number;
      gradient[row] = (gradient[row] as number) - w * scaled * z;
      for (let q = 0; q <= p; q++) {
        const at = row * n + (index[q] as number);
        matrix[at] = (matrix[at] as number) + (w * scaled * (slope[q] as number)) / SCALE;
      }
    }
  });
  return { matrix, gradient };
}

/**
 * Solves A x = b for symmetric positive definite A by A = L Lᵀ.
 *
 * @param a n × n, row by row; only the lower triangle is read. Becomes L.
 */
export function solveCholesky(a: Float64Array, b: Float64Array, n: number): Float64Array {
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) {
      const f = a[j * n + k] as number;
      if (f !== 0) for (let i = j; i < n; i++) a[i * n + j] = (a[i * n + j] as number) - f * (a[i * n + k] as number);
    }
    const d = Math.sqrt(Math.max(1e-12, a[j * n + j] as number));
    for (let i = j; i < n; i++) a[i * n + j] = (a[i * n + j] as number) / d;
  }
  const x = Float64Array.from(b);
  for (let i = 0; i < n; i++) {
    let s = x[i] as number;
    for (let k = 0; k < i; k++) s -= (a[i * n + k] as number) * (x[k] as number);
    x[i] = s / (a[i * n + i] as number);
  }
  for (let i = n - 1; i >= 0; i--) {
    let s = x[i] as number;
    for (let k = i + 1; k < n; k++) s -= (a[k * n + i] as number) * (x[k] as number);
    x[i] = s / (a[i * n + i] as number);
  }
  return x;
}

/** Levenberg–Marquardt: a step that gains lessens the damping, one that does not raises it and is tried again. */
export function fit(
  model: Model,
  weights: Float64Array,
  start: Float64Array,
  rounds: number,
  log: (line: string) => void = () => undefined,
): Fitted {
  const { parameters } = model;
  let theta = start;
  let now = model.evaluate(theta);
  let score = objective(parameters, theta, now.residuals, weights);
  let damping = 0.01;
  let jacobian = now.jacobian();
  for (let round = 0; round < rounds; round++) {
    let better = false;
    let settled = false;
    for (let attempt = 0; attempt < ATTEMPTS && !better; attempt++) {
      const next = step(parameters, { theta, residuals: now.residuals, jacobian }, weights, damping);
      const tried = model.evaluate(next);
      const value = objective(parameters, next, tried.residuals, weights);
      if (value < score) {
        better = true;
        settled = (score - value) / score < SETTLED;
        theta = next;
        now = tried;
        score = value;
        damping = Math.max(1e-4, damping / 4);
      } else damping *= 8;
    }
    log(`  round ${round} objective ${score.toFixed(1)} damping ${damping.toExponential(1)}`);
    if (!better) break;
    jacobian = now.jacobian();
    if (settled) break;
  }
  return { theta, residuals: now.residuals, jacobian };
}
