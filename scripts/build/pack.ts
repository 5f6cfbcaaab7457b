import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { cache, inRoot } from '../harness/paths.ts';

/** Bytes of the packaged extension. */
export const packageLimit = 2_000_000;

/**
 * Packages what `npm run build` left in dist/; all libraries are in the bundles.
 *
 * @throws with the words of vsce, or when the package is over its budget
 */
export function pack(): { readonly file: string; readonly bytes: number } {
  if (!existsSync(inRoot('dist/extension.mjs'))) throw new Error('dist/ is empty. Run npm run build first.');
  mkdirSync(cache, { recursive: true });
  const { name, version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as {
    name: string;
    version: string;
  };
  const file = inRoot(`${name}-${version}.vsix`);
  const vsce = inRoot('node_modules/@vscode/vsce/vsce');
  const args = [vsce, 'package', '--no-dependencies', '--allow-missing-repository', '--out', file];
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: inRoot(), encoding: 'utf8' });
  if (status !== 0) throw new Error(`vsce could not package the extension:\n${stdout}${stderr}`);
  const bytes = statSync(file).size;
  if (bytes > packageLimit) throw new Error(`${file} has ${bytes} bytes; its budget is ${packageLimit}.`);
  return { file, bytes };
}
