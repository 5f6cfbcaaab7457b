/** What reading one document needs at hand: its text, the meaning of its `let` names, and a place for problems. */
import type { CurrencyRates, DocumentOrigin } from '../../quantity/index.ts';
import type { Lookup } from '../../quantity/expression/index.ts';
import { type Lines, type Span, spanOf, type Tree } from '../text/index.ts';
import type { Severity, WorkloadProblem, WorkloadProblemCode, WorkloadProblemData } from './problem.ts';

export type Path = readonly string[];

export interface Context {
  readonly lines: Lines;
  readonly rates: CurrencyRates;
  /** Currency of the document, for the units that messages suggest. */
  readonly currency: string;
  readonly lookup: Lookup;
  /** `let` names, for "did you mean". */
  readonly names: readonly string[];
  readonly problems: WorkloadProblem[];
}

export function report<Code extends WorkloadProblemCode>(
  context: Pick<Context, 'lines' | 'problems'>,
  code: Code,
  path: Path,
  at: Span,
  data: WorkloadProblemData[Code],
  severity: Severity = 'error',
): void {
  const problem = { code, severity, path, range: context.lines.rangeOf(at), data };
  context.problems.push(problem as unknown as WorkloadProblem);
}

/** A value as written: the source of a scalar without quotes, the text of anything else on one line. */
export function textOf(tree: Tree, lines: Lines): string {
  if (tree.kind === 'scalar') return tree.text;
  const text = lines.text.slice(tree.start, tree.end).trim();
  return text.length > 120 ? `${text.slice(0, 119)}…` : text;
}

export function originOf(tree: Tree, path: Path, lines: Lines): DocumentOrigin {
  const elsewhere = tree.kind === 'scalar' && tree.elsewhere ? { elsewhere: tree.elsewhere } : {};
  return { kind: 'document', path, range: lines.rangeOf(spanOf(tree)), text: textOf(tree, lines), ...elsewhere };
}
