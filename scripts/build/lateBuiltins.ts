/**
 * Modules of Node that few runs need, loaded when one of their functions is first called. commander alone asks for
 * child_process, and with it for all of Node's network, before any command is known: a fifteenth of a short run.
 */
import { createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

const LATE = ['node:child_process', 'node:readline/promises', 'node:timers/promises', 'node:zlib'];
const require = createRequire(import.meta.url);

export const lateBuiltins: Plugin = {
  name: 'late-builtins',
  setup(build) {
    const filter = new RegExp(`^(${LATE.join('|')})$`);
    // What the module below asks for is Node's own.
    build.onResolve({ filter }, ({ path, namespace }) =>
      namespace === 'late' ? { path, external: true } : { path, namespace: 'late' },
    );
    build.onLoad({ filter, namespace: 'late' }, ({ path }) => {
      const names = JSON.stringify(Object.keys(require(path) as object));
      const getter = `{ enumerable: true, get: () => require(${JSON.stringify(path)})[name] }`;
      return {
        contents: `for (const name of ${names}) Object.defineProperty(exports, name, ${getter});`,
        loader: 'js',
      };
    });
  },
};
