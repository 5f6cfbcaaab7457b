/** `npm run bench`: the budgets of the product, measured; `-- --json` for machines. Exit 1 when one is missed. */
import { buildAll } from './build/all.ts';
import { orSentence } from './build/sentence.ts';
import { commandLineRows } from './bench/commandLine.ts';
import { engineRows } from './bench/engine.ts';
import { hostRows } from './bench/host.ts';
import { panelRows } from './bench/panel.ts';
import type { Row } from './bench/row.ts';
import { sizeRows } from './bench/sizes.ts';

const json = process.argv.includes('--json');

await orSentence(async () => {
  await buildAll(json ? () => undefined : console.log);
  const rows = [...sizeRows(), ...engineRows(), ...commandLineRows(), ...(await panelRows()), ...(await hostRows())];
  if (json)
    console.log(JSON.stringify({ schema: 'inference-tco/bench/v1', node: process.version, rows }, undefined, 2));
  else print(rows);
  process.exit(rows.some(missed) ? 1 : 0);
});

function missed(row: Row): boolean {
  return row.goal !== undefined && row.value > row.goal;
}

function print(rows: readonly Row[]): void {
  console.log(`\nNode ${process.version}; medians of many runs\n`);
  for (const row of rows) {
    const goal = row.goal === undefined ? '' : `≤ ${row.goal} ${row.unit}`;
    const value = `${row.value < 100 ? row.value.toPrecision(3) : row.value.toFixed(0)} ${row.unit}`;
    console.log(`${missed(row) ? '✘' : ' '} ${row.what.padEnd(62)} ${value.padStart(12)}  ${goal}`);
  }
}
