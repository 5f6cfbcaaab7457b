/**
 * The layers of docs/architecture.md and the rooms inside them as two tables, and the one rule that reads them.
 *
 * ESLint reports it where you type (eslint.config.mjs); test/layers.test.ts walks every file as well.
 */
import path from 'node:path';

const engine = ['quantity', 'workload', 'catalog', 'performance', 'economics'];
const service = [...engine, 'estimate'];

/** What each folder may import from, besides itself. */
const layers = {
  quantity: [],
  yaml: [],
  workload: ['quantity', 'yaml'],
  catalog: ['quantity', 'yaml'],
  performance: ['quantity'],
  economics: ['quantity', 'performance'],
  estimate: engine,
  language: service,
  report: service,
  panel: [...service, 'language', 'report'],
  extension: [...service, 'language', 'report', 'panel', 'webview'],
  cli: [...service, 'language', 'report', 'lsp', 'mcp'],
  lsp: [...service, 'language'],
  mcp: [...service, 'language', 'report'],
  webview: [...service, 'report', 'panel'],
  library: [...service, 'report'],
};

/**
 * The rooms of a folder and what each may import from, besides itself and files that stand beside the rooms at the root
 * of the folder. A room enters another through its `index.ts`. A folder that is not named here has no rooms.
 */
const rooms = {
  workload: {
    text: [],
    schema: [],
    read: ['text', 'schema'],
    edit: ['text'],
    import: ['text', 'schema'],
    trace: [],
  },
  catalog: {
    schema: [],
    json: [],
    tables: ['schema'],
    yaml: ['schema', 'tables'],
    config: ['schema', 'json'],
    checks: ['schema'],
    sources: ['schema', 'json', 'tables', 'yaml', 'checks'],
  },
  estimate: {
    problems: [],
    contract: ['problems'],
    names: ['problems', 'contract'],
    offers: ['problems', 'contract', 'names'],
    choice: ['problems', 'contract', 'names', 'offers'],
    deployment: ['problems', 'contract', 'names', 'offers', 'choice'],
    document: ['problems', 'contract', 'names', 'offers', 'choice', 'deployment'],
    explore: ['problems', 'contract', 'names', 'offers', 'choice', 'deployment'],
    explain: ['problems', 'contract', 'names', 'offers', 'choice', 'deployment', 'explore'],
    validate: ['contract', 'names'],
  },
  report: {
    text: [],
    kit: [],
    charts: ['kit'],
    parts: ['kit'],
    page: ['kit', 'charts', 'parts'],
  },
};

/** Folders that know the outside world; all others get text, tables and time passed in. */
export const hosts = ['extension', 'cli', 'lsp', 'webview'];
export const pureFolders = Object.keys(layers).filter((folder) => !hosts.includes(folder));

/** Each library has one home (or a few), so that it can be replaced there. A trailing `/` stands for a scope. */
const libraries = {
  vscode: ['extension'],
  'node:': ['cli', 'lsp'],
  'vscode-languageserver': ['cli', 'lsp'],
  'vscode-languageserver-textdocument': ['lsp'],
  yaml: ['yaml', 'workload', 'catalog/yaml'],
  unbash: ['workload/import/source'],
  zod: ['workload', 'mcp'],
  '@modelcontextprotocol/sdk': ['cli', 'mcp'],
  mathjs: ['quantity/expression'],
  papaparse: ['workload', 'catalog', 'report', 'cli'],
  'fast-string-truncated-width': ['report/text'],
  commander: ['cli'],
  '@duckdb/node-api': ['cli'],
  preact: ['report', 'webview'],
  'preact-render-to-string': ['report'],
  'd3-scale': ['report', 'webview'],
  'd3-shape': ['report', 'webview'],
  '@vscode/webview-ui-toolkit': ['webview'],
  'virtual:tables': ['library'],
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
  if (to === from) return roomProblem(root, file, from, target);
  if (to === undefined) return `"${specifier}" is outside the product; ${from} may import only from its own layers.`;
  if (!layers[from].includes(to))
    return `${from} may not import from ${to}; it may use ${layers[from].join(', ') || 'nothing but itself'}.`;
  const home = path.join(root, to === 'webview' ? 'webview' : `src/${to}`);
  const inside = path.relative(home, target).split(path.sep).join('/');
  return faces.test(inside) ? undefined : `Import ${to} through its face, ${to}/index.ts, not through ${inside}.`;
}

/** @returns the folder below `home` that a file stands in; undefined at its root */
function roomOf(home, file) {
  const parts = path.relative(home, file).split(path.sep);
  return parts.length > 1 ? parts[0] : undefined;
}

/** The same rule once more, inside a folder: rooms import one way and through their faces; the root is above them all. */
function roomProblem(root, file, layer, target) {
  const table = rooms[layer];
  if (table === undefined) return undefined;
  const home = path.join(root, 'src', layer);
  const [from, to] = [roomOf(home, file), roomOf(home, target)];
  if (from !== undefined && !(from in table))
    return `${layer}/${from} is no room of scripts/lint/layers.mjs; name it there.`;
  if (to === undefined || from === to)
    return from === undefined || from === to
      ? undefined
      : `${layer}/${from} may not import from the root of ${layer}, which is above its rooms.`;
  if (from !== undefined && !table[from].includes(to))
    return `${layer}/${from} may not import from ${layer}/${to}; it may use ${table[from].join(', ') || 'nothing but itself'}.`;
  const inside = path.relative(path.join(home, to), target).split(path.sep).join('/');
  return inside === 'index.ts'
    ? undefined
    : `Enter ${layer}/${to} through its face, ${layer}/${to}/index.ts, not through ${inside}.`;
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
