/** Typed reading of a JSON object that nobody vouches for: own keys only, wrong types are absent. */
export interface JsonObject {
  /** The first of the keys that holds a finite number; of a list of numbers, one for each layer, their mean. */
  number(...keys: readonly string[]): number | undefined;
  text(key: string): string | undefined;
  boolean(key: string): boolean | undefined;
  /** `boolean`, false where absent. */
  flag(key: string): boolean;
  list(key: string): readonly unknown[] | undefined;
  child(key: string): JsonObject | undefined;
  /** Own keys; `__proto__` is never one. */
  keys(): readonly string[];
}

export function jsonObject(value: unknown): JsonObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const record = value as Record<string, unknown>;
  const at = (key: string): unknown => (Object.hasOwn(record, key) ? record[key] : undefined);
  const boolean = (key: string): boolean | undefined => {
    const found = at(key);
    return typeof found === 'boolean' ? found : undefined;
  };
  return {
    number: (...keys) => {
      for (const key of keys) {
        const found = at(key);
        if (typeof found === 'number' && Number.isFinite(found)) return found;
        const mean = Array.isArray(found) ? meanOf(found) : undefined;
        if (mean !== undefined) return mean;
      }
      return undefined;
    },
    text: (key) => {
      const found = at(key);
      return typeof found === 'string' ? found : undefined;
    },
    boolean,
    flag: (key) => boolean(key) ?? false,
    list: (key) => {
      const found = at(key);
      return Array.isArray(found) && found.length <= 1_000_000 ? (found as readonly unknown[]) : undefined;
    },
    child: (key) => jsonObject(at(key)),
    keys: () => Object.keys(record).filter((key) => key !== '__proto__'),
  };
}

function meanOf(list: readonly unknown[]): number | undefined {
  const numbers = list.filter((item): item is number => typeof item === 'number' && Number.isFinite(item));
  if (numbers.length === 0 || numbers.length !== list.length) return undefined;
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}
