/** Six numbers beside the cost: bill, energy, carbon, both latencies against their targets, load. */
import type { ComponentChildren } from 'preact';
import {
  hasNoOutput,
  tpotMetric,
  ttftMetric,
  type DeploymentEstimate,
  type Estimate,
  type SloState,
} from '../../estimate/index.ts';
import { formatNumber, type Quantity } from '../../quantity/index.ts';
import { amount, money, NumberButton, percent, plusMinus, useSurface } from '../kit/index.ts';

export interface FactsProps {
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
}

/** Without output there is no time of a token to tell. */
function told(facts: readonly FactProps[], deployment: DeploymentEstimate): readonly FactProps[] {
  if (!hasNoOutput(deployment)) return facts;
  return facts.filter(({ path }) => !path.startsWith('performance.tpot'));
}

export function Facts({ estimate, deployment }: FactsProps) {
  const surface = useSurface();
  const { t } = surface;
  const { cost, energy, performance, slo } = deployment;
  const limits = estimate.limits;
  const [ttft, tpot] = [ttftMetric(limits), tpotMetric(limits)];
  const facts: readonly FactProps[] = [
    {
      name: t('Bill'),
      spoken: t('Monthly bill'),
      path: 'cost.perMonth',
      quantity: cost.perMonth,
      note: (
        <Budget quantity={cost.perMonth} limit={limits?.perMonth} write={(limit) => money(limit, surface)}>
          {t('per month')}
        </Budget>
      ),
    },
    {
      name: t('Energy'),
      spoken: t('Energy per million tokens'),
      path: 'energy.kwhPerMillionTokens',
      quantity: energy.kwhPerMillionTokens,
      as: (value) => `${formatNumber(value, surface.locale)} kWh`,
      note: (
        <Budget
          quantity={energy.kwhPerMillionTokens}
          limit={limits?.kwhPerMillionTokens}
          write={(limit) => `${formatNumber(limit, surface.locale)} kWh`}
        >
          {t('per 1M tokens')}
        </Budget>
      ),
    },
    {
      name: t('Carbon'),
      spoken: t('Carbon per million tokens'),
      path: 'energy.carbonPerMillionTokens',
      quantity: energy.carbonPerMillionTokens,
      note: t('per 1M tokens'),
    },
    {
      ...judgedFact(ttft, deployment),
      spoken: t('Time to first token in the peak hour'),
      note: <Target slo={slo.ttft} limit={limits?.ttft?.limit} />,
    },
    {
      ...judgedFact(tpot, deployment),
      spoken: t('Time per output token in the peak hour'),
      note: <Target slo={slo.tpot} limit={limits?.tpot?.limit} />,
    },
    {
      name: t('Load'),
      spoken: t('Mean load of the fleet'),
      path: 'performance.utilization',
      quantity: performance.utilization,
      as: (value) => percent(value, surface),
      note: t('mean of the day'),
    },
  ];
  return (
    <dl class="facts">
      {told(facts, deployment).map((fact) => (
        <Fact key={fact.path} of={deployment.name} {...fact} />
      ))}
    </dl>
  );
}

/** A latency, at the statistic that its target is about. */
function judgedFact(
  { heading, path, pick }: ReturnType<typeof ttftMetric>,
  deployment: DeploymentEstimate,
): Pick<FactProps, 'name' | 'path' | 'quantity'> {
  return { name: heading, path, quantity: pick(deployment) };
}

interface FactProps {
  readonly name: string;
  readonly spoken: string;
  readonly path: string;
  readonly quantity: Quantity;
  readonly as?: (value: number) => string;
  /** Beside the number: what it is per, or how it stands to its target. */
  readonly note: ComponentChildren;
}

/** @param of name of the deployment */
function Fact({ of, name, spoken, path, quantity, as, note }: FactProps & { readonly of: string }) {
  const range = plusMinus(quantity, useSurface());
  return (
    <div class="fact">
      <dt>
        {name}
        {range === undefined ? null : <span class="plus-minus">{range}</span>}
      </dt>
      <dd>
        <NumberButton quantity={quantity} of={{ deployment: of, path, place: 'facts' }} name={spoken} as={as} />
        <span class="note">{note}</span>
      </dd>
    </div>
  );
}

/** ✓ under, ✕ over: the sign and the word carry it, the colour repeats it. */
function Target({ slo, limit }: { readonly slo: SloState; readonly limit: number | undefined }) {
  const { locale, t } = useSurface();
  if (limit === undefined || slo === 'unset') return <>{t('no target')}</>;
  const target = amount(limit, 's', { locale });
  return slo === 'met' ? (
    <span class="good">{t('✓ under {0}', target)}</span>
  ) : (
    <span class="bad">{t('✕ over {0}', target)}</span>
  );
}

interface BudgetProps {
  readonly quantity: Quantity;
  readonly limit: number | undefined;
  readonly write: (limit: number) => string;
  /** Said where no budget is exceeded. */
  readonly children: string;
}

function Budget({ quantity, limit, write, children }: BudgetProps) {
  const { t } = useSurface();
  const value = quantity.value ?? quantity.low;
  const over = limit !== undefined && value !== undefined && value > limit;
  return over ? <span class="bad">{t('✕ over {0} budget', write(limit))}</span> : <>{children}</>;
}
