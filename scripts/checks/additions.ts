/**
 * One of each addition that CONTRIBUTING.md tells of, made in a copy of the repository: what its row names is all that is
 * written (additionList.ts), the types hold, and the addition shows wherever it should (test/fixtures/additions/*.use.*).
 */
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { inRoot } from '../harness/paths.ts';
import { type Addition, ADDITIONS, FORMAT_ALONE, type Insertion } from './additionList.ts';
import type { Check } from './check.ts';
import { ended } from './command.ts';

const FIXTURES = inRoot('test/fixtures/additions');
const COPIED = ['src', 'scripts', 'webview', 'pricing', 'docs', 'test/helpers', 'package.json', 'tsconfig.json'];

export const additions: Check = {
  name: 'additions in a copy',
  lane: 'work',
  run: async () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'inference-tco-additions-'));
    const wrong: string[] = [];
    try {
      for (const name of COPIED) cpSync(inRoot(name), path.join(copy, name), { recursive: true });
      symlinkSync(inRoot('node_modules'), path.join(copy, 'node_modules'), 'junction');
      for (const problem of ADDITIONS.flatMap(unnamed)) wrong.push(problem);
      wrong.push(...(await formatWithoutWriter(copy)));
      for (const addition of ADDITIONS) addTo(copy, addition);
      wrong.push(...(await types(copy)));
      for (const { wish, use } of ADDITIONS) {
        const output = await run(copy, use);
        if (output !== undefined) wrong.push(`${wish}: ${output}`);
      }
    } catch (error) {
      wrong.push(error instanceof Error ? (error.stack ?? error.message) : String(error));
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
    const failed = Math.min(wrong.length, ADDITIONS.length);
    return { passed: ADDITIONS.length - failed, failed, output: wrong.join('\n') };
  },
};

/** Files that an addition touches and its row in CONTRIBUTING.md names neither by path nor by folder. */
function unnamed({ wish, insertions, files }: Addition): readonly string[] {
  const guide = readFileSync(inRoot('CONTRIBUTING.md'), 'utf8');
  const row = guide.split('\n').find((line) => line.startsWith(`| ${wish} |`));
  if (row === undefined) return [`CONTRIBUTING.md has no row "${wish}"`];
  // "below" points at a section with the wish as its heading.
  const heading = `## ${wish.charAt(0).toUpperCase()}${wish.slice(1).replace(' or change', '')}\n`;
  const section = row.endsWith('| below |') ? (guide.split(heading)[1]?.split('\n## ')[0] ?? '') : row;
  const touched = new Set([...insertions.map(({ file }) => file), ...Object.keys(files)]);
  return [...touched]
    .filter((file) => !namesOf(file).some((name) => section.includes(name)))
    .map((file) => `CONTRIBUTING.md, "${wish}", does not name ${file}`);
}

/** A file by its path, or by a folder that it stands in: `pricing/`. */
function namesOf(file: string): readonly string[] {
  const parts = file.split('/');
  return [file, ...parts.slice(1).map((_, i) => `${parts.slice(0, i + 1).join('/')}/\``)];
}

function insert(copy: string, { file, before, text }: Insertion): void {
  const target = path.join(copy, file);
  const source = readFileSync(target, 'utf8');
  if (source.split(before).length !== 2) throw new Error(`${file} does not have once: ${before}`);
  writeFileSync(
    target,
    source.replace(before, () => `${text}${before}`),
  );
}

function addTo(copy: string, { insertions, files, use }: Addition): void {
  for (const insertion of insertions) insert(copy, insertion);
  for (const [file, fixture] of Object.entries(files)) cpSync(path.join(FIXTURES, fixture), path.join(copy, file));
  mkdirSync(path.join(copy, 'uses'), { recursive: true });
  cpSync(path.join(FIXTURES, use), path.join(copy, 'uses', scriptOf(use)));
}

const scriptOf = (use: string): string => use.replace(/\.txt$/, '');

/** A format without a writer does not compile, and the error names the command that needs one. */
async function formatWithoutWriter(copy: string): Promise<readonly string[]> {
  if (FORMAT_ALONE === undefined) return [];
  const table = path.join(copy, FORMAT_ALONE.file);
  const before = readFileSync(table, 'utf8');
  insert(copy, FORMAT_ALONE);
  const [output = ''] = await types(copy);
  writeFileSync(table, before);
  return /src\/cli\/commands\/rank\.ts.*tsv/.test(output)
    ? []
    : [`no writer for tsv, and the compiler says: ${output}`];
}

/** What the compiler says of the whole copy: product, panel, and the uses. */
async function types(copy: string): Promise<readonly string[]> {
  const config = { extends: './tsconfig.json', include: ['src', 'webview', 'uses'] };
  writeFileSync(path.join(copy, 'tsconfig.additions.json'), JSON.stringify(config));
  const compiler = path.join(copy, 'node_modules/typescript/bin/tsc');
  const { code, output } = await ended(process.execPath, [compiler, '-p', 'tsconfig.additions.json'], {}, copy);
  return code === 0 ? [] : [output];
}

/** Bundled first, for Node reads no components. @returns what it says where it fails */
async function run(copy: string, use: string): Promise<string | undefined> {
  const script = path.join(copy, 'uses', scriptOf(use));
  const outfile = script.replace(/\.tsx?$/, '.mjs');
  await build({
    entryPoints: [script],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    packages: 'external',
    logLevel: 'silent',
  });
  // Imported, not started: scripts that are bundled into it start themselves where they are the program.
  const start = `await import(${JSON.stringify(pathToFileURL(outfile).href)})`;
  const { code, output } = await ended(process.execPath, ['--input-type=module', '--eval', start], {}, copy);
  return code === 0 ? undefined : output;
}
