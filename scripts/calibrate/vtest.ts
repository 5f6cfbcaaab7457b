import { compilePricing } from '../compile-pricing.ts';
import { createCatalog } from '../../src/catalog/index.ts';
import { createPerformanceModel, readCalibration } from '../../src/performance/index.ts';
import { createValidation, shapeOf } from '../../src/estimate/index.ts';
import { readFileSync } from 'node:fs';
import Papa from 'papaparse';
const catalog = createCatalog(compilePricing().data);
const v = createValidation({ catalog, performance: createPerformanceModel(readCalibration(catalog.calibration)) });
for (const f of ['/work/shared/truth/measurements.csv', '/work/shared/truth/serving-points.csv']) {
  const { data, meta } = Papa.parse<Record<string, string>>(readFileSync(f, 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  const t = performance.now();
  const shape = shapeOf(meta.fields ?? [])!;
  let skipped = 0;
  let n = 0;
  data.forEach((row, i) => {
    for (const r of v.add(f.split('/').at(-1)!, shape, row, i + 2)) {
      n++;
      if (r.status === 'skipped') skipped++;
    }
  });
  console.log(f, n, 'skipped', skipped, (performance.now() - t).toFixed(0), 'ms');
}
for (const s of v.summary().filter((s) => s.by === 'file'))
  console.log(
    s.key,
    s.metric,
    s.slice,
    s.n,
    s.skipped,
    ((s.medianApe ?? 0) * 100).toFixed(1),
    ((s.p90Ape ?? 0) * 100).toFixed(1),
    ((s.bias ?? 0) * 100).toFixed(1),
    ((s.coverage80 ?? 0) * 100).toFixed(0),
  );
