import { defineConfig } from 'vitest/config';

/** Unit, golden, fixes and oracle tests: everything that runs without an editor. */
export default defineConfig({
  esbuild: { jsx: 'automatic', jsxImportSource: 'preact' },
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/integration/**', 'test/drive/**', 'node_modules/**'],
    environment: 'node',
    testTimeout: 20_000,
    env: { TZ: 'UTC' },
    reporters: ['default'],
  },
});
