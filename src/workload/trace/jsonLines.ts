/** Traces as lines of JSON: Mooncake, Qwen-Bailian, logs of gateways. */
import { reduceRows, type Cells } from './reduce.ts';
import type { TraceResult } from './summary.ts';

/** Reads a whole trace of JSON lines; a mapping inside a line is spread into dotted names. Memory as for a CSV file. */
export function reduceJsonLines(text: string, source: string): TraceResult {
  const rows: Cells[] = [];
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    let value: unknown;
    try {
      value = JSON.parse(line);
    } catch {
      value = undefined;
    }
    if (typeof value !== 'object' || value === null || Array.isArray(value))
      return { ok: false, line: i + 1, message: 'This line is no JSON object.' };
    rows.push(flat(value as Cells));
  }
  const header = [...new Set(rows.slice(0, 100).flatMap((row) => Object.keys(row)))];
  return reduceRows(header, rows, source, 1);
}

function flat(row: Cells): Cells {
  const spread = Object.entries(row).flatMap(([key, value]) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.entries(value).map(([inner, one]) => [`${key}.${inner}`, one as unknown] as const)
      : [[key, value] as const],
  );
  return Object.fromEntries(spread);
}
