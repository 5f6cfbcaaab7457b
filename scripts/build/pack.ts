import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { cache, inRoot } from '../harness/paths.ts';

/** Bytes of the packaged extension. */
export const packageLimit = 2_500_000;

/**
 * Packages what `npm run build` left in dist/; all libraries are in the bundles.
 *
 * @throws with the words of vsce, when the package is over its budget, or when it holds what is not on the list
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
  checkContents(entriesOf(readFileSync(file)));
  if (bytes > packageLimit) throw new Error(`${file} has ${bytes} bytes; its budget is ${packageLimit}.`);
  return { file, bytes };
}

/** What the package holds, reviewed; folders that grow by design with one line for each kind of file. */
const CONTENTS = inRoot('test/golden/package/vsix.txt');

function checkContents(entries: readonly string[]): void {
  const named = entries.map((entry) =>
    entry.replace(/^extension\/(dist\/engine|docs\/problems(?:\/[a-z]+)?|examples)\/[\w-]+(?=\.)/, 'extension/$1/*'),
  );
  const held = `${[...new Set(named)].sort().join('\n')}\n`;
  if (process.env['UPDATE_GOLDEN']) writeFileSync(CONTENTS, held);
  const listed = readFileSync(CONTENTS, 'utf8').split('\n');
  const differing = [
    ...held.split('\n').filter((name) => !listed.includes(name)),
    ...listed.filter((name) => !held.split('\n').includes(name)).map((name) => `${name} (missing)`),
  ];
  if (differing.length > 0)
    throw new Error(
      `The package differs from ${CONTENTS}:\n${differing.join('\n')}\nUPDATE_GOLDEN=1 npm run package writes it.`,
    );
}

const END_OF_DIRECTORY = 0x06054b50;
const SMALLEST_END = 22;

/** Names in the central directory of a ZIP archive (APPNOTE 4.3.12, 4.3.16). */
function entriesOf(zip: Buffer): readonly string[] {
  let end = zip.length - SMALLEST_END;
  while (zip.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  const count = zip.readUInt16LE(end + 10);
  let at = zip.readUInt32LE(end + 16);
  return Array.from({ length: count }, () => {
    const [name, extra, comment] = [28, 30, 32].map((offset) => zip.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const start = at + 46;
    at = start + name + extra + comment;
    return zip.toString('utf8', start, start + name);
  });
}
