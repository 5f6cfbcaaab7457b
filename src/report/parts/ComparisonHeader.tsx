/** Head of a column; in the panel it sorts: up, down, as in the file. */
import type { ColumnKey, Sorting } from './order.ts';
import { useSurface } from '../kit/index.ts';

interface HeaderProps {
  readonly name: string;
  /** "cost per million tokens": for those who hear it. */
  readonly spoken?: string;
  readonly column: ColumnKey;
  readonly sorting: Sorting | undefined;
  readonly onSort: ((sorting: Sorting | undefined) => void) | undefined;
}

export function Header({ name, spoken, column, sorting, onSort }: HeaderProps) {
  const active = sorting?.key === column;
  const order = !active ? 'none' : sorting.descending ? 'descending' : 'ascending';
  const { t } = useSurface();
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
        aria-label={t('{0}: sort by {1}', name, spoken ?? t('name'))}
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
