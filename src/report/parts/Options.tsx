/** Better deployments of the catalog, each with what it saves; in the panel one press adds it to the file. */
import { BETTER_BY, type BetterOption, type BetterOrder } from '../../estimate/index.ts';
import { markPath, type Quantity } from '../../quantity/index.ts';
import { change, Explanation, money, NumberButton, type NumberKey, payment, useSurface } from '../kit/index.ts';
import { BETTER_ORDERS } from './betterOrders.ts';

export interface OptionsProps {
  readonly options: readonly BetterOption[];
  readonly against: string;
  /** Default: cost. */
  readonly by?: BetterOrder;
  readonly add?: (name: string) => void;
}

export function Options({ options, against, by = 'cost', add }: OptionsProps) {
  const { t } = useSurface();
  if (options.length === 0)
    return (
      <p class="finding">
        {t(
          'Nothing in the catalog beats {0} in {1} for this traffic within its targets.',
          against,
          t(BETTER_ORDERS[by].gain),
        )}
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

interface OptionProps {
  readonly option: BetterOption;
  readonly by: BetterOrder;
  readonly add: ((name: string) => void) | undefined;
}

function Option({ option, by, add }: OptionProps) {
  const surface = useSurface();
  const { t } = surface;
  const { name, energyChange } = option;
  const { machines } = option;
  const where =
    machines === undefined
      ? t('hosted API')
      : `${machines.accelerators} × ${machines.accelerator}, ${payment(machines, t)}`;
  const of = (path: string): NumberKey => ({ deployment: name, path: markPath.option(path), place: `option ${name}` });
  return (
    <li class="option">
      <div class="option-line">
        <div>
          <strong>{name}</strong>
          <span class="note">
            {where} ·{' '}
            <span class="number">
              <NumberButton
                quantity={option.perMillionTokens}
                of={of('cost.perMillionTokens')}
                name={t('{0} of {1}', t('cost per million tokens'), name)}
              />
              {t(' / 1M')}
            </span>
            {energyChange === undefined || by === 'energy' ? null : (
              <>
                {' · '}
                <Change share={energyChange} of={of(`gain.${BETTER_BY.energy.path}`)} name={t('energy')} />
              </>
            )}
            {option.meetsSlo ? '' : ` · ${t('✕ misses a target')}`}
          </span>
        </div>
        <div class="gain">
          <Gain option={option} by={by} of={of} />
          {add === undefined ? null : (
            <button type="button" class="link" aria-label={t('Add {0} to the file', name)} onClick={() => add(name)}>
              {t('Add')}
            </button>
          )}
        </div>
      </div>
      <Explanation place={`option ${name}`} />
    </li>
  );
}

interface ChangeProps {
  readonly share: number;
  readonly of: NumberKey;
  readonly name: string;
}

/** "energy −8 %". */
function Change({ share, of, name }: ChangeProps) {
  const surface = useSurface();
  const quantity: Quantity = { value: share, unit: '', state: 'derived' };
  return (
    <>
      {name} <NumberButton quantity={quantity} of={of} name={name} as={(value) => change(value, surface)} />
    </>
  );
}

/** Money where money is what was asked for, else the share. */
function Gain({ option, by, of }: Pick<OptionProps, 'option' | 'by'> & { readonly of: (path: string) => NumberKey }) {
  const surface = useSurface();
  const { t } = surface;
  if (by === 'cost') {
    if (option.savesPerMonth === undefined) return null;
    const quantity: Quantity = { value: option.savesPerMonth, unit: surface.currency, state: 'derived' };
    return (
      <span class="good">
        <NumberButton
          quantity={quantity}
          of={of(`saves.${BETTER_BY.cost.path}`)}
          name={t('Saved per month')}
          as={(value) => `−${money(value, surface)}`}
        />
        <span class="muted">{t(' / month')}</span>
      </span>
    );
  }
  return option.gain === undefined ? null : (
    <span class="good">
      <Change share={option.gain} of={of(`gain.${BETTER_BY[by].path}`)} name={t(BETTER_ORDERS[by].gain)} />
    </span>
  );
}
