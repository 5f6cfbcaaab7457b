/** Keys of documents and columns of tables are snake_case; the fields they are read into are camelCase. */
export type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Name;

/** `tensor_parallel` → `tensorParallel`, `reserved_1y_usd_h` → `reserved1yUsdH`. */
export function camelCase<Name extends string>(name: Name): CamelCase<Name> {
  return name.replace(/_(.)/g, (_, first: string) => first.toUpperCase()) as CamelCase<Name>;
}
