/** What stands behind the panel, for scripts; reached through {@link bundled}, since components are among it. */
export { panelPage } from '../../src/panel/page.ts';
export { panelSnapshot } from '../../src/panel/snapshot.ts';
export { gatherCharts } from '../../src/estimate/index.ts';
export { PANEL_CSS } from '../../webview/index.ts';
export { shownWorkload } from '../../src/language/index.ts';
