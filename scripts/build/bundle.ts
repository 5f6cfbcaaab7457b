import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { build, type BuildOptions, type Metafile } from 'esbuild';
import { inCache, inRoot } from '../harness/paths.ts';
import type { Bundle } from './bundles.ts';

export interface Built {
  /** Bytes of the file that the manifest or a page names. */
  readonly bytes: number;
  readonly graph: Metafile;
}

export async function buildBundle(bundle: Bundle): Promise<Built> {
  if (!existsSync(inRoot(bundle.entry))) throw new Error(`${bundle.entry} is missing; ${bundle.name} cannot be built.`);
  const graph =
    bundle.options.format === 'cjs'
      ? await oneFile(bundle)
      : await graphOf({ ...bundle.options, entryPoints: [bundle.entry] });
  if (bundle.ascii) escapeOthers(inRoot(bundle.output));
  return { bytes: readFileSync(inRoot(bundle.output)).length, graph };
}

/** `\\uXXXX` means the same in a regular expression, and in a raw template that becomes one. */
function escapeOthers(file: string): void {
  const escaped = readFileSync(file, 'utf8').replace(
    /[^\0-\x7f]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
  writeFileSync(file, escaped);
}

/**
 * One file in two passes. A library behind a dynamic import would come whole into a single file, since all of it might be
 * asked for; split into chunks first, it is shaken down to what is used, and then the chunks are put together.
 */
async function oneFile(bundle: Bundle): Promise<Metafile> {
  const folder = inCache('chunks', bundle.name.replace(' ', '-'));
  const { outfile, banner, define, plugins, ...shared } = bundle.options;
  rmSync(folder, { recursive: true, force: true });
  const chunks: BuildOptions = { format: 'esm', splitting: true, outdir: folder, outExtension: { '.js': '.mjs' } };
  const graph = await graphOf({
    ...shared,
    ...chunks,
    ...(plugins ? { plugins } : {}),
    minifyWhitespace: false,
    entryNames: 'entry',
    entryPoints: [bundle.entry],
  });
  // What had no side effect was left out in the first pass; the second keeps all it is given.
  await build({
    ...shared,
    ignoreAnnotations: true,
    banner,
    define,
    outfile,
    entryPoints: [`${folder}/entry.mjs`],
  } as BuildOptions);
  return graph;
}

async function graphOf(options: BuildOptions): Promise<Metafile> {
  const { metafile } = await build({ ...options, metafile: true });
  if (metafile === undefined) throw new Error('esbuild gave no graph.');
  return metafile;
}
