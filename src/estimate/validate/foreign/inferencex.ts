/** `agg_bmk.json` of InferenceX: a closed loop an object, times in s, rates per accelerator. */
import type { Grid, PoolRow } from '../row.ts';
import { field, numberOf, rowsOf, textOf, type Json, type Reported, type ResultFormat } from './jsonRun.ts';
import { acceleratorName } from './names.ts';
import { INFERENCEX_RANGE } from './prose.ts';
import { engineOf, precisionOf } from './words.ts';

const REPORTED: readonly Reported[] = [
  { key: 'tput_per_gpu', metric: 'total_tokens_per_s_per_gpu' },
  { key: 'output_tput_per_gpu', metric: 'tokens_per_s_per_gpu' },
  { key: 'mean_ttft', metric: 'ttft_ms', statistic: 'mean', scale: 1e3 },
  { key: 'median_ttft', metric: 'ttft_ms', statistic: 'median', scale: 1e3 },
  { key: 'mean_tpot', metric: 'tpot_ms', statistic: 'mean', scale: 1e3 },
  { key: 'median_tpot', metric: 'tpot_ms', statistic: 'median', scale: 1e3 },
];
/** Output of a split run is reported per decode accelerator, which is another metric. */
const SPLIT = REPORTED.filter(({ key }) => key !== 'output_tput_per_gpu');

export const inferencex: ResultFormat = {
  recognises: (run) => ['hw', 'framework', 'conc', 'isl', 'osl'].every((key) => key in run),
  read(context, run, id) {
    const accelerator = acceleratorName(context, textOf(run, 'hw'));
    const weights = precisionOf(textOf(run, 'precision'));
    const split = run['disagg'] === true || run['disagg'] === 'true';
    const speculates = !/^(|none|false)$/i.test(textOf(run, 'spec_decoding', 'mtp'));
    return rowsOf(run, split ? SPLIT : REPORTED, {
      id,
      run: id,
      source: 'InferenceX',
      model: textOf(run, 'model'),
      accelerator,
      grid: gridOf(run, ''),
      disaggregated: split,
      ...(split ? { pools: { prefill: poolOf(run, 'prefill_'), decode: poolOf(run, 'decode_') } } : {}),
      engine: engineOf(textOf(run, 'framework'), 'InferenceX', accelerator),
      ...(weights === undefined ? {} : { weights }),
      ...field('input', numberOf(run, 'isl')),
      ...field('output', numberOf(run, 'osl')),
      rangeRatio: INFERENCEX_RANGE,
      load: { kind: 'closed', clients: numberOf(run, 'conc') ?? 1 },
      speculative: speculates ? 'yes' : 'no',
      trust: 'A',
    });
  },
};

function gridOf(run: Json, pool: '' | 'prefill_' | 'decode_'): Grid {
  const attention = run[`${pool}dp_attention`] ?? run[`${pool}dp_attn`];
  return {
    ...field('tensor', numberOf(run, `${pool}tp`)),
    ...field('expert', numberOf(run, `${pool}ep`)),
    ...(attention === true || attention === 'true' ? { attentionData: Infinity } : {}),
  };
}

function poolOf(run: Json, pool: 'prefill_' | 'decode_'): PoolRow {
  const { tensor = 1, expert = 1, attentionData } = gridOf(run, pool);
  const every = attentionData === Infinity;
  return {
    workers: numberOf(run, `${pool}num_workers`) ?? 1,
    grid: { tensor, pipeline: 1, expert: every ? tensor : Math.min(tensor, expert), attentionData: every ? tensor : 1 },
  };
}
