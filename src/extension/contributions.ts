/**
 * Every id the extension shares with package.json, in one place. `test/unit/language/contributions.test.ts` compares both
 * ways, so a command cannot drift from its manifest entry.
 */
export const COMMANDS = {
  estimateActive: 'inferenceTco.estimateActive',
  newWorkload: 'inferenceTco.newWorkload',
  openSample: 'inferenceTco.openSample',
  importActive: 'inferenceTco.importActive',
  updatePrices: 'inferenceTco.updatePrices',
  showPanel: 'inferenceTco.showPanel',
  showReport: 'inferenceTco.showReport',
  showCalculation: 'inferenceTco.showCalculation',
  compareWithHead: 'inferenceTco.compareWithHead',
  checkAll: 'inferenceTco.checkAll',
  addFromRanking: 'inferenceTco.addFromRanking',
  chooseSurfaces: 'inferenceTco.chooseSurfaces',
  toggleCodeLens: 'inferenceTco.toggleCodeLens',
  toggleCompareWithHead: 'inferenceTco.toggleCompareWithHead',
  toggleInlayHints: 'inferenceTco.toggleInlayHints',
  toggleHover: 'inferenceTco.toggleHover',
  toggleDiagnostics: 'inferenceTco.toggleDiagnostics',
  toggleStatusBar: 'inferenceTco.toggleStatusBar',
  showLog: 'inferenceTco.showLog',
  copyReport: 'inferenceTco.copyDiagnosticsReport',
} as const;

/** Commands that lenses, hovers, trees and actions call with arguments; not in the palette, not in the manifest. */
export const INTERNAL_COMMANDS = {
  /** (uri, documentIndex, deployment?) → panel on that deployment. */
  focusDeployment: '_inferenceTco.focusDeployment',
  /** (uri, range) → that place, for lines that do not read. */
  revealRange: '_inferenceTco.revealRange',
  /** (uri, documentIndex, deployment, valuePath) → calculation document. */
  explain: '_inferenceTco.explain',
  /** (code) → the page of a problem, rendered. */
  problemPage: '_inferenceTco.problemPage',
} as const;

export const VIEWS = { panel: 'inferenceTco.panel', tree: 'inferenceTco.workloads' } as const;
/** View type of the report in an editor tab. */
export const WEBVIEW_PANEL = 'inferenceTco.report';
export const VIEW_CONTAINER = 'inferenceTco';

/** Context keys of `when` clauses. */
export const CONTEXT_KEYS = {
  /** The active editor shows a workload. */
  isWorkload: 'inferenceTco.isWorkload',
  /** A workload was seen in this window: the engine is loaded and the views have something to say. */
  active: 'inferenceTco.active',
} as const;

export const CONFIGURATION = 'inferenceTco';
export const SETTINGS = {
  codeLens: 'codeLens.enabled',
  inlayHints: 'inlayHints.enabled',
  hover: 'hover.enabled',
  diagnostics: 'diagnostics.enabled',
  statusBar: 'statusBar.enabled',
  compareWithHead: 'codeLens.compareWithHead',
  manifests: 'manifests.enabled',
  update: 'update',
  pricingDirectory: 'pricing.directory',
  include: 'offers.include',
} as const;

/** Language-model tools. */
export const TOOLS = {
  estimateCost: 'inferenceTco_estimateCost',
  explainNumber: 'inferenceTco_explainNumber',
  suggestCheaper: 'inferenceTco_suggestCheaper',
} as const;

/** URI scheme of the read-only documents: calculations and the committed version. */
export const SCHEME = 'inference-tco';
