/** The whole engine against hand-worked arithmetic, over prices of our own (engine.yaml). */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { createCatalog, readOverlay } from '../../src/catalog/index.ts';
import { createEngine, type DeploymentEstimate } from '../../src/estimate/index.ts';
import { catalogData } from '../helpers/catalog.ts';
import { check } from './check.ts';
import { evaluateSheet } from './sheet.ts';

interface EngineCase {
  readonly name: string;
  readonly document: string;
  readonly sheet?: Readonly<Record<string, string | number>>;
  readonly expect: Readonly<Record<string, string | number>>;
}

const AS_OF = '2026-11-23';
const read = (path: string): string => readFileSync(new URL(path, import.meta.url), 'utf8');
const cases = parse(read('./engine.yaml')) as readonly EngineCase[];

const overlay = readOverlay(
  [
    { path: 'clouds/oracle.csv', text: read('./prices/clouds.csv') },
    { path: 'apis/oracle.csv', text: read('./prices/apis.csv') },
    { path: 'currencies.csv', text: read('./prices/currencies.csv') },
  ],
  'setting',
  { base: catalogData(), today: AS_OF },
);
const engine = createEngine({ catalog: createCatalog(catalogData(), [overlay.tables]), asOf: AS_OF });

function evaluate(document: string): ReadonlyMap<string, DeploymentEstimate> {
  const head = ['apiVersion: inference-tco/v1', 'name: oracle'];
  if (!/^model:/m.test(document)) head.push('model: llama-3.3-70b');
  if (!/^traffic:/m.test(document)) head.push('traffic: {requests: 20, input_tokens: 1000, output_tokens: 200}');
  if (!/^serving:/m.test(document)) head.push('serving: {weights: fp8}');
  const { workloads, problems } = engine.evaluateText(`${head.join('\n')}\n${document}`, {
    fileName: 'oracle.workload.yaml',
  });
  expect(problems.filter(({ severity, code }) => severity === 'error' && code !== 'context-too-small')).toEqual([]);
  return new Map(workloads[0]?.estimate.deployments.map((deployment) => [deployment.name, deployment]));
}

/** What the performance model said, as rows of the sheet. */
function given(deployments: ReadonlyMap<string, DeploymentEstimate>): Record<string, number> {
  const rows: Record<string, number> = {};
  for (const [name, { stages, performance, energy }] of deployments) {
    stages.forEach((stage, index) => {
      const suffix = index === 0 ? '' : `_${index + 1}`;
      rows[`${name}_replicas${suffix}`] = stage.replicas.value ?? NaN;
      rows[`${name}_accelerators${suffix}`] = stage.accelerators;
      rows[`${name}_used${suffix}`] = stage.acceleratorsUsed;
      if (stage.instances !== undefined) rows[`${name}_instances${suffix}`] = stage.instances;
    });
    if (performance.utilization.value !== null) rows[`${name}_utilization`] = performance.utilization.value;
    if (energy.averagePower.value !== null) rows[`${name}_watts`] = energy.averagePower.value;
    if (energy.joulesPerOutputToken.value !== null) rows[`${name}_joules`] = energy.joulesPerOutputToken.value;
  }
  return rows;
}

describe('hand-worked cases through the whole engine', () => {
  it('read their prices without a problem', () => {
    expect(overlay.problems.filter((problem) => problem.severity === 'error')).toEqual([]);
  });
  it.each(cases.map((entry) => [entry.name, entry] as const))('%s', (_, entry) => {
    const deployments = evaluate(entry.document);
    const scope = evaluateSheet({ ...given(deployments), ...entry.sheet });
    for (const [path, expected] of Object.entries(entry.expect))
      check(Object.fromEntries(deployments), path, expected, scope);
  });
});
