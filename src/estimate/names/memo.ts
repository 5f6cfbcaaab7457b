/** Answers kept as long as what they are about: tables do not change while an engine lives, and typing asks the same again. */

const MOST = 2000;

/** @param make must depend on `owner` and `key` alone */
export function memo<T>(): (owner: object, key: string, make: () => T) => T {
  const kept = new WeakMap<object, Map<string, T>>();
  return (owner, key, make) => {
    let of = kept.get(owner);
    if (!of) kept.set(owner, (of = new Map<string, T>()));
    const known = of.get(key);
    if (known !== undefined) return known;
    const made = make();
    if (of.size >= MOST) of.clear();
    of.set(key, made);
    return made;
  };
}
