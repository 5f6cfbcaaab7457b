/**
 * Golden files: every text that a person sees, kept in test/golden/ and read in review.
 *
 * `UPDATE_GOLDEN=1 npx vitest run <file>` writes them; nothing else does, and a missing one fails.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'vitest';

const folder = fileURLToPath(new URL('../golden/', import.meta.url));

/** @param name path below test/golden/, with its extension: `hover/accelerator.md` */
export function expectGolden(actual: string, name: string): void {
  const file = join(folder, name);
  if (process.env['UPDATE_GOLDEN'] === '1') {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  if (!existsSync(file))
    expect.fail(
      `test/golden/${name} is missing. Write it with UPDATE_GOLDEN=1, read it, commit it. Now it would be:\n${actual}`,
    );
  expect(actual, `test/golden/${name} differs; if the new text is right, run again with UPDATE_GOLDEN=1`).toBe(
    readFileSync(file, 'utf8'),
  );
}
