import { defineConfig } from 'vitest/config';

/** Milliseconds, for as many cases as npm run soak draws. */
const HANGS = 600_000 * Number(process.env['SOAK'] ?? 1);

/** Unit, golden, fixes and oracle tests: everything that runs without an editor. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/integration/**', 'test/drive/**', 'node_modules/**'],
    environment: 'node',
    // The code is pure: one module graph per worker serves all files, and the tables are compiled once.
    pool: 'threads',
    isolate: false,
    // What is not changed is not compiled again.
    experimental: { fsModuleCache: true },
    // Ends what hangs, and judges no speed: beside busy loops a test takes ten times as long. Times are measured by npm run bench.
    testTimeout: HANGS,
    hookTimeout: HANGS,
    env: { TZ: 'UTC' },
    reporters: ['default'],
  },
});
