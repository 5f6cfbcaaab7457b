/** What the cells of one row say about each other. */
import { toNumber } from './compiled.ts';
import type { TableProblem } from './problem.ts';
import type { RawRow, RawTable } from './table.ts';

/** A problem at a row; the optional parts fill the sentence. */
export function at(
  table: RawTable,
  row: RawRow,
  code: TableProblem['code'],
  column?: string,
  value?: string,
  expected?: string,
  got?: string,
): TableProblem {
  return {
    file: table.path,
    line: row.line,
    code,
    severity: 'error',
    ...(column === undefined ? {} : { column }),
    ...(value === undefined ? {} : { value }),
    ...(expected === undefined ? {} : { expected }),
    ...(got === undefined ? {} : { got }),
  };
}

/** @param alone the rows below are not at hand, so that completeness cannot be judged */
export function checkRow(table: RawTable, row: RawRow, alone: boolean): TableProblem[] {
  const n = (name: string): number | undefined => toNumber(row.cells[name]);
  const problems: TableProblem[] = [];
  const wrong = (expected: string, column?: string): void => {
    problems.push(
      at(table, row, 'inconsistent-row', column, column === undefined ? undefined : row.cells[column], expected),
    );
  };
  if (table.kind === 'instances') {
    const [onDemand, spot] = [n('on_demand_usd_h'), n('spot_usd_h')];
    if (spot !== undefined && spot === onDemand)
      problems.push(at(table, row, 'no-discount', 'spot_usd_h', row.cells['spot_usd_h']));
    if (onDemand !== undefined && spot !== undefined && spot > onDemand)
      wrong(`spot_usd_h ${spot} is above on_demand_usd_h ${onDemand}. One of them is wrong.`);
    const [year, three] = [n('reserved_1y_usd_h'), n('reserved_3y_usd_h')];
    if (year !== undefined && three !== undefined && three > year * 1.001)
      wrong(`reserved_3y_usd_h ${three} is above reserved_1y_usd_h ${year}. Check which is which.`);
    if (row.cells['per_accelerator'] === 'yes' && n('count') !== 1)
      wrong('a per_accelerator row is for one accelerator. Set count to 1.');
    if (row.cells['cloud']?.startsWith('market-') === true)
      wrong('a market index is not an offer. Move the row to ownership.', 'cloud');
    if (/[/;,]/.test(row.cells['region'] ?? '')) wrong('one row is one region. Split the row.', 'region');
  }
  if (table.kind === 'apis') {
    const [input, cached] = [n('input_usd_mtok'), n('cached_input_usd_mtok')];
    if (input !== undefined && cached !== undefined && cached > input && input > 0)
      wrong(`cached_input_usd_mtok ${cached} is above input_usd_mtok ${input}. Check the unit.`);
    if (!alone && input === undefined && n('output_usd_mtok') === undefined)
      problems.push(
        at(
          table,
          row,
          'incomplete-row',
          undefined,
          undefined,
          'the row has no price. Fill in input_usd_mtok and output_usd_mtok.',
        ),
      );
  }
  if (table.kind === 'priors') {
    const [low, value, high] = [n('low'), n('value'), n('high')];
    if (low !== undefined && value !== undefined && high !== undefined && value > 0)
      if (low * 1.5 > value * 1.0001 || high < value * 1.5 * 0.9999)
        wrong('the interval of a prior is at least ×/÷ 1.5. Widen low and high.');
  }
  if (table.kind === 'ownership') {
    const [low, value, high] = [n('low'), n('value'), n('high')];
    if (value !== undefined && ((low !== undefined && low > value) || (high !== undefined && high < value)))
      wrong('low ≤ value ≤ high does not hold.');
  }
  if (alone) return problems;
  if (table.kind === 'models') problems.push(...checkModel(table, row, n));
  if (table.kind === 'accelerators') problems.push(...checkAccelerator(table, row, n));
  return problems;
}

function checkModel(table: RawTable, row: RawRow, n: (name: string) => number | undefined): TableProblem[] {
  const problems: TableProblem[] = [];
  const z = (name: string): number => n(name) ?? 0;
  const say = (expected: string): void => {
    problems.push(at(table, row, 'inconsistent-row', undefined, undefined, expected));
  };
  const mixers = z('full_attention_layers') + z('sliding_layers') + z('linear_layers');
  if (mixers > z('layers'))
    say(`full, sliding and linear layers add up to ${mixers}, more than ${z('layers')} layers.`);
  if (z('moe_layers') + z('dense_mlp_layers') > z('layers')) say('MoE and dense MLP layers are more than all layers.');
  if (z('moe_layers') > 0 && (z('routed_experts') === 0 || z('top_k') === 0 || z('expert_intermediate') === 0))
    say('moe_layers needs routed_experts, top_k and expert_intermediate.');
  if (z('top_k') > z('routed_experts')) say('top_k is above routed_experts.');
  if (z('dense_mlp_layers') > 0 && z('intermediate') === 0) say('dense_mlp_layers needs intermediate.');
  if (row.cells['attention'] === 'mla' && (z('kv_lora_rank') === 0 || z('qk_rope_head_dim') === 0))
    say('mla needs kv_lora_rank and qk_rope_head_dim.');
  if (z('sliding_layers') > 0 && z('sliding_window') === 0) say('sliding_layers needs sliding_window.');
  if (z('linear_layers') > 0 && row.cells['linear_kind'] === undefined) say('linear_layers needs linear_kind.');
  if (z('heads') % Math.max(1, z('kv_heads')) !== 0) say('heads is no multiple of kv_heads.');
  return problems;
}

/** An accelerator one can rent or buy must say enough to be modelled; the rest comes from priors. */
function checkAccelerator(table: RawTable, row: RawRow, n: (name: string) => number | undefined): TableProblem[] {
  const problems: TableProblem[] = [];
  const missing = ['memory_gb'].filter((name) => n(name) === undefined);
  if (missing.length > 0)
    problems.push(
      at(
        table,
        row,
        'incomplete-row',
        undefined,
        undefined,
        `${missing.join(', ')} is empty: no model can be placed. Fill it in.`,
      ),
    );
  const idle = n('idle_w');
  const limit = n('tdp_w');
  if (idle !== undefined && limit !== undefined && idle >= limit)
    problems.push(
      at(table, row, 'inconsistent-row', undefined, undefined, `idle_w ${idle} is not below tdp_w ${limit}.`),
    );
  if ((n('price_usd') ?? n('system_price_usd')) !== undefined && row.cells['price_confidence'] === undefined)
    problems.push(
      at(
        table,
        row,
        'incomplete-row',
        undefined,
        undefined,
        'a price needs price_source, price_as_of and price_confidence.',
      ),
    );
  return problems;
}
