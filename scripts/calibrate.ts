/**
 * `npm run calibrate`: refits pricing/calibration from pricing/measurements and rewrites the error tables of the documentation.
 *
 * Starts at the priors that stand in constants.json, so the result depends on the measurements, the model and nothing else.
 * `--continue` starts where the last refit ended: the same optimum in a fifth of the time, for a few new rows or a small change of a formula.
 * `--quick` starts at the constants as they stand, takes a few steps and writes nothing: to judge a change of a formula.
 * `--check` tells how far the one step that leaves a group out is from a whole refit without it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createCatalog } from '../src/catalog/index.ts';
import { compilePricing } from './compile-pricing.ts';
import { problemOf, tableAt, type Parameter, type Problem, type Table } from './calibrate/fit.ts';
import { loadObservations } from './calibrate/measurements.ts';
import { printTable } from './calibrate/report.ts';
import { fit, foldsOf, leaveOut, refitWithout, type FoldName, type Fitted } from './calibrate/run.ts';
import { coverage, coverageBySlice, type Coverage } from './calibrate/coverage.ts';
import { residualTable, widened, widening, type LeftOut } from './calibrate/slices.ts';
import { fitNearby } from './calibrate/nearby.ts';
import { drawnResiduals, nearbyLines, nearbyTableText } from './calibrate/nearbyReport.ts';
import { accuracyOf, constantsText, writeDocumentation, type Accuracy } from './calibrate/write.ts';

const percent = ({ coverage: share }: Coverage): string => `${(100 * share).toFixed(0)} %`;

const root = new URL('../', import.meta.url);
const file = (path: string): URL => new URL(path, root);
const ROUNDS = 30;
const FEW_ROUNDS = 2;
/** Groups that `--check` refits without. */
const CHECKED = 12;

function main(): void {
  const log = (line: string): void => console.log(line);
  const catalog = createCatalog(compilePricing().data);
  const { observations, configurations, skipped } = loadObservations(catalog);
  for (const line of skipped) log(`skipped ${line}`);
  const document = JSON.parse(readFileSync(file('pricing/calibration/constants.json'), 'utf8')) as {
    date: string;
    constants: Table;
  };
  const table = document.constants;
  const empty = { slices: {}, spread: {}, models: [], accelerators: [], classes: [] };
  const problem = problemOf(observations, configurations, table, empty);
  log(`${observations.length} values of ${configurations.length} runs, ${problem.parameters.length} constants`);
  const quick = process.argv.includes('--quick');
  const goesOn = quick || process.argv.includes('--continue');
  const start = (p: Parameter): number => Math.log(goesOn ? (table[p.scope]?.[p.name]?.value ?? p.prior) : p.prior);
  const full = fit(problem, table, Float64Array.from(problem.parameters, start), goesOn ? FEW_ROUNDS : ROUNDS, log);
  const fitted = tableAt(table, problem.parameters, full.theta);
  const counts = new Array<number>(problem.parameters.length).fill(0);
  for (const list of full.jacobian.index) for (const j of list) counts[j] = (counts[j] ?? 0) + 1;
  problem.parameters.forEach((p, j) => {
    const cell = fitted[p.scope]?.[p.name];
    if (cell) cell.measurements = counts[j] ?? 0;
  });
  if (process.argv.includes('--check')) return checkSteps(problem, table, full);
  const out = (name: FoldName): Float64Array => leaveOut(problem, table, full, name, quick);
  const left: LeftOut = {
    seen: out('group'),
    campaign: out('campaign'),
    'new model': out('model'),
    'new accelerator': out('accelerator'),
  };
  log(
    printTable(observations, [
      { name: 'without group', residuals: left.seen },
      { name: 'without campaign', residuals: left.campaign },
      { name: 'without model', residuals: left['new model'] },
      { name: 'without accelerator', residuals: left['new accelerator'] },
      { name: 'fitted', residuals: full.residuals },
    ]),
  );
  const by = widening(observations, left, fitted);
  const residuals = widened(residualTable(observations, left, fitted), by);
  const covered = coverage(observations, left, fitted, by);
  for (const c of covered) log(`coverage ${c.file} ${c.metric} ${c.slice}: ${percent(c)} of ${c.n}`);
  const bySlice = coverageBySlice(observations, left, fitted, by);
  const held = bySlice.filter((c) => c.coverage >= 0.75 && c.coverage <= 0.85).length;
  log(`coverage 75 to 85 % in ${held} of ${bySlice.length} slices of 30 rows or more`);
  for (const c of bySlice.filter(({ coverage: x }) => x < 0.7))
    log(`  ${c.metric} ${c.slice}: ${percent(c)} of ${c.n}`);
  if (quick) return;
  const date = latest(document.date);
  writeFileSync(file('pricing/calibration/constants.json'), constantsText(date, fitted));
  writeFileSync(file('pricing/calibration/residuals.json'), `${JSON.stringify({ date, residuals }, null, 1)}\n`);
  const nearby = fitNearby({ date, constants: fitted, residuals }, observations, configurations);
  writeFileSync(file('pricing/calibration/nearby.json'), nearby.text);
  const drawn = drawnResiduals({ date, constants: fitted, residuals }, nearby, observations, configurations);
  const lines = nearbyLines(observations, drawn);
  log(nearbyTableText(lines));
  const accuracy: Accuracy = { ...accuracyOf(observations, full.residuals, left, covered), nearby: lines };
  writeFileSync(file('pricing/calibration/accuracy.json'), `${JSON.stringify({ date, accuracy }, null, 1)}\n`);
  writeDocumentation(file('docs/performance-model.md'), accuracy, fitted, date);
}

/** How far one step is from a refit, for the groups whose rows move the constants most. */
function checkSteps(problem: Problem, table: Table, full: Fitted): void {
  const one = leaveOut(problem, table, full, 'group');
  const moved = (rows: readonly number[]): number =>
    rows.reduce((sum, i) => sum + Math.abs((one[i] as number) - (full.residuals[i] as number)) / rows.length, 0);
  const folds = [...foldsOf(problem, 'group')].map(([name, rows]) => ({ name, rows, moved: moved(rows) }));
  folds.sort((a, b) => b.moved - a.moved);
  const mean = (rows: readonly number[], residuals: Float64Array): string =>
    (rows.reduce((sum, i) => sum + Math.abs(residuals[i] as number), 0) / rows.length).toFixed(3);
  for (const { name, rows } of folds.slice(0, CHECKED)) {
    const refit = refitWithout(problem, table, full, rows);
    const figures = [full.residuals, one, refit].map((residuals) => mean(rows, residuals));
    console.log(`${name}: mean |ln| fitted, one step, refit ${figures.join(' ')}`);
  }
}

/** `--date` of a refit; the measurements carry no clock. */
function latest(before: string): string {
  const at = process.argv.indexOf('--date');
  return (at > 0 ? process.argv[at + 1] : undefined) ?? before;
}

main();
