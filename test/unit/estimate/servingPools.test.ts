import { describe, expect, it } from 'vitest';
import { architecture, machine, rowContext } from '../../../src/estimate/validate/context.ts';
import { poolsOf } from '../../../src/estimate/validate/foreign/servingPools.ts';
import { catalog } from '../../helpers/catalog.ts';

const context = rowContext(catalog());
const deepseek = architecture(context, 'deepseek-r1')!;

/** "1 × 4 dp + 4 × 8": prefill workers × accelerators, decode the same; dp where attention is data-parallel; ? where the demand decides. */
function read(accelerator: string, columns: Readonly<Record<string, string | number>>): string | undefined {
  const cells = (column: string): string => String({ mode: 'disagg', isl: 1024, osl: 1024, ...columns }[column] ?? '');
  const pools = poolsOf(cells, deepseek, machine(context, accelerator)!, 'fp8');
  if (pools === undefined) return undefined;
  const { prefill, prefillWorkers, decode, decodeWorkers } = pools;
  const pool = (workers: number, p: typeof decode): string =>
    `${workers || '?'} × ${p.tensor}${p.data > 1 ? ' dp' : ''}`;
  return `${pool(prefillWorkers, prefill)} + ${pool(decodeWorkers, decode)}`;
}

const sizes = (prefill: number, decode: number) => ({
  prefill_tp_size: prefill,
  prefill_attention_dp_size: 1,
  decode_tp_size: decode,
  decode_attention_dp_size: 1,
});
const trt = (clients: number) => ({ backend: 'trtllm', concurrency: clients, measured: '2026-02-07' });
const sglang = (clients: number) => ({ backend: 'sglang', concurrency: clients, measured: '2025-12-21' });

describe('pools of a serving point', () => {
  it('are taken as they stand where a row states its workers', () => {
    const stated = {
      prefill_num_workers: 3,
      prefill_tp_size: 1,
      prefill_attention_dp_size: 4,
      prefill_moe_ep_size: 4,
      decode_num_workers: 2,
      decode_tp_size: 1,
      decode_attention_dp_size: 8,
      decode_moe_ep_size: 8,
    };
    expect(read('gb300', { ...trt(12288), ...stated })).toBe('3 × 4 dp + 2 × 8 dp');
  });

  it('are none in a colocated row', () => {
    expect(read('h200-sxm', { mode: 'agg', tp_size: 8, moe_tp_size: 8 })).toBeUndefined();
  });

  // The blank row, and what the row of the same times under another model name states.
  it.each([
    ['gb300', trt(36), sizes(4, 8), '? × 4 + 4 × 8'],
    ['gb300', trt(7), sizes(2, 8), '? × 2 + 7 × 8'],
    ['gb300', trt(30), sizes(2, 4), '? × 2 + 5 × 4'],
    ['h200-sxm', trt(144), sizes(8, 8), '? × 8 + 9 × 8'],
    ['h200-sxm', trt(28), sizes(8, 8), '? × 8 + 7 × 8'],
    ['h100-sxm', trt(30), sizes(16, 16), '? × 16 + 3 × 16'],
    ['h200-sxm', trt(1152), sizes(8, 8), '? × 8 + 9 × 8 dp'],
    ['h200-sxm', trt(3584), sizes(8, 8), '? × 8 + 7 × 8 dp'],
    ['gb300', trt(4096), sizes(2, 32), '? × 2 + 1 × 32 dp'],
  ])('of TensorRT-LLM that are blank share the clients evenly: %s', (accelerator, run, columns, told) => {
    expect(read(accelerator, { ...run, ...columns })).toBe(told);
  });

  it('do not read the factors of one size as two', () => {
    const factors = { ...sizes(4, 16), decode_moe_tp_size: 4, decode_moe_ep_size: 4 };
    expect(read('gb300', { ...trt(4096), ...factors })).toBe('? × 4 + 1 × 16 dp');
  });

  it('prefill with attention data parallelism where experts are spread and the column is missing', () => {
    const spread = { ...sizes(4, 8), prefill_moe_ep_size: 4 };
    expect(read('gb300', { ...trt(36), ...spread })).toBe('? × 4 dp + 4 × 8');
  });

  it('stand in both columns as their total, or in a colocated row that no engine could run', () => {
    expect(read('gb200', { ...trt(4300), ...sizes(36, 36) })).toBe('1 × 4 dp + 1 × 32 dp');
    expect(read('gb200', { ...trt(8), ...sizes(36, 36) })).toBe('1 × 4 dp + 4 × 8');
    expect(read('gb200', { ...sglang(4096), mode: 'agg', tp_size: 72, moe_tp_size: 72 })).toBe('6 × 4 dp + 1 × 48 dp');
  });

  it('of ones that could not hold the weights are the least that can, and wide where there are many clients', () => {
    expect(read('gb200', { ...sglang(16), ...sizes(1, 1) })).toBe('? × 8 + 1 × 8');
    expect(read('gb200', { ...sglang(2048), ...sizes(1, 1) })).toBe('? × 8 + 1 × 32 dp');
  });
});
