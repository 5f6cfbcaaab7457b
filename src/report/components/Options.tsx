/** Better deployments of the catalog, each with what it saves; in the panel one press adds it to the file. */
import type { Quantity } from '../../quantity/index.ts';
import { useSurface } from './surface.ts';
import { change, money, short } from './words.ts';

/** What better may mean; each has its own list. */
export const BETTER_ORDERS = ['cost', 'energy', 'carbon', 'latency'] as const;
export type BetterOrder = (typeof BETTER_ORDERS)[number];
export type BetterOptions = Readonly<Record<BetterOrder, readonly BetterOption[]>>;

/** "less carbon per million tokens": what a gain is of. */
const GAINS: Readonly<Record<BetterOrder, string>> = {
  cost: 'cost',
  energy: 'energy',
  carbon: 'carbon',
  latency: 'time per token',
};

/** One row of the ranking against the selected deployment. */
export interface BetterOption {
  readonly name: string;
  /** "AWS us-east-1, spot" or "owned" or "hosted API". */
  readonly detail: string;
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

export interface OptionsProps {
  readonly options: readonly BetterOption[];
  readonly against: string;
  /** Default: cost. */
  readonly by?: BetterOrder;
  readonly add?: (name: string) => void;
}

export function Options({ options, against, by = 'cost', add }: OptionsProps) {
  if (options.length === 0)
    return (
      <p class="finding">
        Nothing in the catalog beats {against} in {GAINS[by]} for this traffic within its targets.
      </p>
    );
  return (
    <ul class="options">
      {options.map((option) => (
        <Option key={option.name} option={option} by={by} add={add} />
      ))}
    </ul>
  );
}

function Option({
  option,
  by,
  add,
}: {
  readonly option: BetterOption;
  readonly by: BetterOrder;
  readonly add: ((name: string) => void) | undefined;
}) {
  const surface = useSurface();
  const energy = option.energyChange;
  return (
    <li class="option">
      <div>
        <strong>{option.name}</strong>
        <span class="note">
          {option.detail} · {short(option.perMillionTokens, surface)} / 1M
          {energy === undefined || by === 'energy' ? '' : ` · energy ${change(energy, surface)}`}
          {option.meetsSlo ? '' : ' · ✕ misses a target'}
        </span>
      </div>
      <div class="gain">
        <Gain option={option} by={by} />
        {add === undefined ? null : (
          <button
            type="button"
            class="link"
            aria-label={`Add ${option.name} to the file`}
            onClick={() => add(option.name)}
          >
            Add
          </button>
        )}
      </div>
    </li>
  );
}

/** Money where money is what was asked for, else the share. */
function Gain({ option, by }: { readonly option: BetterOption; readonly by: BetterOrder }) {
  const surface = useSurface();
  if (by === 'cost')
    return option.savesPerMonth === undefined ? null : (
      <span class="good">
        −{money(option.savesPerMonth, surface)}
        <span class="muted"> / month</span>
      </span>
    );
  return option.gain === undefined ? null : (
    <span class="good">
      {change(option.gain, surface)}
      <span class="muted"> {GAINS[by]}</span>
    </span>
  );
}
