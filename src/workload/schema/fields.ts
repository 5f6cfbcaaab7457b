/** From the definition of a key to the TypeScript type of the field that it is read into. Types only. */
import type { CamelCase } from '../../quantity/index.ts';
import type { Key, Keys } from './language.ts';
import type { Amount, Given } from './values.ts';

/**
 * What a value of this type is read into. A mapping of the user's own names (deployments, `let`) is read by code of its
 * own and is no field.
 */
export type ValueOf<Type> = Type extends { readonly shape: (...parts: never) => infer Value }
  ? Exclude<Value, undefined>
  : Type extends { readonly kind: 'quantity' }
    ? Amount
    : Type extends { readonly kind: 'text' | 'name' | 'path' | 'deployment-name' }
      ? Given<string>
      : Type extends { readonly kind: 'choice'; readonly values: infer Values }
        ? Given<keyof Values & string>
        : Type extends { readonly kind: 'boolean' }
          ? Given<boolean>
          : Type extends { readonly kind: 'list' }
            ? Given<readonly number[]>
            : Type extends { readonly kind: 'free' }
              ? Given<Readonly<Record<string, unknown>>>
              : Type extends { readonly kind: 'either'; readonly options: readonly (infer Option)[] }
                ? ValueOf<Option>
                : Type extends { readonly names: Key }
                  ? never
                  : Type extends { readonly kind: 'mapping'; readonly keys: infer Known extends Keys }
                    ? Fields<Known>
                    : never;

/** Whether the field is always there: the key is required, or its default is a value and no phrase in parentheses. */
type IsAlways<K> = K extends { readonly required: true }
  ? true
  : K extends { readonly neutral: true }
    ? false
  : K extends { readonly default: infer Default }
    ? Default extends `(${string})`
      ? false
      : true
    : false;

type FieldName<Name, K> = K extends { readonly field: infer Field extends string } ? Field : CamelCase<Name & string>;

type Named<K extends Keys, Always extends boolean> = {
  readonly [Name in keyof K as [ValueOf<K[Name]['type']>] extends [never]
    ? never
    : IsAlways<K[Name]> extends Always
      ? FieldName<Name, K[Name]>
      : never]: ValueOf<K[Name]['type']>;
};

/** The fields that these keys are read into: `tensor_parallel` is `tensorParallel`. */
export type Fields<K extends Keys> =
  Named<K, true> & Partial<Named<K, false>> extends infer All ? { readonly [Field in keyof All]: All[Field] } : never;
