/** Pools in words: `yes P8/D16 (prefill 1x TP1 EP8; decode 2x TP1 EP8 DPattn)`, `yes P1/D3 workers, TP2 each (2/6 GPUs)`. */
import type { PoolRow } from '../row.ts';

interface Pools {
  readonly prefill: PoolRow;
  readonly decode: PoolRow;
}

/** Undefined: nothing says how the accelerators are split. */
export function poolsOf(text: string, engine: string): Pools | undefined {
  const workers = /P(\d+)\/D(\d+) workers, TP(\d+)/.exec(text);
  if (workers) {
    const [, prefill, decode, each] = workers.map(Number) as [number, number, number, number];
    return { prefill: pool(prefill, each, false, 1), decode: pool(decode, each, false, 1) };
  }
  const counts = /P(\d+)\/D(\d+)/.exec(text);
  return counts === null
    ? undefined
    : {
        prefill: described(text, 'prefill', Number(counts[1]), engine),
        decode: described(text, 'decode', Number(counts[2]), engine),
      };
}

/** Accelerators of a worker up to which SGLang runs of that time were tensor-parallel: one tray of a rack. */
const TRAY = 4;

/**
 * TP1 of several accelerators means attention data parallelism over them; with EP1 beside it both are placeholders, and decode workers of
 * one tray are tensor-parallel, as runs of the same recipes say that state it, prefill workers with them. Workers that prefill for
 * TensorRT-LLM always have attention data parallelism (scripts of ai-dynamo/dynamo, performance_sweeps).
 */
function described(text: string, name: 'prefill' | 'decode', accelerators: number, engine: string): PoolRow {
  const found = new RegExp(`${name} (\\d+)x TP(\\d+) EP(\\d+)( DPattn)?`).exec(text);
  const count = Number(found?.[1] ?? 1);
  const each = Math.max(1, Math.round(accelerators / count));
  const placeholder = found?.[2] === '1' && found[3] === '1';
  if (placeholder && decodeEach(text) <= TRAY) return pool(count, each, false, 1);
  const stated = Boolean(found?.[4]) || Number(found?.[2] ?? 2) === 1;
  const data = stated || (name === 'prefill' && engine.startsWith('trt'));
  return pool(count, each, data && each > 1, each);
}

/** Accelerators of one decode worker. */
function decodeEach(text: string): number {
  const [, accelerators = '1', count = '1'] = /P\d+\/D(\d+) .*decode (\d+)x/.exec(text) ?? [];
  return Number(accelerators) / Number(count);
}

function pool(count: number, tensor: number, data: boolean, expert: number): PoolRow {
  return { workers: Math.max(1, count), grid: { tensor, pipeline: 1, expert, attentionData: data ? tensor : 1 } };
}
