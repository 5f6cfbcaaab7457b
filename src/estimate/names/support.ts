/**
 * Whether an engine runs a model on a machine: parts of the model looked up in pricing/support, one after the other.
 *
 * A part that a source denies ends the question; a part that nobody lists leaves it open. Machines with an engine of their own
 * (on-chip) and `engine: other` are their author's word.
 */
import type { AcceleratorRow, Catalog, ModelRow, SupportRow } from '../../catalog/index.ts';
import type { Precision } from '../../quantity/index.ts';
import type { Serving } from '../../workload/index.ts';
import { memo } from './memo.ts';

export interface Support {
  readonly runs: 'yes' | 'no' | 'unknown';
  /** The part that is denied or that nobody lists. */
  readonly aspect: SupportRow['aspect'];
  readonly value: string;
  readonly row?: SupportRow;
}

interface Combination {
  readonly model: ModelRow;
  readonly engine: Serving['engine']['value'];
  readonly machine: Pick<AcceleratorRow, 'id' | 'class' | 'machine'>;
  readonly weights: Precision;
}

const RUNS: Support = { runs: 'yes', aspect: 'engine', value: 'any' };
const answers = memo<Support>();

export function supportOf(catalog: Catalog, { model, engine, machine, weights }: Combination): Support {
  if (engine === 'other' || machine.machine === 'on-chip') return RUNS;
  const { attention, linear = '' } = partsOf(model);
  return answers(catalog, `${engine}|${machine.id}|${attention}|${linear}|${weights}`, () => {
    const parts: readonly (readonly [SupportRow['aspect'], string])[] = [
      ['engine', 'any'],
      ['attention', attention],
      ...(linear === '' ? [] : [['linear', linear] as const]),
      ...(weights === 'bf16' || weights === 'fp16' ? [] : [['weights', weights] as const]),
    ];
    const found = parts.map(([aspect, value]): Support => {
      const row =
        catalog.support(`${engine}|${machine.id}|${aspect}|${value}`) ??
        catalog.support(`${engine}|${machine.class}|${aspect}|${value}`);
      return row ? { runs: row.runs ? 'yes' : 'no', aspect, value, row } : { runs: 'unknown', aspect, value };
    });
    return found.find(({ runs }) => runs === 'no') ?? found.find(({ runs }) => runs === 'unknown') ?? RUNS;
  });
}

/** The kernels that a model needs: its full attention and its layers without. */
function partsOf({ attention, sparse, compression, linear }: ModelRow): {
  readonly attention: string;
  readonly linear?: string;
} {
  const full = compression ? 'compressed' : sparse ? 'sparse' : attention === 'mla' ? 'mla' : 'grouped';
  return { attention: full, ...(linear ? { linear: linear.kind } : {}) };
}
