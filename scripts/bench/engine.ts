/** The engine's own times, on the tables in dist/ and the Node of the development tools. */
import { readFileSync } from 'node:fs';
import { createCatalog, type CatalogData } from '../../src/catalog/index.ts';
import { parsePlainYaml } from '../../src/catalog/yaml/index.ts';
import { createEngine, type Engine, type RankOptions } from '../../src/estimate/index.ts';
import { codeLenses, diagnostics } from '../../src/language/index.ts';
import type { Slices } from '../../src/economics/index.ts';
import { english, medianOf } from '../../src/quantity/index.ts';
import type { Workload } from '../../src/workload/index.ts';
import { inRoot } from '../harness/paths.ts';
import { median, type Row } from './row.ts';

const head = `apiVersion: inference-tco/v1
name: bench
model: llama-3.3-70b
traffic: {requests: 20 / s, input_tokens: 1800, output_tokens: 350}
slo: {ttft: 2 s, tpot: 60 ms}
`;
const fixed = `${head}serving: {weights: fp8, max_batch: 64}
deployments:
  only: {accelerator: h100-sxm, tensor_parallel: 4, pipeline_parallel: 1, expert_parallel: 1, data_parallel: 1, rent: {cloud: aws, region: us-east-1, instance: p5.48xlarge}}
`;
const chosen = `${head}deployments:
  only: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1}}
`;

export function engineRows(): readonly Row[] {
  const data = JSON.parse(readFileSync(inRoot('dist/pricing.json'), 'utf8')) as CatalogData;
  const load = median(() => void createEngine({ catalog: createCatalog(data), asOf: '2026-11-01' }), 5);
  const engine = createEngine({ catalog: createCatalog(data), asOf: '2026-11-01' });
  const [one, open] = [workload(engine, fixed), workload(engine, chosen)];
  // Other lengths are another question of the performance model: nothing it found before answers it.
  const vary = (which: Workload) => (count: number) =>
    void engine.whatIf(which, { requests: 20 + count / 1000, inputTokens: 1800 + count / 100 });
  const hundred = undeployed(engine);
  const rank = (options: RankOptions, runs: number) =>
    median((count) => void engine.rank(engine.whatIf(open, { requests: 20 + count / 10 }).workload, options), runs, 2);
  return [
    { what: 'engine made from the tables', value: load, unit: 'ms' },
    { what: 'one deployment, fixed configuration', value: 1000 * median(vary(one), 10_000), unit: 'µs', goal: 30 },
    { what: 'one deployment, parallelism and batch chosen', value: median(vary(open), 1000), unit: 'ms', goal: 0.3 },
    { what: 'what-if: one lever moved, every deployment of an example', value: whatIf(engine), unit: 'ms', goal: 16 },
    { what: "rank the whole catalog at the workload's precision", value: rank({}, 7), unit: 'ms', goal: 60 },
    { what: 'rank the whole catalog, any precision', value: rank({ precision: 'any' }, 5), unit: 'ms', goal: 250 },
    {
      what: 'rank the whole catalog, every place, any precision',
      value: rank({ precision: 'any', places: 'all' }, 3),
      unit: 'ms',
      goal: 1000,
    },
    { what: '100 documents without deployments in one text', value: hundred.whole, unit: 'ms', goal: 1000 },
    { what: 'the same: longest slice, in which the host answers nobody', value: hundred.slice, unit: 'ms', goal: 50 },
    { what: 'keystroke in a 600-line file to lenses and diagnostics', value: keystroke(engine), unit: 'ms', goal: 12 },
    { what: 'YAML of somebody else, 16,000 keys (8,000 took 46 s once)', value: yamlOf(16_000), unit: 'ms', goal: 600 },
  ];
}

function workload(engine: Engine, text: string): Workload {
  const found = engine.evaluateText(text).workloads[0]?.workload;
  if (found === undefined) throw new Error(`The bench's workload is not one:\n${text}`);
  return found;
}

/** Time for a price list that is one long mapping: what a library that compares every key with every other takes a minute for. */
function yamlOf(keys: number): number {
  const text = `compute:\n${Array.from({ length: keys }, (_, i) => `  k${i}: {cost: 1}\n`).join('')}`;
  return median(() => void parsePlainYaml(text), 3);
}

/** A slider of the panel moves one step: all deployments of the example are chosen anew. */
function whatIf(engine: Engine): number {
  const example = workload(engine, readFileSync(inRoot('examples/support-chat.workload.yaml'), 'utf8'));
  return median((count) => void engine.whatIf(example, { requests: 17 + count / 100 }), 100);
}

/** A hundred documents that ask for proposals, each with traffic of its own. The longest slice is the median of the runs too. */
function undeployed(engine: Engine): { readonly whole: number; readonly slice: number } {
  const models = ['llama-3.3-70b', 'llama-3.1-8b', 'gpt-oss-120b', 'qwen3-32b'];
  const longest: number[] = [];
  const whole = median(
    (count) => {
      const documents = Array.from(
        { length: 100 },
        (_, at) => `apiVersion: inference-tco/v1
model: ${models[at % models.length]}
traffic: {requests: ${at + 1} / s, input_tokens: ${1000 + count * 100 + at}, output_tokens: 350}
`,
      );
      longest.push(longestSlice(engine.evaluateTextSlices(documents.join('---\n'))));
    },
    3,
    1,
  );
  return { whole, slice: medianOf(longest.slice(1)) };
}

function longestSlice(slices: Slices<unknown>): number {
  let longest = 0;
  for (let [start, done] = [performance.now(), false]; !done;) {
    done = slices.next().done === true;
    const now = performance.now();
    longest = Math.max(longest, now - start);
    start = now;
  }
  return longest;
}

/** A person types digits of `requests` in a file of 600 lines: five example documents among comments. */
function keystroke(engine: Engine): number {
  const example = readFileSync(inRoot('examples/support-chat.workload.yaml'), 'utf8').trimEnd();
  const lines = Array.from({ length: 5 }, () => example)
    .join('\n---\n')
    .split('\n');
  const filler = Array.from({ length: Math.max(0, 600 - lines.length) }, (_, line) => `# note ${line}`);
  const file = [...filler, ...lines].join('\n');
  return median((count) => {
    const text = file.replace(/users: 250e3/, `users: ${250_000 + count}`);
    const evaluation = engine.evaluateText(text, { fileName: 'bench.workload.yaml' });
    const context = {
      engine,
      evaluation,
      uri: 'file:///bench.workload.yaml',
      fileName: 'bench.workload.yaml',
      locale: 'en',
      t: english,
    };
    codeLenses(context);
    diagnostics(context);
  }, 40);
}
