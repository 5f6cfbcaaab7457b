import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const node = process.env['PLAIN_NODE'] ?? process.execPath;
const run = (file: string): string =>
  execFileSync(node, [path.join(root, 'examples/library', file)], { encoding: 'utf8', cwd: root });

describe('the library, imported as "inference-tco"', () => {
  it('prices a workload with its interval', () => {
    const lines = run('estimate.mjs').trim().split('\n');
    expect(lines).toHaveLength(2);
    for (const line of lines)
      expect(line).toMatch(
        /^(aws-h100|own-h200): [\d.]+ USD \([\d.]+ to [\d.]+\) per million tokens, [\d.]+ J per token$/,
      );
  });

  it('has five recipes that print what they promise', () => {
    const sections = run('recipes.mjs')
      .trim()
      .split(/\n(?=\d\. )/)
      .map((section) => section.trim());
    expect(sections).toHaveLength(5);
    const [why, rank, whatIf, prices, gate] = sections as [string, string, string, string, string];
    expect(why).toContain('= cost per request ÷ tokens per request × 10⁶');
    expect(rank.split('\n').slice(1)).toHaveLength(3);
    const [before, after] = dollars(whatIf);
    expect(after).toBeGreaterThan(1.5 * before!);
    expect(dollars(prices)[0]).toBeLessThan(before!);
    expect(gate).toMatch(/cost-per-million-tokens: (passed|failed)/);
  });

  it('goes into a browser bundle: no editor, no Node, and no tables where none are asked for', async () => {
    const bundle = async (code: string): Promise<string> => {
      const { outputFiles } = await build({
        stdin: { contents: code, resolveDir: root },
        bundle: true,
        minify: true,
        write: false,
        format: 'esm',
        platform: 'browser',
        external: ['vscode', 'node:*'],
      });
      return outputFiles[0]!.text;
    };
    const whole = await bundle(
      `import { createEngine, bundledCatalog } from 'inference-tco'; console.log(createEngine, bundledCatalog);`,
    );
    expect(whole).not.toMatch(/(?:from|require\()\s*"(?:vscode|node:)/);
    const engine = await bundle(
      `import { createEngine, createCatalog } from 'inference-tco'; console.log(createEngine, createCatalog);`,
    );
    expect(whole.length - engine.length).toBeGreaterThan(400_000);
  });
});

const dollars = (text: string): number[] =>
  [...text.matchAll(/([\d,]+) USD/g)].map(([, amount]) => Number(amount!.replaceAll(',', '')));
