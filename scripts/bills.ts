/**
 * Published bills beside our answers: writes docs/bills.md from examples/bills. A test keeps the page current.
 *
 * Usage: npm run bills
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import Papa from 'papaparse';
import { createCatalog } from '../src/catalog/index.ts';
import { createEngine, type Engine } from '../src/estimate/index.ts';
import type { Workload } from '../src/workload/index.ts';
import { formatNumber } from '../src/quantity/index.ts';
import { compilePricing } from './compile-pricing.ts';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const FOLDER = 'examples/bills';
const AS_OF = '2026-11-23';
/** Ratios outside need a reason. */
const NEAR = [0.7, 1.4] as const;

type Value = 'perMillionTokens' | 'perMillionInputTokens' | 'perMillionOutputTokens';

const OF: Readonly<Record<Value, string>> = {
  perMillionTokens: 'tokens',
  perMillionInputTokens: 'input tokens',
  perMillionOutputTokens: 'output tokens',
};

interface Row {
  readonly document: string;
  readonly deployment: string;
  readonly value: Value;
  readonly published_usd: string;
  readonly source: string;
  readonly reason: string;
}

export interface Bill {
  readonly row: Row;
  readonly published: number;
  /** USD per million tokens, with its 80 % interval. */
  readonly ours: { readonly value: number; readonly low: number; readonly high: number };
  readonly ratio: number;
  readonly near: boolean;
  /** What the deployment is told first that it could do instead, over the published figure. */
  readonly better?: { readonly changes: string; readonly value: number; readonly ratio: number };
}

export function bills(engine: Engine): readonly Bill[] {
  const { data } = Papa.parse<Row>(readFileSync(path.join(ROOT, FOLDER, 'bills.csv'), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  });
  return data.map((row) => billOf(row, engine));
}

function billOf(row: Row, engine: Engine): Bill {
  const text = readFileSync(path.join(ROOT, FOLDER, `${row.document}.workload.yaml`), 'utf8');
  const [found] = engine.evaluateText(text).workloads;
  const deployment = found?.estimate.deployments.find(({ name }) => name === row.deployment);
  const quantity = deployment?.cost[row.value];
  if (quantity?.value == null) throw new Error(`${row.document} has no ${row.value} of ${row.deployment}`);
  const { value, low = value, high = value } = quantity;
  const published = Number(row.published_usd);
  const ratio = value / published;
  const near = ratio >= NEAR[0] && ratio <= NEAR[1];
  const better =
    found?.workload && row.value === 'perMillionTokens' ? firstBetter(engine, found.workload, row) : undefined;
  return { row, published, ours: { value, low, high }, ratio, near, ...(better ? { better } : {}) };
}

const CHANGES = {
  pools: 'pools',
  'multi-token-prediction': 'multi-token prediction',
  commitment: 'a commitment',
} as const;

function firstBetter(engine: Engine, workload: Workload, { deployment, published_usd }: Row): Bill['better'] {
  const [first] = engine.better(workload, deployment);
  const value = first?.perMillionTokens.value;
  if (!first || value == null) return undefined;
  return {
    changes: first.changes.map(({ code }) => CHANGES[code]).join(' and '),
    value,
    ratio: value / Number(published_usd),
  };
}

export function billsPage(engine: Engine): string {
  const lines = bills(engine).map(({ row, published, ours, ratio, near, better }) =>
    [
      `[${row.document}](../${FOLDER}/${row.document}.workload.yaml), ${row.deployment}`,
      OF[row.value],
      n(published),
      `${n(ours.value)} [${n(ours.low)}, ${n(ours.high)}]`,
      n(ratio),
      published >= ours.low && published <= ours.high ? 'yes' : 'no',
      better ? `${n(better.value)} with ${better.changes}, ${n(better.ratio)} of the published` : '',
      row.source,
      near ? '' : row.reason,
    ].join(' | '),
  );
  return [
    '# Bills beside answers',
    '',
    `What others say their tokens cost, and what this model answers to a document of the same workload: USD per million tokens. Written by \`npm run bills\`; prices as of ${AS_OF}. A ratio outside ${NEAR[0]} to ${NEAR[1]} has its reason: what the source did that the document does not say. Where pools of their own or multi-token prediction would save, the column *First of \`better\`* has what the deployment is told.`,
    '',
    '| Document | Per million | Published | Ours | Ours ÷ published | Inside the interval | First of `better` | Source | Reason |',
    '|---|---|---:|---:|---:|---|---|---|---|',
    ...lines.map((line) => `| ${line} |`),
    '',
  ].join('\n');
}

const n = (value: number): string => formatNumber(value, 'en-US');

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(
    path.join(ROOT, 'docs/bills.md'),
    billsPage(createEngine({ catalog: createCatalog(compilePricing().data), asOf: AS_OF })),
  );
