/** What the Marketplace, Open VSX and npm read of package.json, and what goes into the two packages. */
import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const bytes = (file: string): Buffer => readFileSync(new URL(`../../${file}`, import.meta.url));

interface Manifest {
  readonly main: string;
  readonly browser: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly icon: string;
  readonly l10n: string;
  readonly repository: { readonly url: string };
  readonly homepage: string;
  readonly bugs: { readonly url: string };
  readonly qna: string;
  readonly categories: readonly string[];
  readonly keywords: readonly string[];
}
const text = bytes('package.json').toString();
const manifest = JSON.parse(text) as Manifest;
const plain = (path: string): string => path.replace(/^\.\//, '');

describe('the manifest', () => {
  it('leads to one repository from every page', () => {
    const home = manifest.repository.url.replace(/^git\+|\.git$/g, '');
    expect(
      [manifest.homepage, manifest.bugs.url, manifest.qna].filter(
        (url) => !url.startsWith(`${home}/`) && !url.startsWith(`${home}#`),
      ),
    ).toEqual([]);
  });

  it('has an icon that the Marketplace takes: PNG, square, 256 pixels', () => {
    const png = bytes(manifest.icon);
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([256, 256]);
  });

  it('has words to be found by: at most 30, the limit of the Marketplace, sorted, none twice', () => {
    expect(manifest.keywords.length).toBeLessThanOrEqual(30);
    expect(manifest.keywords).toEqual([...new Set(manifest.keywords)].sort());
    // https://code.visualstudio.com/api/references/extension-manifest lists the categories.
    const known = ['Machine Learning', 'Visualization', 'Linters', 'Testing', 'Data Science', 'Other'];
    expect(manifest.categories.filter((category) => !known.includes(category))).toEqual([]);
  });
});

/** The patterns of an ignore file that shuts everything out and lets named files in. */
function allowed(file: string): readonly string[] {
  const [first, ...rest] = bytes(file)
    .toString()
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'));
  expect(first).toMatch(/^\*+$/);
  expect(rest.filter((line) => !line.startsWith('!'))).toEqual([]);
  return rest.map((line) => line.slice(1));
}

/** `*` stays in its folder, `**` does not. */
const matches = (pattern: string, file: string): boolean =>
  new RegExp(
    `^${pattern
      .replaceAll('.', '\\.')
      .replaceAll('**', '.+')
      .replace(/(?<!\.)\*/g, '[^/]*')}$`,
  ).test(file);

describe('the packages', () => {
  it('for editors has every file that the manifest names but the command', () => {
    const named = [...text.matchAll(/"(?:\.\/)?((?:dist|media|schema|l10n)\/[\w./-]+)"/g)].map(([, file]) => file!);
    const command = Object.values(manifest.bin).map(plain);
    const needed = [
      ...named.filter((file) => !command.includes(file)),
      'LICENSE',
      'NOTICE',
      'README.md',
      'CHANGELOG.md',
    ];
    expect(needed).toEqual(expect.arrayContaining([manifest.main, manifest.browser, manifest.icon].map(plain)));
    const patterns = allowed('.vscodeignore');
    expect(needed.filter((file) => !patterns.some((pattern) => matches(pattern, file)))).toEqual([]);
  });

  it('for npm has the command, its tables and the licences', () => {
    const needed = [...Object.values(manifest.bin).map(plain), 'dist/pricing.json', 'LICENSE', 'NOTICE'];
    expect(allowed('.npmignore')).toEqual(expect.arrayContaining(needed));
  });

  it.each(['.npmignore', '.vscodeignore'])('%s lets in nothing that is not there', (file) => {
    const files = allowed(file).filter((name) => !name.includes('*') && !name.endsWith('/'));
    expect(files.filter((name) => !existsSync(new URL(`../../${name}`, import.meta.url)))).toEqual([]);
  });
});
