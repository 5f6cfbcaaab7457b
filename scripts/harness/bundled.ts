import { build } from 'esbuild';
import { pathToFileURL } from 'node:url';
import { inCache, inRoot } from './paths.ts';

/** A module of ours that leads to components: Node reads TypeScript as it stands, but not with JSX in it. */
export async function bundled<Module>(entry: string): Promise<Module> {
  const outfile = inCache('bundled', `${entry.replaceAll(/\W/g, '-')}.mjs`);
  await build({
    entryPoints: [inRoot(entry)],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'node',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    logLevel: 'warning',
  });
  return (await import(`${pathToFileURL(outfile).href}?${Date.now()}`)) as Module;
}
