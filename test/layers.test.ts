import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import path from 'node:path';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { layerProblem } from '../scripts/lint/layers.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const sources = ['src', 'webview'].flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => path.join(root, folder, name)),
);
const importsOf = (file: string) =>
  ts.preProcessFile(readFileSync(file, 'utf8'), true, true).importedFiles.map((imported) => imported.fileName);
const problem = (file: string, specifier: string) => layerProblem(root, path.join(root, file), specifier);

describe('layers', () => {
  it('every import follows them', () => {
    const problems = sources.flatMap((file) =>
      importsOf(file).flatMap((specifier) => {
        const found = layerProblem(root, file, specifier);
        return found === undefined ? [] : [`${path.relative(root, file)}: ${found}`];
      }),
    );
    expect(sources.length).toBeGreaterThan(5);
    expect(problems).toEqual([]);
  });

  it('faces name what they export, so that nothing becomes public by accident', () => {
    const stars = sources.filter((file) => /^export (?:type )?\*/m.test(readFileSync(file, 'utf8')));
    expect(stars.map((file) => path.relative(root, file))).toEqual([]);
  });

  it.each([
    ['src/performance/step.ts', '../workload/index.ts', 'performance may not import from workload'],
    ['src/quantity/figure.ts', '../estimate/index.ts', 'it may use nothing but itself'],
    ['src/estimate/engine.ts', '../catalog/lookup.ts', 'through its face'],
    ['src/report/page/Page.tsx', '../../language/index.ts', 'report may not import from language'],
    ['src/language/hover.ts', '../../test/helpers/catalog.ts', 'outside the product'],
    ['src/estimate/offers/own.ts', '../choice/index.ts', 'estimate/offers may not import from estimate/choice'],
    ['src/estimate/choice/pool.ts', '../offers/options.ts', 'through its face, estimate/offers/index.ts'],
    ['src/estimate/choice/pool.ts', '../engine.ts', 'above its rooms'],
    ['src/report/loft/any.ts', '../kit/index.ts', 'report/loft is no room'],
    ['src/report/kit/words.ts', '../charts/index.ts', 'it may use nothing but itself'],
    ['src/estimate/engine.ts', 'node:fs', 'node:fs lives in cli and lsp only'],
    ['src/estimate/engine.ts', 'vscode', 'vscode lives in extension only'],
    ['src/catalog/overlay.ts', 'yaml', 'yaml lives in yaml and workload and catalog/yaml only'],
    ['src/catalog/overlay.ts', 'left-pad', 'left-pad has no home'],
  ])('%s importing %s is refused', (file, specifier, message) => {
    expect(problem(file, specifier)).toContain(message);
  });

  it.each([
    ['src/estimate/engine.ts', '../catalog/index.ts'],
    ['src/estimate/engine.ts', './types.ts'],
    ['src/workload/value.ts', '../quantity/expression/index.ts'],
    ['src/quantity/expression/engine.ts', 'mathjs'],
    ['webview/main.tsx', '../src/report/index.ts'],
    ['src/extension/panel/session.ts', '../../panel/protocol.ts'],
    ['src/estimate/choice/pool.ts', '../offers/index.ts'],
    ['src/estimate/choice/pool.ts', './grid.ts'],
    ['src/estimate/createEngine.ts', './explore/index.ts'],
    ['test/unit/any.test.ts', 'node:fs'],
  ])('%s importing %s is fine', (file, specifier) => {
    expect(problem(file, specifier)).toBeUndefined();
  });
});

describe('files', () => {
  /** Circles of imports, types included: strongly connected files by Tarjan's algorithm. */
  function circles(graph: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
    const order = new Map<string, number>();
    const lowest = new Map<string, number>();
    const stack: string[] = [];
    const found: string[][] = [];
    const visit = (file: string): void => {
      order.set(file, order.size);
      lowest.set(file, order.size - 1);
      stack.push(file);
      for (const next of graph.get(file) ?? []) {
        if (!order.has(next)) visit(next);
        if (stack.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!));
      }
      if (lowest.get(file) !== order.get(file)) return;
      const circle = stack.splice(stack.indexOf(file));
      if (circle.length > 1) found.push(circle);
    };
    for (const file of graph.keys()) if (!order.has(file)) visit(file);
    return found;
  }

  it('import each other in no circle, types included', () => {
    const graph = new Map(
      sources.map((file) => [
        path.relative(root, file),
        importsOf(file)
          .filter((specifier) => specifier.startsWith('.'))
          .map((specifier) => path.relative(root, path.resolve(path.dirname(file), specifier))),
      ]),
    );
    expect(circles(graph)).toEqual([]);
  });

  it('that do are found', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c', 'd']],
      ['c', ['a']],
      ['d', []],
    ]);
    expect(circles(graph).map((circle) => [...circle].sort())).toEqual([['a', 'b', 'c']]);
  });
});
