/**
 * Language: what an editor shows about a workload, as plain data. Functions from an evaluated text (and a position) to
 * lenses, hints, hovers, problems, fixes, completions, symbols. No editor, no YAML parser, no table is known here by itself:
 * all of it comes with the context.
 *
 * Start at types.ts (what goes in and out), then codeLens.ts (the simplest feature) and hover.ts (the richest).
 */
export type {
  CodeAction,
  Completion,
  InlayHint,
  LanguageContext,
  Lens,
  ShownWorkload,
  Standing,
  SymbolNode,
} from './types.ts';
export { codeActions } from './actions/index.ts';
export { budgetTests, type BudgetTest } from './budgetTests.ts';
export { calculation, comparison } from './calculation.ts';
export { expressionAt } from './amounts.ts';
export { codeLenses } from './codeLens.ts';
export { completions, completionSlices } from './completion.ts';
export { diagnostics, problemPage, problemPages, type Diagnostic } from './diagnostics.ts';
export { addDeploymentEdits } from './edits.ts';
export { explainable } from './explain.ts';
export { hover } from './hover.ts';
export { EXPLAIN_COMMAND } from './hoverNames.ts';
export { byCost, costPart, headline, leading } from './headline.ts';
export { inlayHints } from './inlayHints.ts';
export { links } from './links.ts';
export { locate, type LocatedWorkload } from './locate.ts';
export {
  type IsFile,
  manifestDefinition,
  manifestFiles,
  manifestHover,
  manifestLenses,
  manifestProblems,
  manifestReferences,
} from './manifests.ts';
export { definition, nameAt, references, rename } from './names.ts';
export { deploymentYaml, freeName } from './deploymentYaml.ts';
export { pricesSentence } from './priceDates.ts';
export { rankPick, type RankPick } from './rankPick.ts';
export { barText, overBudget, status, type Status } from './status.ts';
export { isUnwritten, LastGood, shownWorkload, unreadLine, workloadsOf } from './standing.ts';
export { folding, symbols } from './symbols.ts';
export { templateEdit, templates, type Template } from './templates.ts';
export { estimateForModel, explainForModel, suggestForModel } from './toolAnswers.ts';
export { tree, type TreeNode } from './tree.ts';
