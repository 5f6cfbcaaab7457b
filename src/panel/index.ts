/**
 * The service of the side panel, for any editor: levers, what a click writes, what the panel is sent. Pure.
 *
 * Start at protocol.ts (what host and panel say to each other), then snapshot.ts. The panel itself stands in webview/.
 */
export { applyLevers } from './apply.ts';
export { explainNumber, type Standpoint } from './explain.ts';
export { engineLevers } from './levers.ts';
export { numberOf } from './numberOf.ts';
export { chosenName, isGood, panelSnapshot } from './snapshot.ts';
