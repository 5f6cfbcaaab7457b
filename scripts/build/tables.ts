/** The compiled tables as a module, for the bundle of the library: importing it takes no reading of files. */
import type { Plugin } from 'esbuild';
import { compilePricing } from '../compile-pricing.ts';

export const tablesModule: Plugin = {
  name: 'tables',
  setup(build) {
    build.onResolve({ filter: /^virtual:tables$/ }, ({ path }) => ({ path, namespace: 'tables', sideEffects: false }));
    build.onLoad({ filter: /.*/, namespace: 'tables' }, () => {
      // A string is parsed faster as JSON than as a literal; behind a function it is left out where the tables are not used.
      const json = JSON.stringify(JSON.stringify(compilePricing().data));
      return { contents: `export const tables = () => JSON.parse(${json});`, loader: 'js' };
    });
  },
};
