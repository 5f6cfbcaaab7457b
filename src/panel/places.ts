/** Where an adjustable input stands in the file: everywhere the file says it, else the one place for it. */
import type { Deployment, Pool, Workload } from '../workload/index.ts';

export type Path = readonly string[];

/** Whether the text has the path. */
export type Has = (path: Path) => boolean;

type Places = (workload: Workload, has: Has) => readonly Path[];

export const anyPlace =
  (...path: Path): Places =>
  () => [path];

/** The mean of a distribution where the file gives one. */
export const meanPlace =
  (...path: Path): Places =>
  (_, has) => [has([...path, 'mean']) ? [...path, 'mean'] : path];

/** The statistic that the target names, where the file names it. */
export const targetPlace =
  (key: 'ttft' | 'tpot'): Places =>
  ({ slo }, has) => {
    const statistic = slo[key]?.statistic;
    const detailed = statistic === undefined ? undefined : ['slo', key, statistic];
    return [detailed !== undefined && has(detailed) ? detailed : ['slo', key]];
  };

/** The default of all deployments, and every pool that overrides it. */
export const servingPlace =
  (key: string): Places =>
  (workload, has) => {
    const pools = poolPaths(workload);
    const base = ['serving', key];
    const overrides = pools.map((path) => [...path, key]).filter(has);
    return overrides.length > 0 && overrides.length === pools.length && !has(base) ? overrides : [base, ...overrides];
  };

/** Every pool that is paid this way. */
export const eachPayment =
  (kind: 'rent' | 'own', key: string): Places =>
  (workload) =>
    poolPaths(workload, kind).map((path) => [...path, kind, key]);

/** The site of the document, and every pool or deployment that has its own. */
export const sitePlace =
  (key: string): Places =>
  (workload, has) => {
    const own = poolPaths(workload, 'own').map((path) => [...path, 'own', key]);
    const sites = workload.deployments.map(({ name }) => ['deployments', name, 'site', key]);
    return [...own.filter(has), ...sites.filter(has), ['site', key]];
  };

export function poolsOf(deployment: Deployment): readonly Pool[] {
  switch (deployment.kind) {
    case 'serve':
      return [deployment.pool];
    case 'disaggregated':
      return [
        deployment.prefill,
        deployment.decode,
        ...(deployment.feedForward === undefined ? [] : [deployment.feedForward]),
      ];
    case 'api':
      return [];
  }
}

function poolPaths(workload: Workload, kind?: 'rent' | 'own'): readonly Path[] {
  return workload.deployments.flatMap((deployment) =>
    namesOfPools(deployment)
      .filter((_, i) => kind === undefined || poolsOf(deployment)[i]?.payment.kind === kind)
      .map((names) => ['deployments', deployment.name, ...names]),
  );
}

function namesOfPools(deployment: Deployment): readonly Path[] {
  if (deployment.kind === 'serve') return [[]];
  if (deployment.kind === 'api') return [];
  return [['prefill'], ['decode'], ...(deployment.feedForward === undefined ? [] : [['decode', 'feed_forward']])];
}
