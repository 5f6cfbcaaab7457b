/** How the figures stand to the text, and which of its workloads is shown. */
import { capitalised } from '../src/quantity/index.ts';
import { useSurface } from '../src/report/kit/index.ts';
import type { FromWebview, PanelSnapshot } from '../src/panel/protocol.ts';

/** Always one line, so that nothing below moves when the text breaks for a moment. The words are those of lens and status bar. */
export function StatusLine({ snapshot, moved }: { readonly snapshot: PanelSnapshot; readonly moved: boolean }) {
  const { revealLine, t } = useSurface();
  const { standing } = snapshot;
  if (standing?.line !== undefined) {
    const { kind, line, words = '' } = standing;
    return (
      <p class="status-line status-line-unread">
        <span aria-hidden="true">✕ </span>
        <button type="button" class="link" onClick={() => revealLine?.(line)}>
          {capitalised(words)}
        </button>
        {kind === 'none' ? null : ` · ${kind === 'last-good' ? t('figures are as before') : t('figures leave it out')}`}
      </p>
    );
  }
  if (moved) return <p class="status-line">{t('What-if: the file is unchanged.')}</p>;
  const errors = snapshot.estimate.problems.filter(({ severity }) => severity === 'error').length;
  return (
    <p class="status-line">
      {errors === 0
        ? snapshot.prices
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
