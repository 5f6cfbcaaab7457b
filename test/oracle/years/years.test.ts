/** Every plan worked by hand: `tco` must agree with the arithmetic of cases.yaml to nine digits. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { createEngine, type WorkloadYears } from '../../../src/estimate/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { evaluate, evaluateSheet } from '../sheet.ts';

interface Case {
  readonly name: string;
  readonly horizon: object;
  readonly currency?: string;
  readonly deployments: object;
  readonly sheet: Readonly<Record<string, string | number>>;
  readonly expect: Readonly<Record<string, string | number>>;
}

const text = readFileSync(new URL('./cases.yaml', import.meta.url), 'utf8');
const cases = parse(text, { merge: true }) as readonly Case[];
const engine = createEngine({ catalog: catalog(), asOf: '2026-11-23' });

function plan({ horizon, currency = 'USD', deployments }: Case): WorkloadYears {
  const traffic = { requests: 20, input_tokens: 1000, output_tokens: 200 };
  const document = { model: 'llama-3.1-8b', traffic, currency, horizon, deployments };
  const { workloads } = engine.evaluateText(stringify(document, { aliasDuplicateObjects: false }), { force: true });
  const answer = workloads[0]?.workload && engine.years(workloads[0].workload);
  if (!answer) throw new Error('no plan');
  return answer;
}

function valueAt(years: WorkloadYears, path: string): unknown {
  const [name, ...rest] = path.split('.');
  const deployment: unknown = years.deployments.find((one) => one.name === name);
  const found = rest.reduce((at, key) => (at as Record<string, unknown> | undefined)?.[key], deployment);
  return (found as { value?: unknown } | undefined)?.value;
}

describe('plans worked by hand', () => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const years = plan(one);
    const scope = evaluateSheet(one.sheet);
    for (const [path, arithmetic] of Object.entries(one.expect)) {
      const wanted = evaluate(String(arithmetic), scope);
      const found = valueAt(years, path);
      expect(found, path).toBeTypeOf('number');
      expect(Math.abs((found as number) - wanted), path).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(wanted)));
    }
  });
});
