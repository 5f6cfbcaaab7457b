/** One deployment of the comparison: its name and machines, then a number per column that can be opened. */
import { metric, type DeploymentEstimate } from '../../estimate/index.ts';
import { Delta, machineLine, machineShort, money, NumberButton, useSurface, type NumberStyle } from '../kit/index.ts';
import type { Column } from './order.ts';
import type { Verdict } from './verdict.ts';
import type { Translate } from '../../quantity/index.ts';

interface RowProps {
  readonly deployment: DeploymentEstimate;
  readonly columns: readonly Column[];
  readonly baseline: string | undefined;
  readonly selected: boolean;
  readonly unread: boolean;
  /** Whether targets and budgets hold. */
  readonly holds: Verdict['holds'];
}

export function Row({ deployment, columns, baseline, selected, unread, holds }: RowProps) {
  const surface = useSurface();
  const impossible = deployment.status === 'infeasible' || deployment.status === 'invalid';
  const { select, t } = surface;
  return (
    <tr
      class={classes({ selected, clickable: select !== undefined, unread })}
      aria-current={selected ? 'true' : undefined}
      onClick={select === undefined ? undefined : () => select(deployment.name)}
      data-deployment={deployment.name}
    >
      <th scope="row">
        <Name deployment={deployment} />
        <Holds holds={holds} />
        {deployment.name === baseline ? <span class="tag"> {t('baseline')}</span> : null}
        <span class="note" title={machineLine(deployment, t)}>
          {machineShort(deployment, t)}
        </span>
      </th>
      {impossible ? (
        <td colSpan={columns.length} class="impossible">
          {statusWord(deployment, t)}
        </td>
      ) : (
        columns.map((column) => <Cell key={column.key} deployment={deployment} column={column} baseline={baseline} />)
      )}
    </tr>
  );
}

function classes(given: Readonly<Record<string, boolean>>): string | undefined {
  const names = Object.keys(given).filter((name) => given[name]);
  return names.length === 0 ? undefined : names.join(' ');
}

function Holds({ holds }: { readonly holds: Verdict['holds'] }) {
  const { t } = useSurface();
  if (holds !== 'yes' && holds !== 'no') return null;
  const words = holds === 'yes' ? t('meets all that is asked') : t('misses a target or a budget');
  return (
    <span class={holds === 'yes' ? 'good' : 'bad'} role="img" aria-label={words} title={words}>
      {' '}
      {holds === 'yes' ? '✓' : '✕'}
    </span>
  );
}

function Name({ deployment }: { readonly deployment: DeploymentEstimate }) {
  const { select, reveal, t } = useSurface();
  if (select === undefined) return <span class="name">{deployment.name}</span>;
  return (
    <button
      type="button"
      class="name link-plain"
      title={t('Select, and show its line in the file')}
      onClick={(event) => {
        event.stopPropagation();
        select(deployment.name);
        reveal?.(['deployments', deployment.name]);
      }}
    >
      {deployment.name}
    </button>
  );
}

function Cell({
  deployment,
  column,
  baseline,
}: {
  readonly deployment: DeploymentEstimate;
  readonly column: Column;
  readonly baseline: string | undefined;
}) {
  const surface = useSurface();
  const { t } = surface;
  const quantity = metric(column.path).pick(deployment);
  const missed =
    (column.key === 'ttft' && deployment.slo.ttft === 'missed') ||
    (column.key === 'tpot' && deployment.slo.tpot === 'missed');
  const share = column.key === 'cost' && deployment.name !== baseline ? deployment.versusBaseline?.cost : undefined;
  return (
    <td class={`column-${column.key}`}>
      <NumberButton
        quantity={quantity}
        of={{ deployment: deployment.name, path: column.path, place: 'table' }}
        name={t('{0} of {1}', column.spoken(t), deployment.name)}
        as={bare(column, surface)}
        class={missed ? 'bad' : ''}
      />
      {missed ? (
        <span class="bad" role="img" aria-label={t('target missed')}>
          {' '}
          ✕
        </span>
      ) : null}
      {share === undefined ? null : (
        <span class="note">
          <Delta share={share} of={{ deployment: deployment.name, path: 'versus.cost', place: 'table' }} />
        </span>
      )}
    </td>
  );
}

/** The unit stands in the header where it is the same for all. */
function bare(column: Column, words: NumberStyle): ((value: number) => string) | undefined {
  if (column.key === 'cost' || column.key === 'month') return (value) => money(value, words);
  if (column.key === 'energy')
    return (value) => new Intl.NumberFormat(words.locale, { maximumSignificantDigits: 3 }).format(value);
  return undefined;
}

function statusWord(deployment: DeploymentEstimate, t: Translate): string {
  if (deployment.status === 'infeasible') return t('does not fit');
  return deployment.status === 'invalid' ? t('error in the text') : '';
}
