/** What can be taken along. */
import type { FromWebview, PanelSnapshot } from './protocol.ts';

export function Footer({
  snapshot,
  post,
}: {
  readonly snapshot: PanelSnapshot;
  readonly post: (message: FromWebview) => void;
}) {
  return (
    <footer class="section footer">
      <p class="actions">
        <button type="button" class="link" onClick={() => post({ type: 'export', format: 'copy' })}>
          Copy as Markdown
        </button>
        <button type="button" class="link" onClick={() => post({ type: 'export', format: 'html' })}>
          Export report
        </button>
        <button type="button" class="link" onClick={() => post({ type: 'export', format: 'csv' })}>
          CSV
        </button>
        <button type="button" class="link" onClick={() => post({ type: 'export', format: 'markdown' })}>
          Markdown
        </button>
        <button type="button" class="link" onClick={() => post({ type: 'command', command: 'showReport' })}>
          Open as tab
        </button>
      </p>
      <p class="note">
        {snapshot.file} · intervals are 80 % · prices as of {snapshot.asOf}
      </p>
    </footer>
  );
}
