/**
 * `npm run calibrate`: refits pricing/calibration from pricing/measurements and rewrites the error tables of the documentation.
 *
 * Starts at the priors that stand in constants.json, so the result depends on the measurements, the model and nothing else.
 * `--check` predicts with the constants as they stand and fits nothing.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { createCatalog } from '../src/catalog/index.ts';
import { compilePricing } from './compile-pricing.ts';
import { problemOf, tableAt, type Table } from './calibrate/fit.ts';
import { loadObservations } from './calibrate/measurements.ts';
import { printTable } from './calibrate/report.ts';
import { fit, FOLDS, leaveOut } from './calibrate/run.ts';
import { coverage, residualTable, widened, widening, type LeftOut } from './calibrate/slices.ts';
import { accuracyOf, constantsText, writeDocumentation, type Accuracy } from './calibrate/write.ts';

const root = new URL('../', import.meta.url);
const file = (path: string): URL => new URL(path, root);
const ROUNDS = 30;

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
  const empty = { slices: {}, models: [], accelerators: [], classes: [] };
  const problem = problemOf(observations, configurations, table, empty);
  log(`${observations.length} values of ${configurations.length} runs, ${problem.parameters.length} constants`);
  const priors = Float64Array.from(problem.parameters, (p) => Math.log(p.prior));
  const full = fit(problem, table, priors, ROUNDS, log);
  const fitted = tableAt(table, problem.parameters, full.theta);
  const counts = new Array<number>(problem.parameters.length).fill(0);
  for (const list of full.jacobian.index) for (const j of list) counts[j] = (counts[j] ?? 0) + 1;
  problem.parameters.forEach((p, j) => {
    const cell = fitted[p.scope]?.[p.name];
    if (cell) cell.measurements = counts[j] ?? 0;
  });
  const out = (name: keyof typeof FOLDS, bundles: number): Float64Array => {
    log(`left out: ${name}`);
    return leaveOut(problem, table, full, FOLDS[name] as (typeof FOLDS)[string], bundles, 3);
  };
  const left: LeftOut = {
    seen: out('leave group out', 24),
    'new model': out('new model', 40),
    'new accelerator': out('new accelerator', 40),
  };
  log(
    printTable(observations, [
      { name: 'fitted', residuals: full.residuals },
      { name: 'leave group out', residuals: left.seen },
      { name: 'new model', residuals: left['new model'] },
      { name: 'new accelerator', residuals: left['new accelerator'] },
    ]),
  );
  const by = widening(observations, left, fitted);
  const residuals = widened(residualTable(observations, left, fitted), by);
  const covered = coverage(observations, left, fitted, by);
  for (const c of covered)
    log(`coverage ${c.file} ${c.metric} ${c.slice}: ${(100 * c.coverage).toFixed(0)} % of ${c.n}`);
  const date = latest(document.date);
  const accuracy: Accuracy = accuracyOf(observations, full.residuals, left, covered);
  writeFileSync(file('pricing/calibration/constants.json'), constantsText(date, fitted));
  writeFileSync(file('pricing/calibration/residuals.json'), `${JSON.stringify({ date, residuals }, null, 1)}\n`);
  writeFileSync(file('pricing/calibration/accuracy.json'), `${JSON.stringify({ date, accuracy }, null, 1)}\n`);
  writeDocumentation(file('docs/performance-model.md'), accuracy, fitted, date);
}

/** `--date` of a refit; the measurements carry no clock. */
function latest(before: string): string {
  const at = process.argv.indexOf('--date');
  return (at > 0 ? process.argv[at + 1] : undefined) ?? before;
}

main();
