/** Pools in words: `yes P8/D16 (prefill 1x TP1 EP8; decode 2x TP1 EP8 DPattn)`, `yes P1/D3 workers, TP2 each (2/6 GPUs)`. */
import type { PoolRow } from '../row.ts';

interface Pools {
  readonly prefill: PoolRow;
  readonly decode: PoolRow;
}

/** Undefined: nothing says how the accelerators are split. */
export function poolsOf(text: string): Pools | undefined {
  const workers = /P(\d+)\/D(\d+) workers, TP(\d+)/.exec(text);
  if (workers) {
    const [, prefill, decode, each] = workers.map(Number) as [number, number, number, number];
    return { prefill: pool(prefill, each, false, 1), decode: pool(decode, each, false, 1) };
  }
  const counts = /P(\d+)\/D(\d+)/.exec(text);
  return counts === null
    ? undefined
    : {
        prefill: described(text, 'prefill', Number(counts[1])),
        decode: described(text, 'decode', Number(counts[2])),
      };
}

/** TP1 of several accelerators means attention data parallelism over them. */
function described(text: string, name: 'prefill' | 'decode', accelerators: number): PoolRow {
  const found = new RegExp(`${name} (\\d+)x TP(\\d+) EP(\\d+)( DPattn)?`).exec(text);
  const count = Number(found?.[1] ?? 1);
  const data = Boolean(found?.[4]) || Number(found?.[2] ?? 2) === 1;
  const each = Math.max(1, Math.round(accelerators / count));
  return pool(count, each, data && each > 1, each);
}

function pool(count: number, tensor: number, data: boolean, expert: number): PoolRow {
  return { workers: Math.max(1, count), grid: { tensor, pipeline: 1, expert, attentionData: data ? tensor : 1 } };
}
