const numbers = new WeakMap<object, number>();
let last = 0;

/** A number for an object as long as it lives. Two evaluations of one version of a text, with other prices, are two. */
export function numberOf(object: object): number {
  let number = numbers.get(object);
  if (number === undefined) numbers.set(object, (number = last += 1));
  return number;
}
