import { compilePricing } from '../compile-pricing.ts';
import { createCatalog } from '../../src/catalog/index.ts';
import { loadObservations } from './measurements.ts';
import { problemOf, residualsAt, tableAt, type Table } from './fit.ts';
import { printTable } from './report.ts';
import { fit, leaveOut, FOLDS } from './run.ts';
import { groupReport } from './groups.ts';
import { readFileSync, writeFileSync } from 'node:fs';
const [file = 'pricing/calibration/constants.json', rounds = '0', out = '', cv = '', filter = '', most = '0'] =
  process.argv.slice(2);
const t0 = Date.now();
const catalog = createCatalog(compilePricing().data);
const { observations, configurations, skipped } = loadObservations(catalog, 'pricing/measurements');
const table = JSON.parse(readFileSync(file, 'utf8')).constants as Table;
const problem = problemOf(observations, configurations, table, {
  slices: {},
  models: [],
  accelerators: [],
  classes: [],
});
console.log(
  observations.length,
  configurations.length,
  'skipped',
  skipped.length,
  problem.parameters.length,
  'parameters',
  Date.now() - t0,
  'ms',
);
const theta = Float64Array.from(problem.parameters, (p) => Math.log((table[p.scope] as Table[string])[p.name]!.value));
if (Number(rounds) > 0) {
  const f = fit(problem, table, theta, Number(rounds), (l) => console.log(l, Date.now() - t0));
  const columns = [{ name: 'fit', residuals: f.residuals }];
  const folds = cv === 'all' ? Object.entries(FOLDS) : cv ? Object.entries(FOLDS).slice(0, 1) : [];
  for (const [name, fold] of folds) {
    columns.push({ name, residuals: leaveOut(problem, table, f, fold, name === 'leave group out' ? 24 : 40, 3) });
    console.log(name, Date.now() - t0);
  }
  console.log(printTable(observations, columns));
  if (out) {
    const fitted = tableAt(table, problem.parameters, f.theta);
    writeFileSync(out, JSON.stringify({ constants: fitted }, null, 1));
    for (const scope of [
      'all',
      'power',
      ...Object.keys(fitted).filter((k) => k.startsWith('engine') || k.startsWith('class')),
    ])
      console.log(
        scope,
        Object.entries(fitted[scope]!)
          .map(([n, c]) => `${n}=${c.value.toPrecision(3)}(${c.prior.toPrecision(2)})`)
          .join(' '),
      );
  }
  if (Number(most))
    console.log(
      groupReport(observations, (columns[Number(process.env.COL ?? 0)] ?? columns[0]!).residuals, filter, Number(most)),
    );
} else {
  const now = residualsAt(problem, table, theta);
  console.log(printTable(observations, [{ name: 'start', residuals: now.residuals }]));
  if (Number(most)) console.log(groupReport(observations, now.residuals, filter, Number(most)));
}
