import { compilePricing } from '../compile-pricing.ts';
import { createCatalog } from '../../src/catalog/index.ts';
import { createPerformanceModel, computeType } from '../../src/performance/index.ts';
import { prepareStep } from '../../src/performance/step.ts';
import { machineOf } from '../../src/estimate/machines.ts';
import { architectureOf } from '../../src/estimate/architecture.ts';
import { readFileSync } from 'node:fs';
const c = createCatalog(compilePricing().data);
const table = JSON.parse(readFileSync(process.argv[2]!, 'utf8')).constants;
const model = createPerformanceModel({
  date: '',
  constants: table,
  residuals: { slices: {}, models: [], accelerators: [], classes: [] },
});
function show(
  id: string,
  acc: string,
  engine: string,
  w: any,
  kv: any,
  t: number,
  e: number,
  d: number,
  N: number,
  L: number,
) {
  const a = machineOf(c.accelerator(acc)!, c);
  const m = architectureOf(c.model(id)!);
  const s = prepareStep(
    {
      architecture: m,
      accelerator: a,
      engine,
      weights: w,
      kvCache: kv,
      parallelism: { tensor: t, pipeline: 1, expert: e, data: d },
    },
    model.constants(a, engine),
  );
  const r = (x: number, y: number) => (x ** 1.5 + y ** 1.5) ** (2 / 3);
  const us = (x: number) => (x * 1e6).toFixed(0);
  const touched = s.experts * (1 - Math.exp((1 + (N - 1) * s.routing) * s.untouched));
  const att = s.groups
    .map((g) =>
      r(
        N * s.attentionShare * Math.min(L, g.window) * g.decodeCompute,
        N * s.attentionShare * Math.min(L, g.window) * g.decodeRead,
      ),
    )
    .reduce((x, y) => x + y, 0);
  console.log(
    id,
    acc,
    engine,
    w,
    `t${t}e${e}d${d} N=${N} L=${L}:`,
    'attnGemm',
    us(r(N * s.attentionShare * s.attentionCompute, s.attentionRead)),
    'dense',
    us(r(N * s.denseCompute, s.denseRead)),
    'expert',
    us(r(N * s.expertCompute, touched * s.expertRead + N * s.expertTraffic) * s.imbalance),
    `(touched ${touched.toFixed(0)} c ${us(N * s.expertCompute)} r ${us(touched * s.expertRead)} tr ${us(N * s.expertTraffic)})`,
    'head',
    us(r(N * s.headCompute, s.headRead)),
    'act',
    us(N * s.attentionShare * s.activation),
    'attention',
    us(att),
    'link',
    us(s.linkStart),
    '+',
    us(N * s.linkToken),
    'flat',
    us(s.flat),
    'seq',
    us(s.sequence * N),
    'stretch',
    s.stretch.toFixed(2),
  );
}
show('gpt-oss-120b', 'b200', 'trt', 'fp4', 'fp8', 1, 1, 1, 64, 1400);
show('gpt-oss-120b', 'b200', 'trt', 'fp4', 'fp8', 8, 1, 1, 4, 1400);
show('gpt-oss-120b', 'b200', 'trt', 'fp4', 'fp8', 8, 1, 1, 64, 1400);
show('gpt-oss-120b', 'b200', 'trt', 'fp4', 'fp8', 1, 1, 1, 1000, 1400);
show('gpt-oss-120b', 'h100-sxm', 'vllm', 'fp4', 'fp8', 8, 1, 1, 4, 1400);
show('deepseek-r1', 'b200', 'trt', 'fp4', 'fp8', 8, 1, 1, 4, 1400);
show('deepseek-r1', 'b200', 'trt', 'fp4', 'fp8', 8, 1, 1, 128, 1400);
show('deepseek-r1', 'h200-sxm', 'sglang', 'fp8', 'fp8', 8, 1, 1, 64, 1400);
show('minimax-m2.5', 'b200', 'vllm', 'fp8', 'fp8', 2, 1, 1, 4, 1400);
show('qwen3-235b-a22b', 'h100-sxm', 'trt', 'fp8', 'fp8', 8, 8, 1, 128, 800);
show('llama-3.1-70b', 'h200-sxm', 'trt', 'fp8', 'fp8', 8, 1, 1, 4, 1400);
show('llama-3.1-70b', 'h200-sxm', 'trt', 'fp8', 'fp8', 8, 1, 1, 128, 1400);
show('llama-3.1-70b', 'h200-sxm', 'vllm', 'fp8', 'fp8', 4, 1, 1, 64, 1400);
