/** One bundle per suite into dist/test: the suite's files behind the `run` that VS Code calls. */
import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { build } from 'esbuild';
import { inRoot } from '../harness/paths.ts';
import type { Suite } from '../../test/integration/suites.ts';

/** @returns absolute path of the bundle; it runs in the Node host and in the web worker host */
export async function buildSuite(suite: Suite): Promise<string> {
  const folder = `test/integration/${suite.name}`;
  const files = existsSync(inRoot(folder))
    ? readdirSync(inRoot(folder)).filter((name) => name.endsWith('.test.ts'))
    : [];
  if (files.length === 0) throw new Error(`${folder} holds no *.test.ts.`);
  const imports = files.sort().map((name) => `await import('./${folder}/${name}');`);
  const contents = `import { runSuite } from './test/integration/support/mocha.ts';
export const run = () => runSuite(async () => { ${imports.join(' ')} });`;
  const outfile = inRoot('dist/test', `${suite.name}.js`);
  await build({
    stdin: { contents, resolveDir: inRoot(), loader: 'ts' },
    bundle: true,
    // mocha's browser build claims module.exports for itself wherever there is one; the footer has the last word.
    format: 'iife',
    globalName: 'suite',
    footer: { js: 'module.exports = suite;' },
    platform: 'browser',
    target: 'es2022',
    external: ['vscode'],
    sourcemap: 'inline',
    logLevel: 'warning',
    outfile,
  });
  return outfile;
}

/** An extension of test/integration/beside/, built into dist/test. @returns its folder, absolute */
export async function buildBeside(name: string): Promise<string> {
  const source = inRoot('test/integration/beside', name);
  const folder = inRoot('dist/test/beside', name);
  await build({
    entryPoints: [`${source}/extension.ts`],
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    define: { YAML_SERVER: JSON.stringify(inRoot('node_modules/yaml-language-server/out/server/src/server.js')) },
    logLevel: 'warning',
    outfile: `${folder}/extension.js`,
  });
  copyFileSync(`${source}/package.json`, `${folder}/package.json`);
  return folder;
}
