import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { build } from 'esbuild';
import { inCache, inRoot } from '../harness/paths.ts';
import type { Bundle } from './bundles.ts';

/** Builds one bundle and returns the bytes of its entry; the graph goes to .vscode-test for a look at what is in it. */
export async function buildBundle(bundle: Bundle): Promise<number> {
  if (!existsSync(inRoot(bundle.entry))) throw new Error(`${bundle.entry} is missing; ${bundle.name} cannot be built.`);
  const result = await build({ ...bundle.options, entryPoints: [bundle.entry] });
  writeFileSync(inCache(`${bundle.name.replace(' ', '-')}.meta.json`), JSON.stringify(result.metafile));
  return readFileSync(inRoot(bundle.output)).length;
}
