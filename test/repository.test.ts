import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const left =
  /^(node_modules|dist|\.git|\.vscode-test|coverage|test\/drive\/shots)(\/|$)|\.(png|vsix)$|package-lock\.json$/;

function files(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const name = path.posix.join(folder, entry.name);
    if (left.test(name)) return [];
    return entry.isDirectory() ? files(name) : [name];
  });
}

const text = (file: string): string => readFileSync(path.join(root, file), 'utf8');

describe('the repository', () => {
  it('is complete by itself: no path of one machine, nothing outside', () => {
    const outside = new RegExp(['/wo' + 'rk/(main|sha' + 'red)', '\\.\\./sha' + 'red/', '/ro' + 'ot/'].join('|'));
    expect(files('.').filter((file) => outside.test(text(file)))).toEqual([]);
  });

  it('installs from any registry: the lock names none', () => {
    expect(text('package-lock.json')).not.toContain('"resolved"');
    expect(text('.github/publish/package-lock.json')).not.toContain('"resolved"');
  });

  it('gives the attribution that the CC BY prices ask for', () => {
    expect(text('NOTICE')).toContain('GPU rental price data by gpurentalprices.com');
  });

  it('names only pages and headings that exist', () => {
    const slug = (heading: string): string =>
      heading
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\- _]/gu, '')
        .trim()
        .replaceAll(' ', '-');
    const anchors = (page: string): readonly string[] => {
      const body = text(page);
      const headings = [...body.matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) => slug(heading));
      // A heading that comes again is numbered, as GitHub does.
      const seen = new Map<string, number>();
      const numbered = headings.map((heading) => {
        const times = seen.get(heading) ?? 0;
        seen.set(heading, times + 1);
        return times === 0 ? heading : `${heading}-${times}`;
      });
      return [...numbered, ...[...body.matchAll(/<a id="([^"]+)">/g)].map(([, id = '']) => id)];
    };
    const resolves = (page: string, anchor: string | undefined): boolean =>
      existsSync(path.join(root, page)) &&
      (anchor === undefined || !page.endsWith('.md') || anchors(page).includes(anchor));
    const named = files('.')
      .filter((file) => /^(src|scripts|webview|l10n|docs)\/.*\.(ts|tsx|json|md)$|^[A-Z]+\.md$/.test(file))
      .flatMap((file) =>
        [...text(file).matchAll(/\bdocs\/([\w/-]+\.md)(?:#([\w-]+))?/g)].map(([, page = '', anchor]) => ({
          file,
          page: `docs/${page}`,
          anchor,
        })),
      );
    const linked = files('.')
      .filter((file) => /\.md$/.test(file) && !file.startsWith('test/'))
      .flatMap((file) =>
        [...text(file).matchAll(/\]\((?![a-z]+:)([^)\s#]*)(?:#([\w-]+))?\)/g)].map(([, to = '', anchor]) => ({
          file,
          page: to === '' ? file : path.posix.join(path.posix.dirname(file), to),
          anchor,
        })),
      );
    expect([...named, ...linked].filter(({ page, anchor }) => !resolves(page, anchor))).toEqual([]);
  });

  it('runs the same Node everywhere: the lock has exactly the one that package.json names', () => {
    const manifest = JSON.parse(text('package.json')) as { devDependencies: Record<string, string> };
    const lock = JSON.parse(text('package-lock.json')) as { packages: Record<string, { version?: string }> };
    expect(lock.packages['node_modules/node']?.version).toBe(manifest.devDependencies['node']);
    expect(text('.nvmrc').trim()).toBe(manifest.devDependencies['node']);
  });
});
