/** What comes from others: pinned, without scripts of its own, under licences that go with ours; and what goes out with us. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));
const text = (file: string): string => readFileSync(root + file, 'utf8');
const manifest = JSON.parse(text('package.json')) as {
  readonly allowScripts: Readonly<Record<string, boolean>>;
};
interface Locked {
  readonly version?: string;
  readonly integrity?: string;
  readonly resolved?: string;
  readonly link?: boolean;
  readonly hasInstallScript?: boolean;
}
const locked = Object.entries(
  (JSON.parse(text('package-lock.json')) as { packages: Record<string, Locked> }).packages,
).filter(([name]) => name !== '');

describe('the lock file', () => {
  it('pins every package by its content', () => {
    expect(locked.length).toBeGreaterThan(100);
    expect(
      locked.filter(([, { integrity, link }]) => !link && !/^sha512-/.test(integrity ?? '')).map(([name]) => name),
    ).toEqual([]);
  });

  it('lets no package run a script while it is installed that is not on the list', () => {
    const running = locked
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([name]) => name.replace(/^.*node_modules\//, ''));
    expect([...new Set(running)].sort()).toEqual(Object.keys(manifest.allowScripts).sort());
  });
});

/** Libraries inside the bundles, as the build found them. */
const notices = text('dist/THIRD-PARTY-NOTICES.txt')
  .split(`\n\n${'-'.repeat(80)}\n\n`)
  .slice(1)
  .map((notice) => /^(\S+) (\S+) \((.*)\)\n\n([^]*)$/.exec(notice))
  .map((found) => ({
    name: found?.[1] ?? '',
    version: found?.[2] ?? '',
    licence: found?.[3] ?? '',
    words: found?.[4] ?? '',
  }));
const ALLOWED: ReadonlySet<string> = new Set(['MIT', 'ISC', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', '0BSD']);

describe('what is bundled', () => {
  it('is under a licence that goes with ours, whose words are with it', () => {
    expect(notices.length).toBeGreaterThan(20);
    expect(notices.filter(({ licence, words }) => !ALLOWED.has(licence) || words.length < 200)).toEqual([]);
  });

  it('is what the bill of materials lists, with the content that the lock file pins', () => {
    const { components } = JSON.parse(text('dist/sbom.cdx.json')) as Bill;
    expect(components.map(({ name, version }) => `${name} ${version}`)).toEqual(
      notices.map(({ name, version }) => `${name} ${version}`),
    );
    for (const { name, hashes, licenses, purl } of components) {
      expect(purl, name).toMatch(/^pkg:npm\//);
      expect(hashes?.[0]?.content, name).toMatch(/^[0-9a-f]{128}$/);
      expect(licenses, name).toHaveLength(1);
    }
  });
});

interface Bill {
  readonly components: readonly {
    readonly name: string;
    readonly version: string;
    readonly purl: string;
    readonly licenses?: readonly unknown[];
    readonly hashes?: readonly { readonly content: string }[];
  }[];
}

describe('webviews and links', () => {
  const sources = readdirSync(`${root}src/extension`, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => text(`src/extension/${name}`));
  const found = (pattern: RegExp): readonly string[] => sources.flatMap((source) => source.match(pattern) ?? []);

  it('trust two commands of ours and no other', () => {
    const trusted = found(/\.isTrusted = .*/g);
    expect(trusted.length).toBeGreaterThan(0);
    expect([...new Set(trusted)]).toEqual([
      '.isTrusted = { enabledCommands: [INTERNAL_COMMANDS.explain, INTERNAL_COMMANDS.focusDeployment] };',
    ]);
    expect(found(/enableCommandUris|supportHtml = true/g)).toEqual([]);
  });

  it('load what stands in the package, and nothing else', () => {
    expect(found(/localResourceRoots: .*/g).every((line) => /localResourceRoots: \[root\]/.test(line))).toBe(true);
    expect(found(/enableScripts: true(?!, localResourceRoots: \[root\])/g)).toEqual([]);
  });
});
