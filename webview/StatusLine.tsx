/** How the figures stand to the text, and which of its workloads is shown. */
import { useSurface } from '../src/report/kit/index.ts';
import type { FromWebview, PanelSnapshot } from '../src/panel/protocol.ts';

/** Always one line, so that nothing below moves when the text breaks for a moment. */
export function StatusLine({ snapshot, moved }: { readonly snapshot: PanelSnapshot; readonly moved: boolean }) {
  const { revealLine, t } = useSurface();
  const { broken } = snapshot;
  if (broken !== undefined)
    return (
      <p class="status-line status-line-broken">
        <span aria-hidden="true">✕ </span>
        <button type="button" class="link" onClick={() => revealLine?.(broken.line)}>
          {t('Line {0}', broken.line)}
        </button>{' '}
        {t('does not read yet; figures are of the text before.')}
      </p>
    );
  if (moved) return <p class="status-line">{t('What-if: the file is unchanged.')}</p>;
  const errors = snapshot.estimate.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <p class="status-line">
      {errors === 0
        ? t('Prices as of {0}', snapshot.asOf)
        : errors === 1
          ? t('1 error in the text, listed below')
          : t('{0} errors in the text, listed below', errors)}
    </p>
  );
}

export interface WorkloadsProps {
  readonly snapshot: PanelSnapshot;
  readonly post: (message: FromWebview) => void;
}

export function Workloads({ snapshot, post }: WorkloadsProps) {
  const { t } = useSurface();
  if (snapshot.workloads.length < 2) return null;
  return (
    <label class="workloads">
      <span class="hidden">{t('Workload')}</span>
      <select
        value={String(snapshot.documentIndex)}
        onChange={(event) => post({ type: 'selectWorkload', index: Number(event.currentTarget.value) })}
      >
        {snapshot.workloads.map(({ index, name }) => (
          <option key={index} value={String(index)}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}
