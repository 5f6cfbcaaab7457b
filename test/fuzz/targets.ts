/**
 * What is fuzzed: each target makes an input of a seed and says what is wrong with the answer to it. A throw is wrong
 * too; whoever runs a target catches it. Start a new kind of input here.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { catalog as tables, catalogData } from '../helpers/catalog.ts';
import { importNames, PRICE_SOURCES, readOverlay } from '../../src/catalog/index.ts';
import { sourceContext } from '../../src/catalog/sources/context.ts';
import { createEngine, createValidation, formatOf, type Engine, type Evaluation } from '../../src/estimate/index.ts';
import {
  codeActions,
  codeLenses,
  completions,
  diagnostics,
  hover,
  inlayHints,
  symbols,
  type LanguageContext,
} from '../../src/language/index.ts';
import { fromWebview } from '../../src/panel/protocol.ts';
import { ENGLISH } from '../../src/quantity/index.ts';
import { commandJson, estimateCsv, estimateMarkdown, estimateText } from '../../src/report/text/index.ts';
import { applyEdits, importWorkload, reduceCsv, reduceJsonLines } from '../../src/workload/index.ts';
import { makeDocument, namesOf } from './documents.ts';
import { writeNode } from './node.ts';
import { mutate } from './mutate.ts';
import { breaches, breachesOf, nonsense } from './oracle.ts';
import { type Random, random } from './random.ts';

export interface Target {
  readonly name: string;
  make(seed: number): string;
  /** Sentences about what is wrong; none where all is well. @param seed what else is left to chance */
  check(input: string, seed: number): readonly string[];
}

const AS_OF = '2026-11-23';
const root = fileURLToPath(new URL('../../', import.meta.url));
const texts = (folder: string, kind: RegExp): readonly string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => kind.test(name))
    .sort()
    .map((name) => readFileSync(`${root}${folder}/${name}`, 'utf8'))
    .filter((text) => text.length < 60_000);

export function targets(): readonly Target[] {
  const [catalog, data] = [tables(), catalogData()];
  const engine = createEngine({ catalog, asOf: AS_OF });
  const names = namesOf(catalog);
  const examples = texts('examples', /\.workload\.yaml$/);
  const manifests = texts('test/fixtures/import', /./);
  const feeds = texts('test/fixtures/prices', /./);
  const overlays = [...texts('pricing', /(clouds|apis)\/.*\.csv$|accelerators\.csv$/), YAML_OVERLAY];
  const context = sourceContext(catalog, AS_OF);
  const mutated = (of: readonly string[]) => (seed: number) => {
    const chance = random(seed);
    const text = chance.pick(of);
    return mutate(chance, text.length > 6000 ? part(chance, text) : text, of);
  };
  return [
    {
      name: 'documents',
      make: (seed) => {
        const chance = random(seed);
        const fill = chance.pick([0.05, 0.1, 0.1, 0.2, 0.5]);
        const spite = chance.pick([0, 0, 0.01, 0.1]);
        const node = makeDocument(chance, names, { fill, spite, deployments: chance.pick([1, 1, 1, 1, 2, 3]) });
        return writeNode(node, chance.pick(['block', 'flow']));
      },
      check: (input, seed) => checkDocument(engine, input, seed),
    },
    {
      name: 'examples',
      make: mutated(examples),
      check: (input, seed) => checkDocument(engine, input, seed),
    },
    {
      name: 'overlays',
      make: mutated(overlays),
      check: (input, seed) => {
        const path = input.includes('cloud') && !input.startsWith('#') ? 'clouds/mine' : 'accelerators';
        const yaml = input.startsWith('#');
        const layer = random(seed).pick(['workspace', 'refreshed'] as const);
        const { tables, problems } = readOverlay([{ path: `${path}.${yaml ? 'yaml' : 'csv'}`, text: input }], layer, {
          base: data,
          today: AS_OF,
        });
        return [...breachesOf(tables), ...said(problems.map(({ message }) => message))];
      },
    },
    {
      name: 'feeds',
      make: mutated(feeds),
      check: (input) =>
        PRICE_SOURCES.flatMap((source) => {
          const parsed = source.parse(input, context, source.urls()[0] ?? '');
          return parsed.rows
            .filter((row) => Object.entries(row).some(([name, cell]) => /usd/.test(name) && !(Number(cell) >= 0)))
            .map((row) => `${source.id} gives a price that is none: ${JSON.stringify(row)}`);
        }),
    },
    { name: 'manifests', make: mutated(manifests), check: (input) => checkManifest(engine, input) },
    {
      name: 'csv',
      make: (seed) => mutated([TRACE_CSV, TRACE_JSON, MEASUREMENTS, SERVING])(seed),
      check: (input) => checkRows(engine, input),
    },
    {
      name: 'panel',
      make: (seed) => JSON.stringify(message(random(seed), 0)),
      check: (input) => {
        const read = fromWebview(JSON.parse(input));
        return read === undefined ? [] : breachesOf(read);
      },
    },
  ];
}

/** Surfaces that cost more than the estimate itself are asked once in a while. */
function checkDocument(engine: Engine, input: string, seed: number): readonly string[] {
  const options = { fileName: 'fuzz.workload.yaml', force: true };
  const evaluation = engine.evaluateText(input, options);
  const found = [...breaches(evaluation)];
  if (seed % 16 === 0) found.push(...checkTexts(evaluation));
  if (seed % 64 === 1) found.push(...checkEditor(engine, evaluation, input, seed));
  if (seed % 512 === 2) found.push(...checkQuestions(engine, evaluation));
  return found;
}

function checkTexts({ workloads }: Evaluation): readonly string[] {
  const estimates = workloads.map(({ estimate }) => estimate);
  const text = { locale: 'en-US', width: 100 };
  commandJson('estimate', { workloads: estimates });
  return said([estimateText(estimates, text), estimateMarkdown(estimates, 'en-US'), estimateCsv(estimates)]);
}

function checkEditor(engine: Engine, evaluation: Evaluation, text: string, seed: number): readonly string[] {
  const fileName = 'fuzz.workload.yaml';
  const context: LanguageContext = { engine, evaluation, uri: `file:///${fileName}`, fileName, ...ENGLISH };
  const chance = random(seed);
  const offset = chance.int(0, text.length);
  const shown = [
    ...codeLenses(context).map(({ title }) => title),
    ...diagnostics(context).map(({ message: sentence }) => sentence),
    ...inlayHints(context).map(({ label }) => label),
    hover(context, offset)?.markdown ?? '',
    ...completions(context, offset).map(({ label, detail = '' }) => `${label} ${detail}`),
  ];
  symbols(context);
  const problem = evaluation.problems[chance.int(0, Math.max(0, evaluation.problems.length - 1))];
  const broken = (problem === undefined ? [] : codeActions(context, problem.range)).filter(
    ({ edits }) => !parses(engine, applyEdits(text, edits)) && parses(engine, text),
  );
  return [...said(shown), ...broken.map(({ title }) => `the fix "${title}" leaves a text that is no YAML`)];
}

const parses = (engine: Engine, text: string): boolean =>
  engine.evaluateText(text, { fileName: 'f', force: true }).problems.every(({ code }) => code !== 'yaml-syntax');

function checkQuestions(engine: Engine, { workloads }: Evaluation): readonly string[] {
  return workloads.flatMap(({ workload, estimate }) => {
    const first = estimate.deployments.find(({ status }) => status === 'ok')?.name;
    if (workload === undefined || first === undefined) return [];
    return [
      ...breachesOf(engine.sensitivity(workload, first)),
      ...breachesOf(engine.breakEven(workload)),
      ...breachesOf(engine.curve(workload, first)),
      ...breachesOf(engine.dayProfile(workload, first)),
      ...breachesOf(engine.rank(workload, { top: 5 }).rows.map((row) => row.estimate)),
      ...breachesOf(engine.whatIf(workload, { requests: 1e-6, outputTokens: 1, pue: 4 }).estimate),
    ];
  });
}

function checkManifest(engine: Engine, input: string): readonly string[] {
  const result = importWorkload(input, 'manifest.yaml', { names: importNames(engine.catalog) });
  if (!result.ok) return said([result.message]);
  const { problems } = engine.evaluateText(result.text, { fileName: 'f', force: true });
  return problems
    .filter(({ code }) => code === 'yaml-syntax' || code === 'unknown-key')
    .map(({ message: sentence }) => `the imported text does not read back: ${sentence}`);
}

function checkRows(engine: Engine, input: string): readonly string[] {
  const summaries = [reduceCsv(input, 'f.csv'), reduceJsonLines(input, 'f.jsonl')];
  const [header = '', ...lines] = input.split('\n');
  const columns = header.split(',');
  const format = formatOf(columns);
  const validation = createValidation({ catalog: engine.catalog, performance: engine.performance });
  const rows = lines.map((line) => {
    const cells = line.split(',');
    return Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? '']));
  });
  const scored = format === undefined ? [] : rows.flatMap((row, i) => validation.add('f.csv', format, row, i + 2));
  return [...breachesOf(summaries), ...breachesOf(scored), ...breachesOf(validation.summary())];
}

const said = (sentences: readonly string[]): readonly string[] =>
  sentences.filter(nonsense).map((sentence) => `a person reads ${sentence.slice(0, 300)}`);

/** A stretch of whole lines, the first line with it: tables keep their columns. */
function part(chance: Random, text: string): string {
  const [first = '', ...lines] = text.split('\n');
  const start = chance.int(0, Math.max(0, lines.length - 20));
  return [first, ...lines.slice(start, start + 20)].join('\n');
}

const KINDS = [
  'ready',
  'select',
  'explain',
  'levers',
  'apply',
  'add',
  'reveal',
  'revealLine',
  'export',
  'command',
  'x',
];
const FIELDS = [
  'type',
  'deployment',
  'path',
  'request',
  'values',
  'review',
  'index',
  'line',
  'name',
  'format',
  '__proto__',
];

/** Anything that JSON can carry, now and then in the shape of a message. */
function message(chance: Random, depth: number): unknown {
  const leaf = (): unknown =>
    chance.pick<unknown>([null, true, 0, -1, 1.5, 1e300, '', 'requests', '__proto__', 'x'.repeat(500), [], {}]);
  if (depth > 3 || (depth > 0 && chance.chance(0.4))) return leaf();
  const fields = Array.from({ length: chance.int(0, 5) }, () => [chance.pick(FIELDS), message(chance, depth + 1)]);
  return chance.chance(0.1)
    ? [leaf(), message(chance, depth + 1)]
    : { ...(depth === 0 ? { type: chance.pick(KINDS) } : {}), ...Object.fromEntries(fields) };
}

const TRACE_CSV =
  'timestamp,input_tokens,output_tokens,cached_tokens\n0,100,20,10\n1.5,2000,300,0\n2,50,5,50\n9,800,90,1\n';
const TRACE_JSON =
  '{"timestamp": 0, "input_length": 100, "output_length": 5, "hash_ids": [1, 2]}\n{"timestamp": 900, "input_length": 700, "output_length": 50, "hash_ids": [1, 3]}\n';
const MEASUREMENTS = `id,source,model,accelerator,n_accelerators,tp,disaggregated,framework,weight_precision,kv_precision,isl,osl,concurrency,metric,value,unit,speculative,trust
1,s,llama-3.3-70b,h100-sxm,8,8,no,vLLM 0.9,fp8,fp8,1000,1000,64,tpot,20,ms (mean),no,A
2,s,llama-3.1-8b,b200,1,1,no,SGLang,bf16,bf16,128,128,8,throughput,900,tok/s,no,A
`;
const SERVING =
  'model,hardware,framework,precision,isl,osl,conc,tp,ep,dp_attention,ttft_ms,tpot_ms\nllama-3.3-70b,h200,vllm,fp8,1024,1024,16,8,1,false,80,12\n';
const YAML_OVERLAY = '# ours\n- cloud: aws\n  instance: p5.48xlarge\n  region: us-east-1\n  on_demand_usd_h: 40\n';
