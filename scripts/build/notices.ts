/** dist/THIRD-PARTY-NOTICES.txt: the licence of every library whose code is inside a bundle, read from the bundles' graphs. */
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { inRoot } from '../harness/paths.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
}

export function writeNotices(graphs: readonly Metafile[]): void {
  const folders = new Set(graphs.flatMap((graph) => Object.keys(graph.inputs).flatMap(packageFolder)));
  const notices = [...folders].sort().map(notice);
  const head = 'Inference TCO contains code of these libraries.';
  writeFileSync(inRoot('dist/THIRD-PARTY-NOTICES.txt'), [head, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`));
}

/** `node_modules/a/node_modules/@b/c` of an input file; nothing for our own. */
function packageFolder(input: string): readonly string[] {
  const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return found?.[1] === undefined ? [] : [found[1]];
}

function notice(folder: string): string {
  const manifest = JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8')) as Manifest;
  const file = readdirSync(inRoot(folder)).find((name) => /^licen[cs]e/i.test(name));
  const text =
    file !== undefined && existsSync(inRoot(folder, file)) ? readFileSync(inRoot(folder, file), 'utf8').trim() : '';
  return `${manifest.name} ${manifest.version} (${manifest.license ?? 'licence in its text'})\n\n${text}`.trim();
}
