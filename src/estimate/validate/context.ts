/** Names of a measurement file resolved in the catalog, and what its blanks are taken for. */
import type { AcceleratorRow, Catalog, ModelRow } from '../../catalog/index.ts';
import type { Accelerator, Architecture, Replica } from '../../performance/index.ts';
import { architectureOf, machineOf } from '../names/index.ts';

/** What a rule of pricing/calibration/assumptions.json may ask of a row. */
export interface Facts {
  readonly source?: string;
  readonly model?: string;
  readonly accelerator?: string;
  readonly task?: string;
  /** Weights as stated. */
  readonly weights?: string;
  readonly load?: string;
  readonly backend?: string;
  readonly mode?: string;
  /** Day of the run; `undated` where none is told. */
  readonly measured?: string;
}

/** A row of pricing/calibration/assumptions.json: a value for a column that sources leave blank, with its reason. */
export interface Assumption {
  readonly quantity: string;
  /** Prefixes of the facts of a row; all must hold. */
  readonly where: Facts;
  readonly value: number;
  readonly reason: string;
  /** The runs that the value was read off. */
  readonly campaign: {
    readonly source: string;
    readonly date: string;
    /** Prefix of the `source` of the measured rows whose values taught it; without it, it is a fact of the test that anybody could look up. */
    readonly rows?: string;
  };
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

/** First rule that matches, in the order of the table. */
export function assume(context: RowContext, quantity: string, facts: Facts): number | undefined {
  const holds = (where: Facts): boolean =>
    Object.entries<string>(where as Readonly<Record<string, string>>).every(([name, prefix]) =>
      (facts[name as keyof Facts] ?? '').startsWith(prefix),
    );
  return context.assumptions.find((rule) => rule.quantity === quantity && holds(rule.where))?.value;
}

/** Speculation of rows that only say "yes": drafted tokens and acceptance (docs/performance-model.md#speculation). */
export function withPrediction(context: RowContext, replica: Replica, source: string): Replica {
  const value = (quantity: string, otherwise: number): number => assume(context, quantity, { source }) ?? otherwise;
  return {
    ...replica,
    speculation: {
      tokensPerStep: value('tokens_per_step', 2.3),
      draftTokens: value('draft_tokens', 3),
      overhead: value('draft_overhead', 0.08),
    },
  };
}
