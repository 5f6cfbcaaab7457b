/** Levers: moved here, recomputed in the extension host, written to the file only on request. */
import { useSurface } from '../src/report/components/index.ts';
import { Section } from '../src/report/components/index.ts';
import { Button, ChoiceField, TextField } from './controls.tsx';
import { position, shown, fromPosition, STEPS, typed, written } from './leverScale.ts';
import type { AmountLever, ChoiceLever, Lever, LeverKey, LeverValues } from './protocol.ts';

export interface WhatIfProps {
  readonly levers: readonly Lever[];
  readonly values: LeverValues;
  readonly move: (values: LeverValues) => void;
  readonly apply: (values: LeverValues, review: boolean) => void;
}

export function WhatIf({ levers, values, move, apply }: WhatIfProps) {
  const moved = Object.keys(values).length > 0;
  const set = (key: LeverKey, value: number | string | undefined): void => {
    const { [key]: _, ...rest } = values;
    move(value === undefined ? rest : { ...rest, [key]: value });
  };
  return (
    <Section id="what-if" title="What if">
      <div class="levers">
        {levers.map((lever) =>
          lever.kind === 'amount' ? (
            <Amount
              key={lever.key}
              lever={lever}
              value={numberOr(values[lever.key], lever.value)}
              moved={values[lever.key] !== undefined}
              set={(value) => set(lever.key, value)}
            />
          ) : (
            <Choice
              key={lever.key}
              lever={lever}
              value={textOr(values[lever.key], lever.value)}
              moved={values[lever.key] !== undefined}
              set={(value) => set(lever.key, value)}
            />
          ),
        )}
      </div>
      <p class="actions lever-actions">
        <Button disabled={!moved} onPress={() => apply(values, false)}>
          Apply to YAML
        </Button>
        <Button secondary disabled={!moved} onPress={() => move({})}>
          Reset
        </Button>
        {moved ? (
          <button type="button" class="link" onClick={() => apply(values, true)}>
            Review first
          </button>
        ) : null}
      </p>
    </Section>
  );
}

interface AmountProps {
  readonly lever: AmountLever;
  readonly value: number;
  readonly moved: boolean;
  readonly set: (value: number | undefined) => void;
}

function Amount({ lever, value, moved, set }: AmountProps) {
  const surface = useSurface();
  const label = `lever-${lever.key}`;
  const unit = lever.unit === '' ? '' : ` ${lever.unit}`;
  return (
    <div class={`lever ${moved ? 'moved' : ''}`}>
      <label id={label} for={`${label}-slider`}>
        {lever.label}
        {moved ? (
          <span class="was">
            {' '}
            was {written(lever, lever.value, surface.locale)}
            {unit}
          </span>
        ) : null}
      </label>
      <input
        id={`${label}-slider`}
        type="range"
        min={0}
        max={STEPS}
        value={position(lever, value)}
        aria-valuetext={`${written(lever, value, surface.locale)}${unit}`}
        onInput={(event) => {
          const next = fromPosition(lever, Number(event.currentTarget.value));
          set(shown(lever, next) === shown(lever, lever.value) ? undefined : next);
        }}
      />
      <span class="lever-value">
        <TextField
          value={written(lever, value, surface.locale)}
          name={`${lever.label}${unit}`}
          onChange={(text) => {
            const next = typed(lever, text);
            if (next !== undefined) set(shown(lever, next) === shown(lever, lever.value) ? undefined : next);
          }}
        />
        <span class="unit muted">{lever.unit}</span>
      </span>
    </div>
  );
}

interface ChoiceProps {
  readonly lever: ChoiceLever;
  readonly value: string;
  readonly moved: boolean;
  readonly set: (value: string | undefined) => void;
}

function Choice({ lever, value, moved, set }: ChoiceProps) {
  return (
    <div class={`lever lever-choice ${moved ? 'moved' : ''}`}>
      <span>
        {lever.label}
        {moved ? <span class="was"> was {lever.value}</span> : null}
      </span>
      <ChoiceField
        value={value}
        name={lever.label}
        options={lever.options}
        onChange={(next) => {
          if (next !== '' && next !== value) set(next === lever.value ? undefined : next);
        }}
      />
    </div>
  );
}

function numberOr(value: number | string | undefined, otherwise: number): number {
  return typeof value === 'number' ? value : otherwise;
}

function textOr(value: number | string | undefined, otherwise: string): string {
  return typeof value === 'string' ? value : otherwise;
}
