/**
 * One of each addition that CONTRIBUTING.md tells of, made in a copy of the repository: a key of three sorts in the one
 * place of its definition, an accelerator in one row. What follows from them (types, problems, JSON Schema, reference,
 * hover, completion, estimate) is in test/fixtures/additions/uses.ts.txt.
 */
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { inRoot } from '../harness/paths.ts';
import { single, type Check } from './check.ts';
import { ended } from './command.ts';

const FIXTURES = inRoot('test/fixtures/additions');
const COPIED = ['src', 'scripts', 'pricing', 'docs', 'package.json', 'tsconfig.json'];
/** The keys go in front of this one. */
const BEFORE = "  redundancy: {\n    doc: 'Spare replicas.',";

export const additions: Check = {
  name: 'additions in a copy',
  lane: 'work',
  run: single(async () => {
    const copy = mkdtempSync(path.join(tmpdir(), 'inference-tco-additions-'));
    try {
      for (const name of COPIED) cpSync(inRoot(name), path.join(copy, name), { recursive: true });
      symlinkSync(inRoot('node_modules'), path.join(copy, 'node_modules'), 'junction');
      addTo(copy);
      await run(copy, 'node_modules/typescript/bin/tsc', '-p', 'tsconfig.additions.json');
      await run(copy, 'test/uses.ts');
    } finally {
      rmSync(copy, { recursive: true, force: true });
    }
  }),
};

function addTo(copy: string): void {
  const serving = path.join(copy, 'src/workload/schema/serving.ts');
  const before = readFileSync(serving, 'utf8');
  if (!before.includes(BEFORE)) throw new Error(`${serving} has no place for the keys`);
  const keys = readFileSync(path.join(FIXTURES, 'keys.txt'), 'utf8');
  writeFileSync(serving, before.replace(BEFORE, `${keys}${BEFORE}`));
  cpSync(path.join(FIXTURES, 'accelerators.csv'), path.join(copy, 'pricing/accelerators/additions.csv'));
  cpSync(path.join(FIXTURES, 'uses.ts.txt'), path.join(copy, 'test/uses.ts'));
  const config = { extends: './tsconfig.json', files: ['test/uses.ts'], include: [] };
  writeFileSync(path.join(copy, 'tsconfig.additions.json'), JSON.stringify(config));
}

async function run(copy: string, script: string, ...args: string[]): Promise<void> {
  const { code, output } = await ended(process.execPath, [path.join(copy, script), ...args], {}, copy);
  if (code !== 0) throw new Error(output);
}
