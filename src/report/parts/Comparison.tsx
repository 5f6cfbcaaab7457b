/** All deployments in one table: sortable, the baseline's difference beside the cost, ≥ for lower bounds, reasons below. */
import { Fragment } from 'preact';
import { useState } from 'preact/hooks';
import { metric, type DeploymentEstimate, type Estimate } from '../../estimate/index.ts';
import { Header } from './ComparisonHeader.tsx';
import { Row } from './ComparisonRow.tsx';
import { Explanation, useSurface } from '../kit/index.ts';
import { type Column, columnsFor, sorted, type Sorting } from './order.ts';
import { verdict } from './verdict.ts';
import type { Translate } from '../../quantity/index.ts';

export interface ComparisonProps {
  readonly estimate: Estimate;
  readonly selected?: string | undefined;
  /** Deployments whose figures are not of the present text. */
  readonly unread?: readonly string[] | undefined;
  readonly sorting?: Sorting | undefined;
  readonly onSort?: (sorting: Sorting | undefined) => void;
}

/** Rows of the panel before it is asked for all; paper shows every one. */
const SHOWN = 20;

export function Comparison({ estimate, selected, unread, sorting, onSort }: ComparisonProps) {
  const surface = useSurface();
  const { t } = surface;
  const live = surface.explain !== undefined;
  const [all, setAll] = useState(false);
  const columns = columnsFor(estimate.limits);
  const every = sorted(estimate.deployments, sorting, columns);
  const rows = all || !live ? every : every.filter(({ name }, i) => i < SHOWN || name === selected);
  return (
    <div class="comparison">
      <table>
        <caption class="hidden">
          {onSort === undefined
            ? t('Deployments of {0}: cost, energy and latency', estimate.name)
            : t('Deployments of {0}: cost, energy and latency; headers sort', estimate.name)}
        </caption>
        <thead>
          <tr>
            <Header name={t('Deployment')} column="name" sorting={sorting} onSort={onSort} />
            {columns.map((column) => (
              <Header
                key={column.key}
                name={title(column, estimate.currency, t)}
                spoken={column.spoken(t)}
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
              <Row
                deployment={row}
                columns={columns}
                baseline={estimate.baseline}
                selected={row.name === selected}
                unread={unread?.includes(row.name) === true}
                holds={verdict(estimate, row, surface).holds}
              />
              <ExplanationRow deployment={row.name} columns={columns.length + 1} />
            </Fragment>
          ))}
        </tbody>
      </table>
      {every.length <= SHOWN || !live ? null : (
        <p class="actions">
          <button type="button" class="link" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? t('Show the first {0}', SHOWN) : t('Show all {0} deployments', every.length)}
          </button>
        </p>
      )}
      <Notes deployments={rows} columns={columns} />
    </div>
  );
}

function title(column: Column, currency: string, t: Translate): string {
  const words = column.title(t);
  return currency === 'USD' ? words : words.replace('$', currency);
}

function ExplanationRow({ deployment, columns }: { readonly deployment: string; readonly columns: number }) {
  const { explained } = useSurface();
  if (explained?.place !== 'table' || explained.deployment !== deployment) return null;
  return (
    <tr class="explanation-row">
      <td colSpan={columns}>
        <Explanation place="table" deployment={deployment} />
      </td>
    </tr>
  );
}

interface NotesProps {
  readonly deployments: readonly DeploymentEstimate[];
  readonly columns: readonly Column[];
}

/** Why a number is missing or a deployment impossible: one line each, the same reason said once. */
function Notes({ deployments, columns }: NotesProps) {
  const { t } = useSurface();
  const notes = deployments.flatMap((deployment) => {
    const reason = deployment.reasons[0];
    return reason === undefined ? [] : [{ name: deployment.name, message: reason.message }];
  });
  const stale = deployments.some((one) => columns.some(({ path }) => metric(path).pick(one).state === 'stale'));
  if (notes.length === 0 && !stale) return null;
  return (
    <ul class="notes">
      {notes.map(({ name, message }) => (
        <li key={name}>
          <strong>{name}</strong> {message}
        </li>
      ))}
      {stale ? <li>{t('Dashed: from an old price.')}</li> : null}
    </ul>
  );
}
