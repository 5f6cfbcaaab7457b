/** What the cells of one row say about each other. */
import { toNumber } from './compiled.ts';
import type { TableKind } from '../schema/index.ts';
import type { TableProblem } from './problem.ts';
import type { RawRow, RawTable } from './table.ts';

type Facts = Pick<TableProblem, 'column' | 'value' | 'expected' | 'got'>;

/** A problem at a row; the facts fill its sentence. */
export function problemAt(
  table: RawTable<string>,
  row: RawRow,
  code: TableProblem['code'],
  facts: Facts = {},
): TableProblem {
  return { file: table.path, line: row.line, code, severity: 'error', ...facts };
}

/** The cells of a row, and where what is wrong with them goes. */
interface Checked {
  text(column: string): string | undefined;
  number(column: string): number | undefined;
  /** @param sentence what is, then what to do */
  wrong(sentence: string, column?: string): void;
  incomplete(sentence: string): void;
  noDiscount(column: string): void;
}

/** @param alone the rows below are not at hand, so that completeness cannot be judged */
export function checkRow(table: RawTable<string>, row: RawRow, alone: boolean): TableProblem[] {
  const problems: TableProblem[] = [];
  const add = (code: TableProblem['code'], facts: Facts): void => {
    problems.push(problemAt(table, row, code, facts));
  };
  const at = (column: string | undefined): Facts => {
    const value = column === undefined ? undefined : row.cells[column];
    return { ...(column === undefined ? {} : { column }), ...(value === undefined ? {} : { value }) };
  };
  const cells: Checked = {
    text: (column) => row.cells[column],
    number: (column) => toNumber(row.cells[column]),
    wrong: (expected, column) => add('inconsistent-row', { ...at(column), expected }),
    incomplete: (expected) => add('incomplete-row', { expected }),
    noDiscount: (column) => add('no-discount', at(column)),
  };
  ALWAYS[table.kind]?.(cells);
  if (!alone) WHOLE[table.kind]?.(cells);
  return problems;
}

type Checks = { readonly [Kind in TableKind]?: (cells: Checked) => void } & Readonly<
  Record<string, ((cells: Checked) => void) | undefined>
>;

/** What holds for the cells that are there. */
const ALWAYS: Checks = { instances: checkInstance, apis: checkApi, priors: checkPrior, ownership: checkOwnership };

/** What holds for a row with all its cells: an overlay's on top of the row below. */
const WHOLE: Checks = { apis: checkApiPrice, models: checkModel, accelerators: checkAccelerator };

function checkInstance({ text, number, wrong, noDiscount }: Checked): void {
  const [onDemand, spot] = [number('on_demand_usd_h'), number('spot_usd_h')];
  if (spot !== undefined && spot === onDemand) noDiscount('spot_usd_h');
  if (onDemand !== undefined && spot !== undefined && spot > onDemand)
    wrong(`spot_usd_h ${spot} is above on_demand_usd_h ${onDemand}. One of them is wrong.`);
  const [year, three] = [number('reserved_1y_usd_h'), number('reserved_3y_usd_h')];
  if (year !== undefined && three !== undefined && three > year * 1.001)
    wrong(`reserved_3y_usd_h ${three} is above reserved_1y_usd_h ${year}. Check which is which.`);
  if (text('per_accelerator') === 'yes' && number('count') !== 1)
    wrong('a per_accelerator row is for one accelerator. Set count to 1.');
  if (text('cloud')?.startsWith('market-') === true)
    wrong('a market index is not an offer. Move the row to ownership.', 'cloud');
  if (/[/;,]/.test(text('region') ?? '')) wrong('one row is one region. Split the row.', 'region');
}

function checkApi({ number, wrong }: Checked): void {
  const [input, cached] = [number('input_usd_mtok'), number('cached_input_usd_mtok')];
  if (input !== undefined && cached !== undefined && cached > input && input > 0)
    wrong(`cached_input_usd_mtok ${cached} is above input_usd_mtok ${input}. Check the unit.`);
}

function checkApiPrice({ number, incomplete }: Checked): void {
  if (number('input_usd_mtok') === undefined && number('output_usd_mtok') === undefined)
    incomplete('the row has no price. Fill in input_usd_mtok and output_usd_mtok.');
}

function checkPrior({ number, wrong }: Checked): void {
  const [low, value, high] = [number('low'), number('value'), number('high')];
  if (low === undefined || value === undefined || high === undefined || value <= 0) return;
  if (low * 1.5 > value * 1.0001 || high < value * 1.5 * 0.9999)
    wrong('the interval of a prior is at least ×/÷ 1.5. Widen low and high.');
}

function checkOwnership({ number, wrong }: Checked): void {
  const [low, value, high] = [number('low'), number('value'), number('high')];
  if (value !== undefined && ((low !== undefined && low > value) || (high !== undefined && high < value)))
    wrong('low ≤ value ≤ high does not hold.');
}

function checkModel({ text, number, wrong }: Checked): void {
  const z = (name: string): number => number(name) ?? 0;
  const mixers = z('full_attention_layers') + z('sliding_layers') + z('linear_layers');
  if (mixers > z('layers'))
    wrong(`full, sliding and linear layers add up to ${mixers}, more than ${z('layers')} layers.`);
  if (z('moe_layers') + z('dense_mlp_layers') > z('layers'))
    wrong('MoE and dense MLP layers are more than all layers.');
  if (z('moe_layers') > 0 && (z('routed_experts') === 0 || z('top_k') === 0 || z('expert_intermediate') === 0))
    wrong('moe_layers needs routed_experts, top_k and expert_intermediate.');
  if (z('top_k') > z('routed_experts')) wrong('top_k is above routed_experts.');
  if (z('dense_mlp_layers') > 0 && z('intermediate') === 0) wrong('dense_mlp_layers needs intermediate.');
  if (text('attention') === 'mla' && (z('kv_lora_rank') === 0 || z('qk_rope_head_dim') === 0))
    wrong('mla needs kv_lora_rank and qk_rope_head_dim.');
  if (z('sliding_layers') > 0 && z('sliding_window') === 0) wrong('sliding_layers needs sliding_window.');
  if (z('linear_layers') > 0 && text('linear_kind') === undefined) wrong('linear_layers needs linear_kind.');
  if (z('heads') % Math.max(1, z('kv_heads')) !== 0) wrong('heads is no multiple of kv_heads.');
}

/** An accelerator one can rent or buy must say enough to be modelled; the rest comes from priors. */
function checkAccelerator({ text, number, wrong, incomplete }: Checked): void {
  if (number('memory_gb') === undefined) incomplete('memory_gb is empty: no model can be placed. Fill it in.');
  const [idle, limit] = [number('idle_w'), number('tdp_w')];
  if (idle !== undefined && limit !== undefined && idle >= limit) wrong(`idle_w ${idle} is not below tdp_w ${limit}.`);
  if ((number('price_usd') ?? number('system_price_usd')) !== undefined && text('price_confidence') === undefined)
    incomplete('a price needs price_source, price_as_of and price_confidence.');
}
