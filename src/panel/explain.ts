/** Any number of the panel to its derivation: of the estimate, of a chart, of an option that the file does not have. Pure. */
import { type ChartData, type Engine, explainMeasured } from '../estimate/index.ts';
import { type Derivation, readPath } from '../quantity/index.ts';
import type { Deployment, Workload } from '../workload/index.ts';

/** Where the panel stands: the file as it is, or as the levers have it. */
export interface Standpoint {
  readonly engine: Engine;
  readonly workload: Workload | undefined;
  readonly explain: (deployment: string, path: string) => Derivation | undefined;
  /** The selected deployment: better options are measured against it. */
  readonly selected: string | undefined;
  readonly charts: ChartData;
  /** A deployment of the ranking, which the file does not have. */
  readonly ranked: (name: string) => Deployment | undefined;
}

export function explainNumber(here: Standpoint, deployment: string, path: string): Derivation | undefined {
  const known = here.explain(deployment, path);
  const { workload } = here;
  if (known !== undefined || workload === undefined) return known;
  const { root, rest } = readPath(path);
  if (root === 'measured') return measured(here, deployment, Number(rest));
  if (root === 'option') return option(here, workload, deployment, rest);
  return here.engine.explainAcross(workload, deployment, path);
}

function measured({ charts, explain }: Standpoint, deployment: string, index: number): Derivation | undefined {
  const dot = charts.measurements?.[index];
  const curve = charts.curves?.find((one) => one.deployment === deployment);
  if (dot === undefined || curve === undefined) return undefined;
  return explainMeasured(dot, curve, (path) => explain(deployment, path));
}

/** What the list says of an option: a number of its own, or what it gains over the selected deployment. */
function option(here: Standpoint, workload: Workload, name: string, path: string): Derivation | undefined {
  const deployment = here.ranked(name);
  if (deployment === undefined) return undefined;
  const alone = here.engine.evaluate({ ...workload, deployments: [deployment], invalidDeployments: [] });
  const [kind, ...rest] = path.split('.');
  if (kind !== 'saves' && kind !== 'gain') return alone.explain(name, path);
  const [mine, theirs] = [here.explain(here.selected ?? '', rest.join('.')), alone.explain(name, rest.join('.'))];
  const [now, then] = [mine?.quantity.value, theirs?.quantity.value];
  if (mine === undefined || theirs === undefined || typeof now !== 'number' || typeof then !== 'number')
    return undefined;
  const saves = kind === 'saves';
  return {
    label: `${saves ? 'difference' : 'change'} from ${here.selected ?? ''} to ${name}`,
    quantity: { value: saves ? then - now : then / now - 1, unit: saves ? mine.quantity.unit : '', state: 'derived' },
    formula: saves ? `${name} − ${here.selected ?? ''}` : `${name} ÷ ${here.selected ?? ''} − 1`,
    inputs: [theirs, mine],
  };
}
