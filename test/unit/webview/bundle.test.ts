/** What is in the panel's bundle, and what must never be. */
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundles } from '../../../scripts/build/bundles.ts';
import { CHART_CSS } from '../../../src/report/charts/index.ts';
import { COMPONENT_CSS } from '../../../src/report/index.ts';
import { PANEL_CSS } from '../../../webview/index.ts';

/** The contract is the one part of the engine that may: it names the numbers that the panel shows. */
const FORBIDDEN =
  /node_modules\/(yaml|zod|mathjs|papaparse|preact-render-to-string|react)\/|^pricing\/|^src\/(workload|catalog|performance|economics|extension|cli|language)\/|^src\/estimate\/(?!contract\/)/;

/** Files of which something is in the bundle as it is built, and its text. */
async function contents(name: string): Promise<{ readonly files: readonly string[]; readonly text: string }> {
  const bundle = bundles.find((one) => one.name === name)!;
  const result = await build({ ...bundle.options, entryPoints: [bundle.entry], write: false, metafile: true });
  const files = Object.values(result.metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0),
  );
  return { files: files.map(([path]) => path), text: result.outputFiles[0]!.text };
}

describe('panel bundle', () => {
  let files: readonly string[] = [];
  let text = '';
  beforeAll(async () => {
    ({ files, text } = await contents('panel'));
  });

  it('stays within 300 kB', () => {
    expect(text.length).toBeLessThanOrEqual(300_000);
    expect(text.length).toBeGreaterThan(100_000);
  });

  it('has no YAML, schema, expression engine, tables, engine or renderer of strings in it', () => {
    expect(files.filter((path) => FORBIDDEN.test(path))).toEqual([]);
    for (const ours of ['webview/App.tsx', 'src/report/charts/Pareto.tsx', '@vscode/webview-ui-toolkit'])
      expect(files.some((path) => path.includes(ours))).toBe(true);
  });

  it('would be caught with them: the same look finds each where it belongs', async () => {
    const found = (await contents('command line')).files.filter((path) => FORBIDDEN.test(path));
    for (const part of [
      'node_modules/yaml/',
      'node_modules/zod/',
      'node_modules/mathjs/',
      'src/catalog/',
      'src/estimate/',
    ])
      expect(found.some((path) => path.includes(part))).toBe(true);
  });

  it('opens no connection and evaluates no text', () => {
    expect(text).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\beval\(/);
  });
});

it('takes every colour from the theme', () => {
  for (const css of [PANEL_CSS, COMPONENT_CSS, CHART_CSS])
    expect(css.match(/:[^;{]*(?:#[0-9a-f]{3,8}\b|rgba?\(|hsla?\()/gi) ?? []).toEqual([]);
});
