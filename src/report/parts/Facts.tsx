/** Six numbers beside the cost: bill, energy, carbon, both latencies against their targets, load. */
import type { ComponentChildren } from 'preact';
import { tpotMetric, ttftMetric, type DeploymentEstimate, type Estimate, type SloState } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { amount, money, NumberButton, percent, plusMinus, useSurface } from '../kit/index.ts';

export interface FactsProps {
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
}

export function Facts({ estimate, deployment }: FactsProps) {
  const surface = useSurface();
  const { t } = surface;
  const { cost, energy, performance, slo } = deployment;
  const limits = estimate.limits;
  const [ttft, tpot] = [ttftMetric(limits), tpotMetric(limits)];
  const of = deployment.name;
  return (
    <dl class="facts">
      <Fact of={of} name={t('Bill')} spoken={t('Monthly bill')} path="cost.perMonth" quantity={cost.perMonth}>
        <Budget
          quantity={cost.perMonth}
          limit={limits?.perMonth}
          written={money(limits?.perMonth ?? 0, surface)}
          unit={t('per month')}
        />
      </Fact>
      <Fact
        of={of}
        name={t('Energy')}
        spoken={t('Energy per million tokens')}
        path="energy.kwhPerMillionTokens"
        quantity={energy.kwhPerMillionTokens}
      >
        <Budget
          quantity={energy.kwhPerMillionTokens}
          limit={limits?.kwhPerMillionTokens}
          written={amount(limits?.kwhPerMillionTokens ?? 0, 'kWh', surface)}
          unit={t('per 1M tokens')}
        />
      </Fact>
      <Fact
        of={of}
        name={t('Carbon')}
        spoken={t('Carbon per million tokens')}
        path="energy.carbonPerMillionTokens"
        quantity={energy.carbonPerMillionTokens}
      >
        {t('per 1M tokens')}
      </Fact>
      <Fact
        of={of}
        name={ttft.heading}
        spoken={t('Time to first token in the peak hour')}
        path={ttft.path}
        quantity={ttft.pick(deployment)}
      >
        <Target slo={slo.ttft} limit={limits?.ttft?.limit} />
      </Fact>
      <Fact
        of={of}
        name={tpot.heading}
        spoken={t('Time per output token in the peak hour')}
        path={tpot.path}
        quantity={tpot.pick(deployment)}
      >
        <Target slo={slo.tpot} limit={limits?.tpot?.limit} />
      </Fact>
      <Fact
        of={of}
        name={t('Load')}
        spoken={t('Mean load of the fleet')}
        path="performance.utilization"
        quantity={performance.utilization}
        as={(value) => percent(value, surface)}
      >
        {t('mean of the day')}
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly of: string;
  readonly name: string;
  readonly spoken: string;
  readonly path: string;
  readonly quantity: Quantity;
  readonly as?: (value: number) => string;
  readonly children: ComponentChildren;
}

function Fact({ of, name, spoken, path, quantity, as, children }: FactProps) {
  const range = plusMinus(quantity, useSurface());
  return (
    <div class="fact">
      <dt>
        {name}
        {range === undefined ? null : <span class="plus-minus">{range}</span>}
      </dt>
      <dd>
        <NumberButton quantity={quantity} of={{ deployment: of, path, place: 'headline' }} name={spoken} as={as} />
        <span class="note">{children}</span>
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
  readonly written: string;
  /** Said where no budget is exceeded. */
  readonly unit: string;
}

function Budget({ quantity, limit, written, unit }: BudgetProps) {
  const { t } = useSurface();
  const value = quantity.value ?? quantity.low;
  const over = limit !== undefined && value !== undefined && value > limit;
  return over ? <span class="bad">{t('✕ over {0} budget', written)}</span> : <>{unit}</>;
}
