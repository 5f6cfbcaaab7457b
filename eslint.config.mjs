import tseslint from 'typescript-eslint';
import { layersPlugin, pureFolders } from './scripts/lint/layers.mjs';

const root = import.meta.dirname ?? new URL('.', import.meta.url).pathname;
const pure = pureFolders.map((folder) => `src/${folder}/**/*.{ts,tsx}`);

/** Not in a pure folder: the world comes in as arguments. */
const outside = [
  ...['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource', 'navigator', 'indexedDB', 'caches'],
  ...['window', 'document', 'location', 'history', 'localStorage', 'sessionStorage', 'self', 'top', 'parent', 'name'],
  ...['process', 'Buffer', 'require', 'module', 'global', '__dirname', '__filename', 'console'],
  ...['setTimeout', 'setInterval', 'setImmediate', 'requestAnimationFrame', 'performance', 'alert', 'Worker'],
];

/** A clock, or chance, hidden in a call. */
const hidden = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'No clock here: take the date as an argument.',
  },
  { selector: "CallExpression[callee.name='Date']", message: 'No clock here: take the date as an argument.' },
  {
    selector: "MemberExpression[object.name='Date'][property.name='now']",
    message: 'No clock here: take the date as an argument.',
  },
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'No chance here: the same input gives the same output.',
  },
  {
    selector: "MemberExpression[object.name='globalThis']",
    message: 'No globals here: take what you need as an argument.',
  },
];

const types = {
  '@typescript-eslint/no-explicit-any': 'error',
  '@typescript-eslint/consistent-type-imports': [
    'error',
    { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
  ],
  '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
  '@typescript-eslint/no-unused-vars': [
    'error',
    { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' },
  ],
  '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
  eqeqeq: ['error', 'always', { null: 'ignore' }],
  // The performance model and the editor's faces are bundles of closures, made to be taken apart.
  '@typescript-eslint/unbound-method': 'off',
  'no-var': 'error',
  'prefer-const': 'error',
  'object-shorthand': 'error',
};

/**
 * Five arguments can be told apart at the call; what belongs together beyond that is one named object. A function fits a
 * screen or two, components too. A file has one topic.
 */
const size = {
  'max-params': ['error', 5],
  'max-lines-per-function': ['error', { max: 70, skipBlankLines: true, skipComments: true }],
  'max-lines': ['error', { max: 250, skipBlankLines: true, skipComments: true }],
};

export default tseslint.config(
  { ignores: ['dist/**', '.vscode-test/**', 'node_modules/**', 'coverage/**', 'test/fixtures/**'] },
  {
    files: ['{src,webview,test,scripts}/**/*.{ts,tsx}', '*.ts'],
    extends: [tseslint.configs.recommendedTypeChecked],
    plugins: { layers: layersPlugin },
    languageOptions: { parserOptions: { project: './tsconfig.json', tsconfigRootDir: root } },
    rules: { ...types, 'layers/imports': ['error', root] },
  },
  {
    files: pure,
    rules: { 'no-restricted-globals': ['error', ...outside], 'no-restricted-syntax': ['error', ...hidden] },
  },
  { files: ['{src,webview,scripts}/**/*.{ts,tsx}'], rules: size },
  {
    // commander hands options over untyped; each command names their type once.
    files: ['src/cli/program.ts'],
    rules: { '@typescript-eslint/no-unsafe-argument': 'off' },
  },
  {
    files: ['{test,scripts}/**/*.{ts,tsx}', '*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/restrict-template-expressions': 'off',
    },
  },
);
