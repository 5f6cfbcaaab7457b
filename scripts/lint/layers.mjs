/**
 * The layers of docs/architecture.md as a table, and the one rule that reads it.
 *
 * ESLint reports it where you type (eslint.config.mjs); test/layers.test.ts walks every file as well.
 */
import path from 'node:path';

const engine = ['quantity', 'workload', 'catalog', 'performance', 'economics'];
const service = [...engine, 'estimate'];

/** What each folder may import from, besides itself. */
const layers = {
  quantity: [],
  workload: ['quantity'],
  catalog: ['quantity'],
  performance: ['quantity'],
  economics: ['quantity', 'performance'],
  estimate: engine,
  language: service,
  report: service,
  extension: [...service, 'language', 'report', 'webview'],
  cli: [...service, 'language', 'report'],
  webview: [...service, 'report'],
};

/** Folders that know the outside world; all others get text, tables and time passed in. */
export const hosts = ['extension', 'cli', 'webview'];
export const pureFolders = Object.keys(layers).filter((folder) => !hosts.includes(folder));

/** Each library has one home (or a few), so that it can be replaced there. A trailing `/` stands for a scope. */
const libraries = {
  vscode: ['extension'],
  'node:': ['cli'],
  yaml: ['workload', 'catalog/yaml'],
  zod: ['workload'],
  mathjs: ['quantity/expression'],
  papaparse: ['workload', 'catalog', 'report', 'cli'],
  commander: ['cli'],
  '@duckdb/node-api': ['cli'],
  preact: ['report', 'webview'],
  'preact-render-to-string': ['report'],
  'd3-scale': ['report', 'webview'],
  'd3-shape': ['report', 'webview'],
  '@vscode/webview-ui-toolkit': ['webview'],
};

/** Files that other folders may import: the face of a folder, of a room inside it, or the panel's message types. */
const faces = /^(?:index\.ts|[\w-]+\/index\.ts|protocol\.ts)$/;

/**
 * @param {string} root repository folder
 * @param {string} file absolute path of the importing file
 * @returns {string | undefined} `performance` for src/performance/…, `webview`, or undefined outside the product
 */
export function layerOf(root, file) {
  const parts = path.relative(root, file).split(path.sep);
  const folder = parts[0] === 'src' ? parts[1] : parts[0] === 'webview' ? 'webview' : undefined;
  return folder !== undefined && folder in layers ? folder : undefined;
}

/**
 * @param {string} root repository folder
 * @param {string} file absolute path of the importing file
 * @param {string} specifier as written
 * @returns {string | undefined} what is wrong and what to do; undefined if nothing
 */
export function layerProblem(root, file, specifier) {
  const from = layerOf(root, file);
  if (from === undefined) return undefined;
  return specifier.startsWith('.') ? folderProblem(root, file, from, specifier) : libraryProblem(root, file, specifier);
}

function folderProblem(root, file, from, specifier) {
  const target = path.resolve(path.dirname(file), specifier);
  const to = layerOf(root, target);
  if (to === from) return undefined;
  if (to === undefined) return `"${specifier}" is outside the product; ${from} may import only from its own layers.`;
  if (!layers[from].includes(to))
    return `${from} may not import from ${to}; it may use ${layers[from].join(', ') || 'nothing but itself'}.`;
  const home = path.join(root, to === 'webview' ? 'webview' : `src/${to}`);
  const inside = path.relative(home, target).split(path.sep).join('/');
  return faces.test(inside) ? undefined : `Import ${to} through its face, ${to}/index.ts, not through ${inside}.`;
}

function libraryProblem(root, file, specifier) {
  const name = Object.keys(libraries).find(
    (key) => specifier === key || specifier.startsWith(`${key}/`) || (key.endsWith(':') && specifier.startsWith(key)),
  );
  const here = path
    .relative(root, file)
    .split(path.sep)
    .join('/')
    .replace(/^src\//, '');
  if (name === undefined)
    return `${specifier} has no home in scripts/lint/layers.mjs; name the folder that owns it there.`;
  const homes = libraries[name];
  return homes.some((home) => here.startsWith(`${home}/`))
    ? undefined
    : `${specifier} lives in ${homes.join(' and ')} only.`;
}

/** The ESLint face of {@link layerProblem}. */
export const layersPlugin = {
  rules: {
    imports: {
      meta: { type: 'problem', schema: [{ type: 'string' }] },
      create(context) {
        const check = (node) => {
          if (typeof node?.source?.value !== 'string') return;
          const message = layerProblem(context.options[0], context.filename, node.source.value);
          if (message !== undefined) context.report({ node: node.source, message });
        };
        return {
          ImportDeclaration: check,
          ExportNamedDeclaration: check,
          ExportAllDeclaration: check,
          ImportExpression: check,
        };
      },
    },
  },
};
