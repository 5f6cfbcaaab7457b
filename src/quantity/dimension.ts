/** What a number measures, as exponents of six base dimensions. Base units: s, byte, USD, J, g, dm (so that a litre is 1). */
import { message } from './message.ts';

export const BASES = ['time', 'data', 'money', 'energy', 'mass', 'length'] as const;
export type Base = (typeof BASES)[number];

export type Dimension = Readonly<Record<Base, number>>;

export const PLAIN: Dimension = { time: 0, data: 0, money: 0, energy: 0, mass: 0, length: 0 };

export function dimension(exponents: Partial<Record<Base, number>>): Dimension {
  return { ...PLAIN, ...exponents };
}

function combine(a: Dimension, b: Dimension, sign: number): Dimension {
  return {
    time: a.time + sign * b.time,
    data: a.data + sign * b.data,
    money: a.money + sign * b.money,
    energy: a.energy + sign * b.energy,
    mass: a.mass + sign * b.mass,
    length: a.length + sign * b.length,
  };
}

export function times(a: Dimension, b: Dimension): Dimension {
  return combine(a, b, 1);
}

export function over(a: Dimension, b: Dimension): Dimension {
  return combine(a, b, -1);
}

export function power(a: Dimension, exponent: number): Dimension {
  return combine(PLAIN, a, exponent);
}

export function sameDimension(a: Dimension, b: Dimension): boolean {
  return BASES.every((base) => Math.abs(a[base] - b[base]) < 1e-9);
}

export function isPlain(a: Dimension): boolean {
  return sameDimension(a, PLAIN);
}

/** Names of the dimensions people speak of; anything else is written as its base units. */
const SPOKEN: readonly (readonly [string, Dimension])[] = [
  [message('a plain number'), PLAIN],
  [message('a time'), dimension({ time: 1 })],
  [message('a rate'), dimension({ time: -1 })],
  [message('data'), dimension({ data: 1 })],
  [message('a bandwidth'), dimension({ data: 1, time: -1 })],
  [message('money'), dimension({ money: 1 })],
  [message('money per time'), dimension({ money: 1, time: -1 })],
  [message('money per energy'), dimension({ money: 1, energy: -1 })],
  [message('money per power'), dimension({ money: 1, energy: -1, time: 1 })],
  [message('energy'), dimension({ energy: 1 })],
  [message('power'), dimension({ energy: 1, time: -1 })],
  [message('mass'), dimension({ mass: 1 })],
  [message('mass per energy'), dimension({ mass: 1, energy: -1 })],
  [message('volume'), dimension({ length: 3 })],
  [message('volume per energy'), dimension({ length: 3, energy: -1 })],
  [message('a length'), dimension({ length: 1 })],
];

const BASE_UNITS: Readonly<Record<Base, string>> = {
  time: 's',
  data: 'B',
  money: 'USD',
  energy: 'J',
  mass: 'g',
  length: 'dm',
};

/** The base unit of a dimension, for figures: '' for a plain number, `USD/J`, `/s`, `W`, `l`. */
export function baseUnitOf(a: Dimension): string {
  if (sameDimension(a, { ...PLAIN, energy: 1, time: -1 })) return 'W';
  const name = (base: Base, exponent: number): string => {
    if (base === 'length' && exponent === 3) return 'l';
    return exponent === 1 ? BASE_UNITS[base] : `${BASE_UNITS[base]}^${exponent}`;
  };
  const above = BASES.filter((base) => a[base] > 0).map((base) => name(base, a[base]));
  const below = BASES.filter((base) => a[base] < 0).map((base) => `/${name(base, -a[base])}`);
  return above.join('·') + below.join('');
}

/** For messages: "a time", "money per energy", or its units: "USD·s^-2". */
export function describeDimension(a: Dimension): string {
  const spoken = SPOKEN.find(([, known]) => sameDimension(a, known));
  if (spoken) return spoken[0];
  return BASES.filter((base) => a[base] !== 0)
    .map((base) => (a[base] === 1 ? BASE_UNITS[base] : `${BASE_UNITS[base]}^${a[base]}`))
    .join('·');
}
