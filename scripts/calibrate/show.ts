import { compilePricing } from '../compile-pricing.ts';
import { createCatalog } from '../../src/catalog/index.ts';
import { loadObservations } from './measurements.ts';
import { createPerformanceModel } from '../../src/performance/index.ts';
import { predictConfiguration } from '../../src/estimate/validate/predict.ts';
import { readFileSync } from 'node:fs';
const catalog = createCatalog(compilePricing().data);
const { observations } = loadObservations(catalog, 'pricing/measurements');
const [file, want, n] = process.argv.slice(2);
const table = JSON.parse(readFileSync(file!, 'utf8')).constants;
const model = createPerformanceModel({
  date: '',
  constants: table,
  residuals: { slices: {}, models: [], accelerators: [], classes: [] },
});
const rows = new Map<number, Record<string, unknown>>();
for (const o of observations) {
  if (!(o.item.group + '|' + o.file).includes(want ?? '')) continue;
  const c = o.item.configuration;
  let r = rows.get(o.at);
  if (!r) {
    const p = predictConfiguration(model, c);
    const s = model.prepare(c.replica, c.lengths);
    const l = c.load as unknown as Record<string, number>;
    const q = c.replica.parallelism;
    rows.set(
      o.at,
      (r = {
        eng: c.replica.engine,
        w: c.replica.weights,
        par: `t${q.tensor}e${q.expert}d${q.data}p${q.pipeline}`,
        S: Math.round(c.lengths.input),
        O: Math.round(c.lengths.output),
        load: Number((l.clients ?? l.batch ?? l.rate ?? l.requests ?? 0).toFixed(0)),
        cap: s.capacity,
        tput: '',
        TPOT: '',
        TTFT: '',
        p,
      }),
    );
  }
  const p = r.p as ReturnType<typeof predictConfiguration>;
  const med = /median|p50/.test(o.item.unit);
  if (o.item.metric === 'ttft_ms')
    r.TTFT = `${o.item.measured.toFixed(0)} → ${(1e3 * (med ? p.ttftMedian : p.ttft)).toFixed(0)}`;
  if (o.item.metric === 'tpot_ms')
    r.TPOT = `${o.item.measured.toFixed(2)} → ${(1e3 * (med ? p.tpotMedian : p.tpot)).toFixed(2)}`;
  if (o.kind === 'throughput')
    r.tput = `${o.item.measured.toFixed(0)} → ${(p.output * (o.item.metric.includes('per_gpu') ? 1 / c.accelerators : 1) * (o.item.metric.startsWith('total') ? (c.lengths.input + c.lengths.output) / c.lengths.output : 1)).toFixed(0)}`;
}
console.log(
  [...rows.values()]
    .sort((a, b) => `${a.par}${a.S}${a.O}`.localeCompare(`${b.par}${b.S}${b.O}`) || Number(a.load) - Number(b.load))
    .slice(0, Number(n ?? 40))
    .map(
      (r) =>
        `${String(r.eng).padEnd(8)} ${r.w} ${String(r.par).padEnd(10)} ${r.S}/${r.O} load ${String(r.load).padStart(5)} cap ${String(r.cap).padStart(6)}  tput ${String(r.tput).padEnd(16)} TPOT ${String(r.TPOT).padEnd(18)} TTFT ${r.TTFT}`,
    )
    .join('\n'),
);
