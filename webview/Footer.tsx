/** What can be taken along. */
import { useSurface } from '../src/report/kit/index.ts';
import type { FromWebview, PanelSnapshot } from '../src/panel/protocol.ts';

export function Footer({
  snapshot,
  post,
}: {
  readonly snapshot: PanelSnapshot;
  readonly post: (message: FromWebview) => void;
}) {
  const { t } = useSurface();
  return (
    <footer class="section footer">
      <p class="actions">
        <button type="button" class="link" onClick={() => post({ type: 'export', format: 'copy' })}>
          {t('Copy as Markdown')}
        </button>
        <button type="button" class="link" onClick={() => post({ type: 'export', format: 'html' })}>
          {t('Export report')}
        </button>
        <button type="button" class="link" onClick={() => post({ type: 'export', format: 'csv' })}>
          CSV
        </button>
        <button type="button" class="link" onClick={() => post({ type: 'export', format: 'markdown' })}>
          Markdown
        </button>
        <button type="button" class="link" onClick={() => post({ type: 'command', command: 'showReport' })}>
          {t('Open as tab')}
        </button>
      </p>
      <p class="note">{t('{0} · intervals are 80 %', snapshot.file)}</p>
    </footer>
  );
}
