/** Better deployments of the catalog, each with what it saves; in the panel one press adds it to the file. */
import type { Quantity } from '../../quantity/index.ts';
import { useSurface } from './surface.ts';
import { change, money, short } from './words.ts';

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
  readonly meetsSlo: boolean;
}

export interface OptionsProps {
  readonly options: readonly BetterOption[];
  readonly against: string;
  readonly add?: (name: string) => void;
}

export function Options({ options, against, add }: OptionsProps) {
  if (options.length === 0)
    return <p class="finding">Nothing in the catalog beats {against} for this traffic within its targets.</p>;
  return (
    <ul class="options">
      {options.map((option) => (
        <Option key={option.name} option={option} add={add} />
      ))}
    </ul>
  );
}

function Option({
  option,
  add,
}: {
  readonly option: BetterOption;
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
          {energy === undefined ? '' : ` · energy ${change(energy, surface)}`}
          {option.meetsSlo ? '' : ' · ✕ misses a target'}
        </span>
      </div>
      <div class="gain">
        {option.savesPerMonth === undefined ? null : (
          <span class="good">
            −{money(option.savesPerMonth, surface)}
            <span class="muted"> / month</span>
          </span>
        )}
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
