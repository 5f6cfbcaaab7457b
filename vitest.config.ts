import { defineConfig } from 'vitest/config';

/** Unit, golden, fixes and oracle tests: everything that runs without an editor. */
export default defineConfig({
  test: {
    include: ['test/**/*.test.{ts,tsx}'],
    exclude: ['test/integration/**', 'test/drive/**', 'node_modules/**'],
    environment: 'node',
    // The code is pure: one module graph per worker serves all files, and the tables are compiled once.
    pool: 'threads',
    isolate: false,
    // npm run soak draws so many more cases.
    testTimeout: 20_000 * Number(process.env['SOAK'] ?? 1),
    env: { TZ: 'UTC' },
    reporters: ['default'],
  },
});
