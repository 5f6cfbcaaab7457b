/** The compiled tables as a module, for the bundle of the library: whoever imports it gets them without reading a file. */
import type { Plugin } from 'esbuild';
import { compilePricing } from '../compile-pricing.ts';

export const tablesModule: Plugin = {
  name: 'tables',
  setup(build) {
    build.onResolve({ filter: /^virtual:tables$/ }, ({ path }) => ({ path, namespace: 'tables', sideEffects: false }));
    build.onLoad({ filter: /.*/, namespace: 'tables' }, () => {
      // A string is parsed faster as JSON than as a literal; behind a function it goes where nobody asks for the tables.
      const json = JSON.stringify(JSON.stringify(compilePricing().data));
      return { contents: `export const tables = () => JSON.parse(${json});`, loader: 'js' };
    });
  },
};
