/**
 * The service of the side panel, for any editor: what the panel is sent, and what a click in it does and writes. Pure.
 *
 * Start at protocol.ts (what host and panel say to each other), host.ts (what an editor gives), then session.ts. The panel
 * itself stands in webview/. slices.ts and priceConsent.ts serve the rest of the editor.
 */
export type { Focus } from './focus.ts';
export type { Clock, EditOutcome, Exported, PanelHost } from './host.ts';
export { panelPage } from './page.ts';
export { type UpdateOutcome, updateWithConsent } from './priceConsent.ts';
export { PanelSession } from './session.ts';
export { inSlices } from './slices.ts';
