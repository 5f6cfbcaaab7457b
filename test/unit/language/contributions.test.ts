import { describe, expect, it } from 'vitest';
import { readFileSync } from 'node:fs';
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
    const groups = contributes.configuration as { properties: object }[];
    expect(sorted(groups.flatMap(({ properties }) => Object.keys(properties)))).toEqual(sorted(ours));
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

  it('of the walkthrough lead to a page in either language', () => {
    const pages = [english, german].flatMap((strings) =>
      Object.entries(strings as Record<string, string>).flatMap(([key, text]) =>
        key.endsWith('.media') ? [text] : [],
      ),
    );
    expect(pages).toHaveLength(8);
    for (const page of pages) expect(readFileSync(root + page, 'utf8'), page).toMatch(/^# \S/);
  });

  it('of the manifest exist in both languages, and none is left over', () => {
    expect(sorted(Object.keys(english))).toEqual(used);
    expect(sorted(Object.keys(german))).toEqual(used);
  });
});
