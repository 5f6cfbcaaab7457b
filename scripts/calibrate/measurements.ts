/** Reads pricing/measurements into cases, with what a fit must know beside: groups, folds, rows to leave out. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Papa from 'papaparse';
import type { Catalog } from '../../src/catalog/index.ts';
import { shapeOf } from '../../src/performance/index.ts';
import { kindOf } from '../../src/estimate/validate/predict.ts';
import type { MeasuredCase } from '../../src/estimate/validate/case.ts';
import { rowContext } from '../../src/estimate/validate/context.ts';
import { readMeasurement } from '../../src/estimate/validate/measurement.ts';
import { readServingPoint } from '../../src/estimate/validate/servingPoint.ts';

export type Kind = 'throughput' | 'tpot' | 'ttft' | 'energy';

/** One measured value in a fit. */
export interface Observation {
  readonly item: MeasuredCase;
  readonly kind: Kind;
  /** Which line of the accuracy table it counts in. */
  readonly file: 'measurements' | 'serving';
  /** Weight of the accuracy table: 1 ÷ rows of its group. */
  readonly weight: number;
  /** Groups left out together: sources that ran the same harness on the same pair are one. */
  readonly fold: string;
  /** Index of its configuration in `configurations`. */
  readonly at: number;
  readonly fitted: boolean;
}

/** Rows that are predicted and reported but never fitted: known to be of another experiment (docs/performance-model.md#left-out). */
function flagged(item: MeasuredCase, task: string, measured: string): boolean {
  const { model, accelerator, source } = item;
  if (source === 'dstack-405B' && accelerator === 'mi300x') return true;
  if (
    source === 'ML.ENERGY-v3' &&
    accelerator === 'b200' &&
    task.includes('gpqa') &&
    /nemotron-nano-9b|qwen3-30b-a3b|qwen3-8b/.test(model)
  )
    return true;
  if (source === 'Nebius-InferenceX-rerun' && item.configuration.replica.parallelism.tensor === 8) return true;
  if (source === 'serving-points') {
    const load = item.configuration.load;
    const clients = load.kind === 'closed' ? load.clients : 0;
    // 512 clients before a server that ran a few at once; first tokens in less time than the prompts' arithmetic takes.
    if (model === 'gpt-oss-120b' && accelerator === 'h100-sxm' && clients === 512) return true;
    if (model === 'llama-3.1-8b' && item.group.endsWith('h200-sxm|vllm')) return true;
    // Prefill five to ten times slower than the version before on the same weights; first tokens after 5 to 9 s on one day.
    if (shapeOf(model) === 'deepseek-r1' && item.group.endsWith('b300|sglang')) return true;
    if (
      shapeOf(model) === 'deepseek-r1' &&
      item.group.endsWith('b200|sglang') &&
      measured === '2025-11-10' &&
      item.metric === 'ttft_ms'
    )
      return true;
  }
  return false;
}

export function loadObservations(
  catalog: Catalog,
  folder: string | URL,
): { observations: Observation[]; configurations: MeasuredCase['configuration'][]; skipped: string[] } {
  const context = rowContext(catalog);
  const observations: Observation[] = [];
  const configurations: MeasuredCase['configuration'][] = [];
  const index = new Map<string, number>();
  const skipped: string[] = [];
  for (const name of readdirSync(folder)
    .filter((n) => n.endsWith('.csv') && n !== 'sources.csv')
    .sort()) {
    const { data } = Papa.parse<Record<string, string>>(
      readFileSync(join(typeof folder === 'string' ? folder : fileURLToPath(folder), name), 'utf8'),
      {
        header: true,
        skipEmptyLines: true,
      },
    );
    const serving = name === 'serving-points.csv';
    const counts = new Map<string, number>();
    const groupOf = (row: Record<string, string>): string =>
      `${row.model}|${row.accelerator}|${row.backend}|${row.mode}`;
    if (serving) for (const row of data) counts.set(groupOf(row), (counts.get(groupOf(row)) ?? 0) + 1);
    data.forEach((row, i) => {
      const read = (serving ? readServingPoint : readMeasurement)(context, (c) => row[c] ?? '', i + 2);
      if (!read.ok) {
        skipped.push(`${name} ${read.id}: ${read.reason}`);
        return;
      }
      for (const item of read.cases) {
        const key = `${name}|${item.configuration.key}`;
        let at = index.get(key);
        if (at === undefined) {
          at = configurations.length;
          index.set(key, at);
          configurations.push(item.configuration);
        }
        const harness = serving || item.source === 'InferenceX' || item.source === 'Nebius-InferenceX-rerun';
        const skip =
          flagged(item, row.notes ?? '', row.measured ?? '') ||
          item.metric === 'system_watts' ||
          item.slice === 'low-trust' ||
          !(item.measured > 0);
        observations.push({
          item,
          kind: kindOf(item.metric),
          file: serving ? 'serving' : 'measurements',
          weight: serving ? 1 / (counts.get(groupOf(row)) ?? 1) : item.weight,
          fold: harness ? `harness|${shapeOf(item.model)}|${item.accelerator}` : item.group,
          at,
          fitted: !skip,
        });
      }
    });
  }
  return { observations, configurations, skipped };
}
