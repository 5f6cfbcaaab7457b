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

/** What is wrong, and where. */
interface Found<Code extends WorkloadProblemCode> {
  readonly code: Code;
  readonly path: Path;
  readonly at: Span;
  readonly data: WorkloadProblemData[Code];
}

/** Adds an error: the value cannot be used. */
export function report<Code extends WorkloadProblemCode>(
  context: Pick<Context, 'lines' | 'problems'>,
  code: Code,
  path: Path,
  at: Span,
  data: WorkloadProblemData[Code],
): void {
  reportAs(context, 'error', { code, path, at, data });
}

export function reportAs<Code extends WorkloadProblemCode>(
  { lines, problems }: Pick<Context, 'lines' | 'problems'>,
  severity: Severity,
  { code, path, at, data }: Found<Code>,
): void {
  problems.push({ code, severity, path, range: lines.rangeOf(at), data } as unknown as WorkloadProblem);
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
