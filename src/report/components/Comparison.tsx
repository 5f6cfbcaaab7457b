/** All deployments in one table: sortable, the baseline's difference beside the cost, ≥ for lower bounds, reasons below. */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import type { DeploymentEstimate, Estimate } from '../../estimate/index.ts';
import { Explanation } from './Explanation.tsx';
import { Delta } from './Headline.tsx';
import { machineLine, machineShort } from './machines.ts';
import { NumberButton } from './NumberButton.tsx';
import { COLUMNS, sorted, type Column, type ColumnKey, type Sorting } from './order.ts';
import { useSurface } from './surface.ts';
import { money } from './words.ts';

export interface ComparisonProps {
  readonly estimate: Estimate;
  readonly selected?: string | undefined;
  readonly sorting?: Sorting | undefined;
  readonly onSort?: (sorting: Sorting | undefined) => void;
}

/** Rows of the panel before it is asked for all; paper shows every one. */
const SHOWN = 20;

export function Comparison({ estimate, selected, sorting, onSort }: ComparisonProps) {
  const live = useSurface().explain !== undefined;
  const [all, setAll] = useState(false);
  const every = sorted(estimate.deployments, sorting);
  const rows = all || !live ? every : every.filter(({ name }, i) => i < SHOWN || name === selected);
  return (
    <div class="comparison">
      <table>
        <caption class="hidden">
          Deployments of {estimate.name}: cost, energy and latency{onSort === undefined ? '' : '; headers sort'}
        </caption>
        <thead>
          <tr>
            <Header name="Deployment" column="name" sorting={sorting} onSort={onSort} />
            {COLUMNS.map((column) => (
              <Header
                key={column.key}
                name={title(column, estimate.currency)}
                spoken={column.spoken}
                column={column.key}
                sorting={sorting}
                onSort={onSort}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Fragment key={row.name}>
              <Row deployment={row} baseline={estimate.baseline} selected={row.name === selected} />
              <ExplanationRow deployment={row.name} />
            </Fragment>
          ))}
        </tbody>
      </table>
      {every.length <= SHOWN || !live ? null : (
        <p class="actions">
          <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? `Show the first ${SHOWN}` : `Show all ${every.length} deployments`}
          </button>
        </p>
      )}
      <Notes estimate={{ ...estimate, deployments: rows }} />
    </div>
  );
}

function title(column: Column, currency: string): string {
  return currency === 'USD' ? column.title : column.title.replace('$', currency);
}

interface HeaderProps {
  readonly name: string;
  readonly spoken?: string;
  readonly column: ColumnKey;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((sorting: Sorting | undefined) => void) | undefined;
}

function Header({ name, spoken, column, sorting, onSort }: HeaderProps) {
  const active = sorting?.key === column;
  const order = !active ? 'none' : sorting.descending ? 'descending' : 'ascending';
  const classes = `column-${column}`;
  if (onSort === undefined)
    return (
      <th scope="col" class={classes}>
        {name}
      </th>
    );
  return (
    <th scope="col" class={classes} aria-sort={order}>
      <button
        type="button"
        class="sort"
        aria-label={`${name}: sort by ${spoken ?? 'name'}`}
        onClick={() =>
          onSort(
            !active
              ? { key: column, descending: false }
              : sorting.descending
                ? undefined
                : { key: column, descending: true },
          )
        }
      >
        {name}
        <span class="arrow" aria-hidden="true">
          {!active ? '' : sorting.descending ? ' ↓' : ' ↑'}
        </span>
      </button>
    </th>
  );
}

interface RowProps {
  readonly deployment: DeploymentEstimate;
  readonly baseline: string | undefined;
  readonly selected: boolean;
}

function Row({ deployment, baseline, selected }: RowProps) {
  const surface = useSurface();
  const impossible = deployment.status === 'infeasible' || deployment.status === 'invalid';
  const { select } = surface;
  return (
    <tr
      class={`${selected ? 'selected' : ''} ${select === undefined ? '' : 'clickable'}`.trim() || undefined}
      aria-current={selected ? 'true' : undefined}
      onClick={select === undefined ? undefined : () => select(deployment.name)}
      data-deployment={deployment.name}
    >
      <th scope="row">
        <Name deployment={deployment} />
        <span class="note" title={machineLine(deployment)}>
          {[deployment.name === baseline ? 'baseline' : '', machineShort(deployment)].filter(Boolean).join(' · ')}
        </span>
      </th>
      {impossible ? (
        <td colSpan={COLUMNS.length} class="impossible">
          {statusWord(deployment)}
        </td>
      ) : (
        COLUMNS.map((column) => <Cell key={column.key} deployment={deployment} column={column} baseline={baseline} />)
      )}
    </tr>
  );
}

function Name({ deployment }: { readonly deployment: DeploymentEstimate }) {
  const { select, reveal } = useSurface();
  if (select === undefined) return <span class="name">{deployment.name}</span>;
  return (
    <button
      type="button"
      class="name link-plain"
      title="Select, and show its line in the file"
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
  const quantity = column.quantity(deployment);
  const missed =
    (column.key === 'ttft' && deployment.slo.ttft === 'missed') ||
    (column.key === 'tpot' && deployment.slo.tpot === 'missed');
  const share = column.key === 'cost' && deployment.name !== baseline ? deployment.versusBaseline?.cost : undefined;
  return (
    <td class={`column-${column.key}`}>
      <NumberButton
        quantity={quantity}
        of={{ deployment: deployment.name, path: column.path, place: 'table' }}
        name={`${column.spoken} of ${deployment.name}`}
        as={bare(column, surface)}
        class={missed ? 'bad' : ''}
      />
      {missed ? (
        <span class="bad" aria-label="target missed">
          {' '}
          ✕
        </span>
      ) : null}
      {share === undefined ? null : (
        <span class="note">
          <Delta share={share} />
        </span>
      )}
    </td>
  );
}

/** The unit stands in the header where it is the same for all. */
function bare(column: Column, words: { locale: string; currency: string }): ((value: number) => string) | undefined {
  if (column.key === 'cost' || column.key === 'month') return (value) => money(value, words);
  if (column.key === 'energy')
    return (value) => new Intl.NumberFormat(words.locale, { maximumSignificantDigits: 3 }).format(value);
  return undefined;
}

export function statusWord(deployment: DeploymentEstimate): string {
  if (deployment.status === 'infeasible') return 'does not fit';
  return deployment.status === 'invalid' ? 'error in the text' : '';
}

function ExplanationRow({ deployment }: { readonly deployment: string }) {
  const { explained } = useSurface();
  if (explained?.place !== 'table' || explained.deployment !== deployment) return null;
  return (
    <tr class="explanation-row">
      <td colSpan={COLUMNS.length + 1}>
        <Explanation place="table" deployment={deployment} />
      </td>
    </tr>
  );
}

/** Why a number is missing or a deployment impossible: one line each, the same reason said once. */
function Notes({ estimate }: { readonly estimate: Estimate }) {
  const notes = estimate.deployments.flatMap((deployment) => {
    const reason = deployment.reasons[0];
    return reason === undefined ? [] : [{ name: deployment.name, message: reason.message }];
  });
  if (notes.length === 0) return null;
  return (
    <ul class="notes">
      {notes.map(({ name, message }) => (
        <li key={name}>
          <strong>{name}</strong> {message}
        </li>
      ))}
    </ul>
  );
}
