/**
 * The fast path of quantities: a number, a percentage, or a number with units joined by `/`. It needs no expression
 * engine, which is why a file of literals costs a keystroke nothing.
 */
import { over, PLAIN, type Dimension } from './dimension.ts';
import { unitNamed, type CurrencyRates } from './units.ts';

/** A number in base units (s, byte, USD, J, g, dm) and what it measures. */
export interface Measure {
  readonly value: number;
  readonly dimension: Dimension;
}

const NUMBER = String.raw`[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?`;
const UNIT = String.raw`[A-Za-zµ][A-Za-z0-9_]*`;
const LITERAL = new RegExp(
  String.raw`^\s*(${NUMBER})\s*(?:(%)((?:\s*/\s*${UNIT})*)|((?:/\s*)?${UNIT}(?:\s*/\s*${UNIT})*))?\s*$`,
);

/**
 * @returns undefined where the text is anything but a literal with known units; an expression may still read it
 */
export function parseLiteral(text: string, rates?: CurrencyRates): Measure | undefined {
  const match = LITERAL.exec(text);
  if (!match) return undefined;
  let value = Number(match[1]);
  if (match[2] !== undefined) value /= 100; // `9%`, `9%/year`
  let dimension = PLAIN;
  const suffix = match[3] ?? match[4] ?? '';
  if (suffix !== '') {
    const parts = suffix.split('/');
    for (const [index, part] of parts.entries()) {
      const name = part.trim();
      if (name === '') continue; // `6 / day` and `9%/year` start with the slash
      const unit = unitNamed(name, rates);
      if (!unit) return undefined;
      value = index === 0 ? value * unit.factor : value / unit.factor;
      dimension = index === 0 ? unit.dimension : over(dimension, unit.dimension);
    }
  }
  return { value, dimension };
}
