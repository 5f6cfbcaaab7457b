/** Names of a measurement file resolved in the catalog, and what its blanks are taken for. */
import type { AcceleratorRow, Catalog, ModelRow } from '../../catalog/index.ts';
import type { Accelerator, Architecture, Replica } from '../../performance/index.ts';
import { architectureOf, machineOf } from '../names/index.ts';

/** A row of pricing/calibration/assumptions.json: a value for a column that sources leave blank, with its reason. */
export interface Assumption {
  readonly quantity: string;
  /** Prefixes; empty matches all. */
  readonly source: string;
  readonly model: string;
  readonly value: number;
  readonly reason: string;
}

/** Resolved names, kept between rows. */
export interface RowContext {
  readonly catalog: Catalog;
  readonly assumptions: readonly Assumption[];
  readonly machines: Map<string, Accelerator | undefined>;
  readonly architectures: Map<string, Architecture | undefined>;
}

export function rowContext(catalog: Catalog): RowContext {
  const documents = catalog.calibration as { readonly assumptions?: { readonly assumptions: readonly Assumption[] } };
  return {
    catalog,
    assumptions: documents.assumptions?.assumptions ?? [],
    machines: new Map(),
    architectures: new Map(),
  };
}

export function machine(context: RowContext, id: string): Accelerator | undefined {
  if (!context.machines.has(id)) {
    const row: AcceleratorRow | undefined = context.catalog.accelerator(id);
    context.machines.set(id, row && machineOf(row, context.catalog));
  }
  return context.machines.get(id);
}

export function architecture(context: RowContext, id: string): Architecture | undefined {
  if (!context.architectures.has(id)) {
    const row: ModelRow | undefined = context.catalog.model(id);
    context.architectures.set(id, row && architectureOf(row));
  }
  return context.architectures.get(id);
}

/** First row that matches, in the order of the table. */
export function assume(context: RowContext, quantity: string, source: string, model: string): number | undefined {
  return context.assumptions.find(
    (a) => a.quantity === quantity && source.startsWith(a.source) && model.startsWith(a.model),
  )?.value;
}

/** Speculation of rows that only say "yes": three drafted tokens, the acceptance of pricing/calibration (docs/performance-model.md#speculation). */
export function withPrediction(context: RowContext, replica: Replica, source: string): Replica {
  const drafts = assume(context, 'draft_tokens', source, '') ?? 3;
  const tokens = assume(context, 'tokens_per_step', source, '') ?? 2.3;
  return {
    ...replica,
    speculation: {
      tokensPerStep: tokens,
      draftTokens: drafts,
      overhead: assume(context, 'draft_overhead', source, '') ?? 0.08,
    },
  };
}
