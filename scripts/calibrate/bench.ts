import { compilePricing } from '../compile-pricing.ts';
import { createCatalog } from '../../src/catalog/index.ts';
import { createPerformanceModel } from '../../src/performance/index.ts';
import { machineOf } from '../../src/estimate/machines.ts';
import { architectureOf } from '../../src/estimate/architecture.ts';
import { readFileSync } from 'node:fs';
const c = createCatalog(compilePricing().data);
const table = JSON.parse(readFileSync('pricing/calibration/constants.json', 'utf8')).constants;
const model = createPerformanceModel({
  date: '',
  constants: table,
  residuals: { slices: {}, models: [], accelerators: [], classes: [] },
});
const a = machineOf(c.accelerator('h100-sxm')!, c);
for (const id of ['llama-3.3-70b', 'deepseek-r1']) {
  const m = architectureOf(c.model(id)!);
  const replica = {
    architecture: m,
    accelerator: a,
    engine: 'vllm',
    weights: 'fp8',
    kvCache: 'fp8',
    parallelism: { tensor: 8, pipeline: 1, expert: 1, data: 1 },
  } as const;
  const L = { input: 1800, output: 350, cached: 0.4 };
  function time(name: string, f: () => unknown) {
    for (let i = 0; i < 3000; i++) f();
    const t = performance.now();
    const n = 20000;
    for (let i = 0; i < n; i++) f();
    console.log(id, name.padEnd(22), (((performance.now() - t) * 1000) / n).toFixed(2), 'us');
  }
  const p = model.prepare(replica, L);
  time('prepare', () => model.prepare(replica, L));
  time('servingAt', () => model.servingAt(p, 2));
  time('closed', () => model.servingClosedLoop(p, 64));
  time('maximum', () =>
    model.maximumRate(p, { ttft: { statistic: 'p95', limit: 0.8 }, tpot: { statistic: 'mean', limit: 0.04 } }),
  );
  time('residual', () => model.residual('tpot', replica));
}
