/**
 * The side panel's own code, for the browser. Start at App.tsx (states) and WorkloadPanel.tsx (layout).
 *
 * This face is what the extension host needs to serve it: the style sheet. Messages of both sides: protocol.ts.
 */
export { PANEL_CSS } from './styles.ts';
