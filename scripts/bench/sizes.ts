import { readFileSync, statSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundles } from '../build/bundles.ts';
import { pack, packageLimit } from '../build/pack.ts';
import { inRoot } from '../harness/paths.ts';
import type { Row } from './row.ts';

export function sizeRows(): readonly Row[] {
  const files = bundles.map(({ output, limit }): Row => {
    const value = statSync(inRoot(output)).size / 1000;
    return { what: output, value, unit: 'KB', ...(limit === undefined ? {} : { goal: limit / 1000 }) };
  });
  const tables = gzipSync(readFileSync(inRoot('dist/pricing.json')), { level: 9 }).length / 1000;
  return [
    ...files,
    { what: 'dist/pricing.json, compressed', value: tables, unit: 'KB', goal: 600 },
    { what: 'packaged extension', value: pack().bytes / 1e6, unit: 'MB', goal: packageLimit / 1e6 },
  ];
}
