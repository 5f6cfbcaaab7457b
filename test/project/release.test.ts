import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { notesOf, released, sections } from '../../scripts/release/changelog.ts';
import { mentions, withVersion } from '../../scripts/release/mentions.ts';

const text = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
const { version } = JSON.parse(text('package.json')) as { readonly version: string };

describe('the change log', () => {
  const log = '# Changelog\n\n## Unreleased\n\n### Fixed\n\n- A.\n\n## 0.1.0 - 2026-01-02\n\nFirst.\n';

  it('gives what is unreleased a version and a date, and leaves the rest as it is', () => {
    expect(released(log, '0.2.0', '2026-03-04')).toBe(
      '# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2026-03-04\n\n### Fixed\n\n- A.\n\n## 0.1.0 - 2026-01-02\n\nFirst.\n',
    );
  });

  it('has the notes of a release between two headings', () => {
    expect(notesOf(released(log, '0.2.0', '2026-03-04'), '0.2.0')).toBe('### Fixed\n\n- A.');
    expect(() => notesOf(log, '0.3.0')).toThrow('no dated section for 0.3.0');
  });

  it('refuses an empty release, and the same version twice', () => {
    expect(() => released(log, '0.1.0', '2026-03-04')).toThrow('a section for 0.1.0 already');
    expect(() => released(released(log, '0.2.0', '2026-03-04'), '0.3.0', '2026-03-05')).toThrow('nothing under');
  });

  it('of this repository begins with what is unreleased, then falls in version and date to this one', () => {
    const [first, ...rest] = sections(text('CHANGELOG.md'));
    expect(first).toMatchObject({ name: 'Unreleased' });
    expect(rest[0]?.name).toBe(version);
    expect(rest.filter(({ date }) => date === undefined)).toEqual([]);
    const dates = rest.map(({ date }) => date!);
    expect(dates).toEqual([...dates].sort().reverse());
  });
});

describe('the version', () => {
  it.each(mentions)('$file says the one of package.json', (mention) => {
    expect(withVersion(text(mention.file), mention, version)).toBe(text(mention.file));
    expect(withVersion(text(mention.file), mention, '9.8.7')).toContain('9.8.7');
  });

  it('is not looked for in vain', () => {
    expect(() => withVersion('no version', mentions[0]!, '9.8.7')).toThrow('.pre-commit-hooks.yaml says no version');
  });
});
