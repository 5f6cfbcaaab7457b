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
    ['src/estimate/engine.ts', 'node:fs', 'node:fs lives in cli only'],
    ['src/estimate/engine.ts', 'vscode', 'vscode lives in extension only'],
    ['src/catalog/overlay.ts', 'yaml', 'yaml lives in workload and catalog/yaml only'],
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
