/** What is in the panel's bundle, and what must never be. */
import { build } from 'esbuild';
import { beforeAll, describe, expect, it } from 'vitest';
import { bundles } from '../../../scripts/build/bundles.ts';
import { CHART_CSS } from '../../../src/report/charts/index.ts';
import { COMPONENT_CSS } from '../../../src/report/components/index.ts';
import { PANEL_CSS } from '../../../webview/index.ts';

const panel = bundles.find(({ name }) => name === 'panel')!;

describe('panel bundle', () => {
  let inputs: readonly string[] = [];
  let text = '';
  beforeAll(async () => {
    const result = await build({ ...panel.options, entryPoints: [panel.entry], write: false, metafile: true });
    inputs = Object.entries(Object.values(result.metafile.outputs)[0]!.inputs)
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .map(([path]) => path);
    text = result.outputFiles[0]!.text;
  });

  it('stays within 300 kB', () => expect(text.length).toBeLessThanOrEqual(300_000));

  it('has no YAML, schema, expression engine, tables, engine or renderer of strings in it', () => {
    const forbidden =
      /node_modules\/(yaml|zod|mathjs|papaparse|preact-render-to-string|react)\/|^pricing\/|^src\/(workload|catalog|performance|economics|estimate|extension|cli|language)\//;
    expect(inputs.filter((path) => forbidden.test(path))).toEqual([]);
    expect(inputs.some((path) => path.includes('@vscode/webview-ui-toolkit'))).toBe(true);
  });

  it('opens no connection and evaluates no text', () => {
    expect(text).not.toMatch(/\bfetch\(|XMLHttpRequest|WebSocket|EventSource|sendBeacon|\beval\(/);
  });
});

it('takes every colour from the theme', () => {
  for (const css of [PANEL_CSS, COMPONENT_CSS, CHART_CSS])
    expect(css.match(/:[^;{]*(?:#[0-9a-f]{3,8}\b|rgba?\(|hsla?\()/gi) ?? []).toEqual([]);
});
