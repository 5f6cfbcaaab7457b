/** Bundles, price tables and JSON Schema into dist/. */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { checkedMeasured } from '../compile-measured.ts';
import { jsonSchema } from '../../src/workload/index.ts';
import { cache, inRoot } from '../harness/paths.ts';
import { buildBundle } from './bundle.ts';
import { bundles } from './bundles.ts';
import { writeNotices } from './notices.ts';

const kilobytes = (bytes: number): string => `${(bytes / 1000).toFixed(0)} kB`;

/** @throws where a bundle does not build, a row is wrong, or a bundle is over its budget */
export async function buildAll(print: (line: string) => void = console.log): Promise<void> {
  const start = performance.now();
  mkdirSync(inRoot('dist'), { recursive: true });
  mkdirSync(cache, { recursive: true });
  removeOldChunks();
  const over: string[] = [];
  const graphs: Metafile[] = [];
  for (const bundle of bundles) {
    const { bytes, graph } = await buildBundle(bundle);
    graphs.push(graph);
    print(`${bundle.output.padEnd(24)} ${kilobytes(bytes).padStart(8)}`);
    if (bundle.limit !== undefined && bytes > bundle.limit)
      over.push(`${bundle.output} has ${kilobytes(bytes)}; its budget is ${kilobytes(bundle.limit)}.`);
  }
  writeNotices(graphs);
  compileTables(print);
  writeMeasured();
  writeSchema();
  print(`built in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  if (over.length > 0) throw new Error(over.join('\n'));
}

/** pricing/ compiled and checked; a mistake in a row ends the build with its file and line. */
function compileTables(print: (line: string) => void): void {
  const script = inRoot('scripts/compile-pricing.ts');
  const output = execFileSync(process.execPath, [...process.execArgv, script], { encoding: 'utf8' });
  print(output.trim());
}

/** Published runs, checked, for the dots of the Pareto chart. */
function writeMeasured(): void {
  writeFileSync(inRoot('dist/measured.json'), JSON.stringify(checkedMeasured()));
}

/** The schema for editors, from the definition that validates. */
function writeSchema(): void {
  writeFileSync(inRoot('dist/workload.schema.json'), `${JSON.stringify(jsonSchema(), undefined, 1)}\n`);
}

/** Chunks carry a hash in their names; those of an earlier build would be packaged too. */
function removeOldChunks(): void {
  if (!existsSync(inRoot('dist/engine'))) return;
  for (const name of readdirSync(inRoot('dist/engine'))) rmSync(inRoot('dist/engine', name));
}
