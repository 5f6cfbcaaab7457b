/** From the definition of a table to the TypeScript type of its rows. Types only. */
import type { CamelCase, RowOrigin } from '../../quantity/index.ts';
import type { Column, TableDefinition } from './column.ts';

export interface Row {
  readonly origin: RowOrigin;
}

type CellOf<C> = C extends { readonly type: 'number' | 'integer' }
  ? number
  : C extends { readonly type: 'boolean'; readonly no: 'empty' }
    ? true
    : C extends { readonly type: 'boolean' }
      ? boolean
      : C extends { readonly type: 'enum'; readonly values: readonly (infer Value)[] }
        ? Value
        : string;

/** Whether the field is always there. */
type IsAlways<C> = C extends { readonly required: true } | { readonly fallback: string | number }
  ? true
  : C extends { readonly type: 'boolean' }
    ? C extends { readonly no: 'empty' }
      ? false
      : true
    : false;

type FieldName<C> = C extends { readonly part: true }
  ? never
  : C extends { readonly field: infer Field extends string }
    ? Field
    : C extends { readonly name: infer Name extends string }
      ? CamelCase<Name>
      : never;

type Named<C extends Column, Always extends boolean> = {
  readonly [One in C as IsAlways<One> extends Always ? FieldName<One> : never]: CellOf<One>;
};

type Of<C extends Column> = Row & Named<C, true> & Partial<Named<C, false>>;

/** A row of the table: `memory_gb` is `memoryGb`, an empty cell no field; columns that are a `part` are left out. */
export type RowOf<Table extends TableDefinition> =
  Of<Table['columns'][number]> extends infer All ? { readonly [Field in keyof All]: All[Field] } : never;
