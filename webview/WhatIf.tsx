/** Levers: moved here, recomputed in the extension host, written to the file only on request. */
import { useEffect, useRef, useState } from 'preact/hooks';
import { Section, useSurface } from '../src/report/kit/index.ts';
import { PlayLine, type PlayLineProps } from './PlayLine.tsx';
import { Button, ChoiceField, TextField } from './controls.tsx';
import { fromPosition, position, shown, STEPS, typed, written } from './leverScale.ts';
import type { AmountLever, ChoiceLever, Lever, LeverValues } from '../src/panel/protocol.ts';

export interface WhatIfProps {
  /** Of the deployment in hand: what the levers change. */
  readonly played: PlayLineProps | undefined;
  readonly levers: readonly Lever[];
  readonly values: LeverValues;
  readonly move: (values: LeverValues) => void;
  readonly apply: (values: LeverValues, review: boolean) => void;
}

export function WhatIf({ played, levers, values, move, apply }: WhatIfProps) {
  const { t } = useSurface();
  const moved = Object.keys(values).length > 0;
  const touched = useRef(false);
  if (moved) touched.current = true;
  useEffect(() => {
    // The button that was pressed rests now: whoever works by keyboard goes on from here.
    if (moved || !document.hasFocus() || document.activeElement !== document.body) return;
    const heading = document.getElementById('what-if-title');
    if (!touched.current || heading === null) return;
    heading.tabIndex = -1;
    heading.focus();
  }, [moved]);
  const set = (key: Lever['key'], value: number | string | undefined): void => {
    const { [key]: _, ...rest } = values;
    move(value === undefined ? rest : { ...rest, [key]: value });
  };
  return (
    <Section id="what-if" title={t('What if')}>
      {played === undefined ? null : <PlayLine {...played} />}
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
          {t('Apply to YAML')}
        </Button>
        <Button secondary disabled={!moved} onPress={() => move({})}>
          {t('Reset')}
        </Button>
        {moved ? (
          <button type="button" class="link" onClick={() => apply(values, true)}>
            {t('Review first')}
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
  const { t, locale } = useSurface();
  const [wrong, setWrong] = useState(false);
  const label = `lever-${lever.key}`;
  const name = t(lever.label);
  const unit = lever.unit === '' ? '' : ` ${t(lever.unit)}`;
  // A long unit would crowd out the slider.
  const long = unit.trim().length > 5;
  return (
    <div class={`lever ${moved ? 'moved' : ''}`}>
      <label id={label} for={`${label}-slider`}>
        {long ? `${name},${unit}` : name}
        {moved ? <span class="was"> {t('was {0}', `${written(lever, lever.value, locale)}${unit}`)}</span> : null}
      </label>
      <input
        id={`${label}-slider`}
        type="range"
        min={0}
        max={STEPS}
        value={position(lever, value)}
        style={{ '--at': `${(100 * position(lever, value)) / STEPS}%` }}
        aria-valuetext={`${written(lever, value, locale)}${unit}`}
        onInput={(event) => {
          const next = fromPosition(lever, Number(event.currentTarget.value));
          setWrong(false);
          set(shown(lever, next) === shown(lever, lever.value) ? undefined : next);
        }}
      />
      <TextField
        value={written(lever, value, locale)}
        name={`${name}${unit}`}
        invalid={wrong}
        onChange={(text) => {
          const next = typed(lever, text);
          const fits = next !== undefined && next >= lever.min * (1 - 1e-9) && next <= lever.max * (1 + 1e-9);
          setWrong(!fits);
          if (fits) set(shown(lever, next) === shown(lever, lever.value) ? undefined : next);
        }}
      />
      <span class="unit muted">{long ? '' : unit.trim()}</span>
      {wrong ? (
        <span class="lever-wrong bad" role="alert">
          {t('A number from {0} to {1}.', written(lever, lever.min, locale), written(lever, lever.max, locale))}
        </span>
      ) : null}
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
  const { t } = useSurface();
  return (
    <div class={`lever lever-choice ${moved ? 'moved' : ''}`}>
      <span>
        {t(lever.label)}
        {moved ? <span class="was"> {t('was {0}', lever.value)}</span> : null}
      </span>
      <ChoiceField
        value={value}
        name={t(lever.label)}
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
