/** Rows of the ranking that beat the selected deployment, in codes and numbers; surfaces write them. */
import type { Quantity } from '../../quantity/index.ts';
import {
  BETTER_BY,
  type BetterOrder,
  type DeploymentEstimate,
  type InfeasibleRow,
  meetsTargets,
  type RankRow,
  type StageEstimate,
} from '../contract/index.ts';

/** Of each order, best first. */
export type BetterOptions = Readonly<Record<BetterOrder, readonly BetterOption[]>>;

/** One row of the ranking against the selected deployment. */
export interface BetterOption {
  readonly name: string;
  /** What it runs on, where, and how that is paid; absent for a hosted API. No cloud: owned. */
  readonly machines?: Pick<StageEstimate, 'accelerators' | 'accelerator' | 'cloud' | 'region' | 'purchase'>;
  readonly perMillionTokens: Quantity;
  readonly perMonth: Quantity;
  /** Money per month saved; absent where either is unknown. */
  readonly savesPerMonth?: number;
  /** Share of change of the energy per million tokens. */
  readonly energyChange?: number;
  /** Share of change of what the list is ordered by. */
  readonly gain?: number;
  readonly meetsSlo: boolean;
}

/** Options listed for each order. */
const SHOWN = 5;
/** Spot options among them: spot machines can be taken away, so they do not crowd out the rest. */
const SPOT = 2;

/** The list of every order, from one walk through the catalog. */
export function allBetterOptions(
  rows: readonly (RankRow | InfeasibleRow)[],
  present: DeploymentEstimate,
): BetterOptions {
  return {
    cost: betterOptions(rows, present, 'cost'),
    energy: betterOptions(rows, present, 'energy'),
    carbon: betterOptions(rows, present, 'carbon'),
    latency: betterOptions(rows, present, 'latency'),
  };
}

/** Best first; no two of the same accelerator and way to pay, nothing that misses a target the present one meets. */
export function betterOptions(
  rows: readonly (RankRow | InfeasibleRow)[],
  present: DeploymentEstimate,
  by: BetterOrder = 'cost',
): readonly BetterOption[] {
  const value = (estimate: DeploymentEstimate): number | null => BETTER_BY[by].pick(estimate).value;
  const now = value(present) ?? (by === 'cost' ? present.cost.perMonth.low : undefined);
  const meets = meetsTargets(present);
  const seen = new Set<string>();
  let spot = 0;
  return rows
    .filter((row): row is RankRow => row.kind === 'row')
    .filter((row) => row.meetsSlo || !meets)
    .map((row) => ({ row, value: value(row.estimate) }))
    .filter(
      (one): one is { row: RankRow; value: number } =>
        one.value !== null && (now === undefined || one.value < now * 0.995),
    )
    .sort((a, b) => a.value - b.value)
    .filter(({ row }) => {
      const key = `${row.estimate.kind} ${row.estimate.stages.map((stage) => stage.accelerator).join('+') || row.estimate.name}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return !isSpot(row.estimate) || ++spot <= SPOT;
    })
    .slice(0, SHOWN)
    .map(({ row, value: found }) => ({
      ...option(row, present),
      ...(now === undefined || now === 0 ? {} : { gain: found / now - 1 }),
    }));
}

function isSpot({ stages }: DeploymentEstimate): boolean {
  return stages.some(({ purchase }) => purchase === 'spot');
}

function option({ estimate, meetsSlo }: RankRow, present: DeploymentEstimate): BetterOption {
  const now = present.cost.perMonth.value;
  const value = estimate.cost.perMonth.value;
  const energy = estimate.energy.kwhPerMillionTokens.value;
  const was = present.energy.kwhPerMillionTokens.value;
  const machines = machinesOf(estimate);
  return {
    name: estimate.name,
    ...(machines === undefined ? {} : { machines }),
    perMillionTokens: estimate.cost.perMillionTokens,
    perMonth: estimate.cost.perMonth,
    ...(now === null || value === null ? {} : { savesPerMonth: now - value }),
    ...(energy === null || was === null || was === 0 ? {} : { energyChange: energy / was - 1 }),
    meetsSlo,
  };
}

function machinesOf({ kind, stages: [stage] }: DeploymentEstimate): BetterOption['machines'] {
  if (kind === 'api' || stage === undefined) return undefined;
  const { accelerators, accelerator, cloud, region, purchase } = stage;
  return {
    accelerators,
    accelerator,
    ...(cloud === undefined ? {} : { cloud }),
    ...(region === undefined ? {} : { region }),
    ...(purchase === undefined ? {} : { purchase }),
  };
}
