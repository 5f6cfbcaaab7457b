/** `best_config_topn.csv` and `pareto.csv` of aiconfigurator: what that tool predicts, one configuration a row. */
import type { RowContext } from '../context.ts';
import type { Cells, MeasuredRow } from '../row.ts';
import { acceleratorName } from './names.ts';
import { precisionOf, servingEngine } from './words.ts';

export const AICONFIGURATOR_COLUMNS = ['backend', 'system', 'model', 'bs', 'tokens/s/gpu', 'ttft', 'tpot'];

const REPORTED: Readonly<Record<string, string>> = {
  'tokens/s/gpu': 'tokens_per_s_per_gpu',
  ttft: 'ttft_ms',
  tpot: 'tpot_ms',
};

export function readAiconfigurator(context: RowContext, cells: Cells, line: number): readonly MeasuredRow[] {
  const n = (column: string): number => Number(cells(column)) || 1;
  const weights = precisionOf(cells('gemm'));
  const [input, output] = [Number(cells('isl')), Number(cells('osl'))];
  // Attention is replicated dp times over accelerators that share the experts.
  const tensor = n('tp') * n('dp');
  return Object.entries(REPORTED)
    .filter(([column]) => cells(column) !== '')
    .map(([column, metric]) => ({
      id: String(line),
      run: String(line),
      source: 'aiconfigurator',
      model: cells('model'),
      accelerator: acceleratorName(context, cells('system')),
      accelerators: Number(cells('num_total_gpus')) || tensor * n('pp'),
      grid: { tensor, pipeline: n('pp'), expert: n('moe_ep'), attentionData: n('dp') },
      disaggregated: false,
      engine: servingEngine(cells('backend'), cells('version'), ''),
      ...(weights === undefined ? {} : { weights }),
      ...(input ? { input } : {}),
      ...(output ? { output } : {}),
      load: { kind: 'closed', clients: Number(cells('concurrency')) || n('bs') },
      speculative: 'no',
      metric,
      value: Number(cells(column)),
      trust: 'B',
    }));
}
