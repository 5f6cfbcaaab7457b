import { describe, expect, it } from 'vitest';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  COMMANDS,
  CONFIGURATION,
  CONTEXT_KEYS,
  INTERNAL_COMMANDS,
  SETTINGS,
  TOOLS,
  VIEW_CONTAINER,
  VIEWS,
  WEBVIEW_PANEL,
} from '../../../src/extension/contributions.ts';
import { EXPLAIN_COMMAND } from '../../../src/language/index.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const json = (name: string) => JSON.parse(readFileSync(root + name, 'utf8'));
const manifest = json('package.json');
const { contributes } = manifest;
const sorted = (values: Iterable<string>): string[] => [...values].toSorted();

describe('the manifest and the code name the same', () => {
  it('commands', () => {
    expect(sorted(contributes.commands.map((one: { command: string }) => one.command))).toEqual(
      sorted(Object.values(COMMANDS)),
    );
    expect(INTERNAL_COMMANDS.explain).toBe(EXPLAIN_COMMAND);
  });

  it('settings', () => {
    const ours = Object.values(SETTINGS).map((id) => `${CONFIGURATION}.${id}`);
    expect(sorted(Object.keys(contributes.configuration.properties))).toEqual(sorted(ours));
  });

  it('views, container, report tab', () => {
    const views = Object.values(contributes.views as Record<string, { id: string }[]>).flat();
    expect(sorted(views.map(({ id }) => id))).toEqual(sorted(Object.values(VIEWS)));
    expect(contributes.viewsContainers.secondarySidebar[0].id).toBe(VIEW_CONTAINER);
    expect(manifest.activationEvents).toContain(`onWebviewPanel:${WEBVIEW_PANEL}`);
  });

  it('language-model tools', () => {
    expect(sorted(contributes.languageModelTools.map((one: { name: string }) => one.name))).toEqual(
      sorted(Object.values(TOOLS)),
    );
  });

  it('context keys of when clauses', () => {
    const known = new Set<string>(Object.values(CONTEXT_KEYS));
    const used = JSON.stringify(contributes).match(/inferenceTco\.(isWorkload|active)\b/g) ?? [];
    expect(used.length).toBeGreaterThan(0);
    for (const key of used) expect(known).toContain(key);
  });

  it('commands of menus', () => {
    const ids = new Set<string>(Object.values(COMMANDS));
    for (const item of Object.values(contributes.menus as Record<string, { command: string }[]>).flat())
      expect(ids).toContain(item.command);
  });
});

describe('strings', () => {
  const english = json('package.nls.json');
  const german = json('package.nls.de.json');
  const used = sorted(new Set((JSON.stringify(manifest).match(/%[\w.]+%/g) ?? []).map((key) => key.slice(1, -1))));

  it('of the manifest exist in both languages, and none is left over', () => {
    expect(sorted(Object.keys(english))).toEqual(used);
    expect(sorted(Object.keys(german))).toEqual(used);
  });

  it('of the code have a German text with the same places', () => {
    const bundle: Record<string, string> = json('l10n/bundle.l10n.de.json');
    const missing = messages().filter((message) => bundle[message] === undefined);
    expect(missing).toEqual([]);
    for (const [message, translation] of Object.entries(bundle))
      expect(sorted(translation.match(/\{\d\}/g) ?? []), message).toEqual(sorted(message.match(/\{\d\}/g) ?? []));
  });

  it('of the code that nobody uses any more are gone from the bundle', () => {
    const known = new Set(messages());
    expect(Object.keys(json('l10n/bundle.l10n.de.json')).filter((message) => !known.has(message))).toEqual([]);
  });
});

/** Messages given to `t(…)` in extension/ and language/, and the labels that are translated by variable. */
function messages(): string[] {
  const found = new Set<string>();
  for (const folder of ['src/extension', 'src/language'])
    for (const name of readdirSync(root + folder, { recursive: true }).map(String)) {
      if (!name.endsWith('.ts')) continue;
      const text = readFileSync(`${root}${folder}/${name}`, 'utf8');
      for (const match of text.matchAll(/\bt\(\s*(?:'((?:[^'\\]|\\.)*)'|`([^`$]*)`)/g))
        found.add((match[1] ?? match[2] ?? '').replaceAll("\\'", "'"));
      for (const match of text.matchAll(/label: '([A-Z][^']+)',\s*of:/g)) found.add(match[1] ?? '');
      for (const match of text.matchAll(/detail: '([A-Z][^']+)',\n?\s*body:/g)) found.add(match[1] ?? '');
    }
  return sorted(found);
}
