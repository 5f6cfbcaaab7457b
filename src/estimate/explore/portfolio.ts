/** Many workloads as one bill: what each costs and burns as it is run, and sums by cloud, machine and label. */
import { message, type Quantity, scaledQuantity, worstState } from '../../quantity/index.ts';
import {
  acceleratorsPaid,
  type CostLine,
  type DeploymentEstimate,
  type Estimate,
  type StageEstimate,
} from '../contract/index.ts';

/** A workload and the one deployment that counts. */
export interface PortfolioEntry {
  readonly file: string;
  readonly workload: string;
  readonly model: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly deployment: DeploymentEstimate;
  readonly currency: string;
  /** Money in the currency of the portfolio. */
  readonly sums: Sums;
}

/** A workload that nothing is added for, and why. */
export interface LeftOut {
  readonly file: string;
  readonly workload: string;
  readonly reason: 'undecided' | 'no-numbers';
}

export interface Sums {
  readonly workloads: number;
  readonly perMonth: Quantity;
  readonly kwhPerMonth: Quantity;
  readonly carbonPerMonth: Quantity;
  readonly accelerators: number;
}

export interface PortfolioGroup extends Sums {
  /** `cloud`, `accelerator`, or the key of a label. */
  readonly by: string;
  readonly name: string;
}

export interface Portfolio {
  readonly currency: string;
  readonly entries: readonly PortfolioEntry[];
  readonly leftOut: readonly LeftOut[];
  readonly total: Sums;
  readonly groups: readonly PortfolioGroup[];
}

/** What machines of one's own stand under in place of a cloud. */
const OWNED = message('owned');

/**
 * The deployment that runs: the baseline, else the only one, else the first. Proposals are nobody's decision yet.
 *
 * @param usd USD for one unit of a currency; undefined where no rate is known
 */
export function portfolioOf(estimates: readonly Estimate[], usd: (currency: string) => number | undefined): Portfolio {
  const currencies = new Set(estimates.map(({ currency }) => currency));
  const currency = currencies.size === 1 ? ([...currencies][0] ?? 'USD') : 'USD';
  const leftOut: LeftOut[] = [];
  const entries = estimates.flatMap((estimate): PortfolioEntry[] => {
    const about = { file: estimate.source.file, workload: estimate.name };
    const deployment = runningOf(estimate);
    if (!deployment || deployment.stages.length + deployment.cost.breakdown.length === 0) {
      leftOut.push({ ...about, reason: estimate.proposed ? 'undecided' : 'no-numbers' });
      return [];
    }
    const perMonth = converted(deployment.cost.perMonth, estimate.currency, { currency, usd });
    return [
      {
        ...about,
        model: estimate.model,
        labels: estimate.labels ?? {},
        deployment,
        currency: estimate.currency,
        sums: sumsOfOne(deployment, perMonth),
      },
    ];
  });
  return { currency, entries, leftOut, total: sumsOf(entries, currency), groups: groupsOf(entries, currency) };
}

function runningOf({ proposed, baseline, deployments }: Estimate): DeploymentEstimate | undefined {
  if (proposed) return undefined;
  return deployments.find(({ name }) => name === baseline) ?? deployments[0];
}

interface Money {
  readonly currency: string;
  readonly usd: (currency: string) => number | undefined;
}

function converted(cost: Quantity, from: string, { currency, usd }: Money): Quantity {
  const rate = from === currency ? 1 : (usd(from) ?? NaN) / (usd(currency) ?? NaN);
  return Number.isNaN(rate) ? { value: null, unit: currency, state: 'unknown' } : scaledQuantity(cost, rate, currency);
}

function sumsOfOne(deployment: DeploymentEstimate, perMonth: Quantity): Sums {
  const { kwhPerMonth, carbonPerMonth } = deployment.energy;
  return { workloads: 1, perMonth, kwhPerMonth, carbonPerMonth, accelerators: acceleratorsPaid(deployment) };
}

function sumsOf(entries: readonly PortfolioEntry[], currency: string): Sums {
  const all = entries.map(({ sums }) => sums);
  return {
    workloads: all.length,
    ...costsOf(all, currency),
    accelerators: all.reduce((n, { accelerators }) => n + accelerators, 0),
  };
}

type Costs = Pick<Sums, 'perMonth' | 'kwhPerMonth' | 'carbonPerMonth'>;

function costsOf(parts: readonly Costs[], currency: string): Costs {
  return {
    perMonth: added(
      parts.map(({ perMonth }) => perMonth),
      currency,
    ),
    kwhPerMonth: added(
      parts.map(({ kwhPerMonth }) => kwhPerMonth),
      'kWh',
    ),
    carbonPerMonth: added(
      parts.map(({ carbonPerMonth }) => carbonPerMonth),
      'g',
    ),
  };
}

/** Low with low, high with high: workloads share prices and the model. An unknown part makes a lower bound. */
function added(parts: readonly Quantity[], unit: string): Quantity {
  let [value, low, high] = [0, 0, 0];
  for (const part of parts) {
    value += part.value ?? 0;
    low += part.low ?? part.value ?? 0;
    high += part.high ?? part.value ?? 0;
  }
  if (parts.some((part) => part.value === null))
    return { value: null, ...(low > 0 ? { low } : {}), unit, state: 'unknown' };
  const state = worstState(parts.map((part) => part.state));
  return low === high ? { value, unit, state } : { value, low, high, unit, state };
}

/** Sums by cloud, by accelerator, and by each key of the labels. Money of a deployment on several machines is split by its lines. */
function groupsOf(entries: readonly PortfolioEntry[], currency: string): readonly PortfolioGroup[] {
  const keys = [...new Set(entries.flatMap(({ labels }) => Object.keys(labels)))].sort();
  return [
    ...partsBy('cloud', entries, cloudOf, currency),
    ...partsBy(
      'accelerator',
      entries,
      (stage, { provider }) => stage?.accelerator ?? `api: ${provider ?? '?'}`,
      currency,
    ),
    ...keys.flatMap((key) => {
      const names = [...new Set(entries.map(({ labels }) => labels[key] ?? ''))].sort();
      return names.map((name): PortfolioGroup => {
        const some = entries.filter(({ labels }) => (labels[key] ?? '') === name);
        return { by: key, name, ...sumsOf(some, currency) };
      });
    }),
  ];
}

function cloudOf(stage: StageEstimate | undefined, { provider }: DeploymentEstimate): string {
  return stage ? (stage.cloud ?? OWNED) : (provider ?? '?');
}

type Naming = (stage: StageEstimate | undefined, deployment: DeploymentEstimate) => string;

/** One part of an entry: the lines of a stage, or all of a deployment that has one stage or none. */
interface Part {
  readonly name: string;
  readonly entry: PortfolioEntry;
  readonly stage: StageEstimate | undefined;
  readonly share: number;
}

function partsBy(
  by: string,
  entries: readonly PortfolioEntry[],
  nameOf: Naming,
  currency: string,
): readonly PortfolioGroup[] {
  const parts = entries.flatMap((entry) => partsOf(entry, nameOf));
  return [...new Set(parts.map(({ name }) => name))].sort().map((name): PortfolioGroup => {
    const some = parts.filter((part) => part.name === name);
    const shares = some.map(({ entry: { sums }, share }) => ({
      perMonth: scaledQuantity(sums.perMonth, share),
      kwhPerMonth: scaledQuantity(sums.kwhPerMonth, share),
      carbonPerMonth: scaledQuantity(sums.carbonPerMonth, share),
    }));
    return {
      by,
      name,
      workloads: new Set(some.map(({ entry }) => entry)).size,
      ...costsOf(shares, currency),
      accelerators: some.reduce((n, { stage }) => n + (stage?.accelerators ?? 0), 0),
    };
  });
}

function partsOf(entry: PortfolioEntry, nameOf: Naming): readonly Part[] {
  const { deployment } = entry;
  const { stages, cost } = deployment;
  if (stages.length < 2) return [{ name: nameOf(stages[0], deployment), entry, stage: stages[0], share: 1 }];
  const spent = (lines: readonly CostLine[]): number =>
    lines.reduce((total, { perMonth }) => total + (perMonth.value ?? perMonth.low ?? 0), 0);
  const all = spent(cost.breakdown);
  return stages.map((stage) => {
    const lines = cost.breakdown.filter((line) => (line.stage ?? 'serve') === stage.stage);
    const share = all > 0 ? spent(lines) / all : 1 / stages.length;
    return { name: nameOf(stage, deployment), entry, stage, share };
  });
}
