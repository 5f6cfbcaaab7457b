/** The answer for one deployment: what a million tokens costs, then the bill, the energy, the speed, the machines. */
import type { ComponentChildren } from 'preact';
import type { DeploymentEstimate, Estimate, SloState } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';
import { IntervalBar } from './IntervalBar.tsx';
import { Explanation } from './Explanation.tsx';
import { layoutLine, machineCount, payment, stageName } from './machines.ts';
import { NumberButton } from './NumberButton.tsx';
import { useSurface, type Surface } from './surface.ts';
import { amount, change, interval, money, percent, plusMinus } from './words.ts';

export interface HeadlineProps {
  readonly estimate: Estimate;
  readonly deployment: DeploymentEstimate;
  /** The same deployment as the file says, where `deployment` is a what-if. */
  readonly before?: DeploymentEstimate | undefined;
}

export function Headline({ estimate, deployment, before }: HeadlineProps) {
  const surface = useSurface();
  const cost = deployment.cost.perMillionTokens;
  const limit = estimate.limits?.perMillionTokens;
  const shown = cost.value !== null || cost.low !== undefined;
  return (
    <div class="headline">
      <p class="big">
        <NumberButton
          quantity={cost}
          of={{ deployment: deployment.name, path: 'cost.perMillionTokens', place: 'headline' }}
          name={`Cost per million tokens of ${deployment.name}`}
          as={(value) => money(value, surface)}
          class="big-number"
        />
        <span class="muted">per million tokens</span>
        <Versus deployment={deployment} before={before} />
      </p>
      {shown ? (
        <>
          <IntervalBar quantity={cost} limit={limit} />
          <p class="caption">
            <CostCaption cost={cost} limit={limit} />
          </p>
        </>
      ) : (
        <p class="caption">{deployment.reasons[0]?.message ?? 'A price is missing; the rest is estimated.'}</p>
      )}
      <Facts estimate={estimate} deployment={deployment} />
      <Explanation place="headline" deployment={deployment.name} />
      <Machines deployment={deployment} />
    </div>
  );
}

function Versus({ deployment, before }: Pick<HeadlineProps, 'deployment' | 'before'>) {
  const surface = useSurface();
  const now = deployment.cost.perMillionTokens.value;
  const was = before?.cost.perMillionTokens.value;
  if (typeof was === 'number' && now !== null && was > 0)
    return <Delta share={now / was - 1} against={`${money(was, surface)} in the file`} />;
  const versus = deployment.versusBaseline;
  if (versus?.cost === undefined || versus.baseline === deployment.name) return null;
  return <Delta share={versus.cost} against={versus.baseline} />;
}

/** Sign, number and words; the colour only repeats them. */
export function Delta({ share, against }: { readonly share: number; readonly against?: string }) {
  const surface = useSurface();
  const direction = Math.abs(share) < 0.005 ? 'same' : share < 0 ? 'better' : 'worse';
  return (
    <span class={`delta delta-${direction}`}>
      {change(share, surface)}
      {against === undefined ? null : <span class="muted"> vs {against}</span>}
    </span>
  );
}

function CostCaption({ cost, limit }: { readonly cost: Quantity; readonly limit: number | undefined }) {
  const surface = useSurface();
  const parts: string[] = [];
  const range = interval(cost, surface, (value) => money(value, surface));
  if (cost.value === null) parts.push('Lower bound: part of the price is unknown');
  else if (range !== undefined) parts.push(`${range} · ${plusMinus(cost, surface)}`);
  if (cost.state === 'stale') parts.push('old price');
  if (limit !== undefined) parts.push(`${budgetWord(cost, limit)} ${money(limit, surface)} budget`);
  return <>{parts.join(' · ')}</>;
}

function budgetWord(cost: Quantity, limit: number): string {
  if (cost.value === null) return (cost.low ?? 0) > limit ? '✕ over' : '? undecided against';
  return cost.value <= limit ? '✓ within' : '✕ over';
}

function Facts({ estimate, deployment }: Pick<HeadlineProps, 'estimate' | 'deployment'>) {
  const surface = useSurface();
  const { cost, energy, performance, slo } = deployment;
  const limits = estimate.limits;
  const p95 = limits?.ttft?.statistic !== 'mean';
  const fact = { deployment, surface };
  return (
    <dl class="facts">
      <Fact {...fact} name="Bill" spoken="Monthly bill" path="cost.perMonth" quantity={cost.perMonth}>
        {over(cost.perMonth, limits?.perMonth) ? (
          <span class="bad">✕ over {money(limits?.perMonth ?? 0, surface)} budget</span>
        ) : (
          'per month'
        )}
      </Fact>
      <Fact
        {...fact}
        name="Energy"
        spoken="Energy per million tokens"
        path="energy.kwhPerMillionTokens"
        quantity={energy.kwhPerMillionTokens}
      >
        {over(energy.kwhPerMillionTokens, limits?.kwhPerMillionTokens) ? (
          <span class="bad">✕ over {amount(limits?.kwhPerMillionTokens ?? 0, 'kWh', surface)} budget</span>
        ) : (
          'per 1M tokens'
        )}
      </Fact>
      <Fact
        {...fact}
        name="Carbon"
        spoken="Carbon per million tokens"
        path="energy.carbonPerMillionTokens"
        quantity={energy.carbonPerMillionTokens}
      >
        per 1M tokens
      </Fact>
      <Fact
        {...fact}
        name={p95 ? 'TTFT p95' : 'TTFT'}
        spoken="Time to first token in the peak hour"
        path={p95 ? 'performance.ttftP95' : 'performance.ttft'}
        quantity={p95 ? performance.ttftP95 : performance.ttft}
      >
        <Target slo={slo.ttft} limit={limits?.ttft?.limit} />
      </Fact>
      <Fact
        {...fact}
        name="TPOT"
        spoken="Time per output token in the peak hour"
        path="performance.tpot"
        quantity={performance.tpot}
      >
        <Target slo={slo.tpot} limit={limits?.tpot?.limit} />
      </Fact>
      <Fact
        {...fact}
        name="Load"
        spoken="Mean load of the fleet"
        path="performance.utilization"
        quantity={performance.utilization}
        as={(value) => percent(value, surface)}
      >
        mean of the day
      </Fact>
    </dl>
  );
}

interface FactProps {
  readonly deployment: DeploymentEstimate;
  readonly surface: Surface;
  readonly name: string;
  readonly spoken: string;
  readonly path: string;
  readonly quantity: Quantity;
  readonly as?: (value: number) => string;
  readonly children: ComponentChildren;
}

function Fact({ deployment, surface, name, spoken, path, quantity, as, children }: FactProps) {
  const range = plusMinus(quantity, surface);
  return (
    <div class="fact">
      <dt>
        {name}
        {range === undefined ? null : <span class="plus-minus">{range}</span>}
      </dt>
      <dd>
        <NumberButton
          quantity={quantity}
          of={{ deployment: deployment.name, path, place: 'headline' }}
          name={spoken}
          as={as}
        />
        <span class="note">{children}</span>
      </dd>
    </div>
  );
}

/** ✓ under, ✕ over: the sign and the word carry it, the colour repeats it. */
function Target({ slo, limit }: { readonly slo: SloState; readonly limit: number | undefined }) {
  const { locale } = useSurface();
  if (limit === undefined || slo === 'unset') return <>no target</>;
  const target = amount(limit, 's', { locale });
  return slo === 'met' ? <span class="good">✓ under {target}</span> : <span class="bad">✕ over {target}</span>;
}

function over(quantity: Quantity, limit: number | undefined): boolean {
  const value = quantity.value ?? quantity.low;
  return limit !== undefined && value !== undefined && value > limit;
}

function Machines({ deployment }: { readonly deployment: DeploymentEstimate }) {
  if (deployment.stages.length === 0) return null;
  return (
    <ul class="machines" aria-label="Machines">
      {deployment.stages.map((stage) => (
        <li key={stage.stage}>
          {deployment.stages.length > 1 ? <span class="stage">{stageName(stage)} </span> : null}
          <strong>{machineCount(stage)}</strong>{' '}
          <span class="muted">
            {payment(stage)} · {layoutLine(stage)}
          </span>
        </li>
      ))}
    </ul>
  );
}
