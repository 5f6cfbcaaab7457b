import { compilePricing } from '../compile-pricing.ts';
import { createCatalog } from '../../src/catalog/index.ts';
import { loadObservations } from './measurements.ts';
import { createPerformanceModel } from '../../src/performance/index.ts';
import { predictConfiguration, predictMetric } from '../../src/estimate/validate/predict.ts';
import { readFileSync } from 'node:fs';
const catalog = createCatalog(compilePricing().data);
const { observations } = loadObservations(catalog, 'pricing/measurements');
const table = JSON.parse(readFileSync('pricing/calibration/constants.json', 'utf8')).constants;
const model = createPerformanceModel({
  date: '',
  constants: table,
  residuals: { slices: {}, models: [], accelerators: [], classes: [] },
});
const [want, slice, n] = process.argv.slice(2);
let k = 0;
for (const o of observations) {
  if (process.env.DBG) console.log(o.item.group);
  const key = o.item.group + ' ' + o.item.configuration.load.kind + ' ' + o.item.id + ' ' + o.item.metric;
  if (!key.includes(want ?? '') || (slice && o.item.slice !== slice)) continue;
  if (k++ >= Number(n ?? 10)) break;
  const c = o.item.configuration;
  const p = predictConfiguration(model, c);
  const s = model.prepare(c.replica, c.lengths);
  console.log(
    o.item.id,
    o.item.metric,
    'meas',
    o.item.measured,
    'pred',
    predictMetric(p, o.item).toPrecision(4),
    JSON.stringify({
      ...c.replica.parallelism,
      w: c.replica.weights,
      kv: c.replica.kvCache,
      ...c.lengths,
      load: c.load,
      copies: c.copies,
      n: c.accelerators,
      cap: s.capacity,
      seqs: s.memory.sequences,
      wGB: (s.memory.weights / 1e9).toFixed(1),
      fits: s.memory.fits,
      e: c.replica.engine,
    }),
    `tpot ${(p.tpot * 1e3).toFixed(2)} ttft ${(p.ttft * 1e3).toFixed(0)} out ${p.output.toFixed(0)}`,
  );
  if (c.pools) {
    const d = model.prepareDisaggregated(c.pools.prefill.replica, c.pools.decode.replica, c.lengths, Infinity);
    console.log(
      '   pools',
      c.pools.prefill.workers,
      JSON.stringify(c.pools.prefill.replica.parallelism),
      c.pools.decode.workers,
      JSON.stringify(c.pools.decode.replica.parallelism),
      'prefillRate',
      d.prefillRate.toFixed(2),
      'lone',
      d.lonePromptSeconds.toFixed(3),
      'dec cap',
      d.decode.capacity,
      'fits',
      d.prefill.memory.fits,
      d.decode.memory.fits,
      (d.decode.memory.weights / 1e9).toFixed(0),
    );
  }
}
