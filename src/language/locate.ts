/** Where a position stands: which workload, which deployment. */
import type { EvaluatedWorkload, Evaluation } from '../estimate/index.ts';
import type { Position } from '../quantity/index.ts';
import type { WorkloadFile } from '../workload/index.ts';
import { contains } from './ranges.ts';
import { workloadsOf } from './standing.ts';
import type { LanguageContext, ShownWorkload } from './types.ts';

export interface LocatedWorkload {
  /** Index of the YAML document. */
  readonly index: number;
  readonly deployment?: string;
}

/** The workload at a position and, inside one, the deployment; undefined between workloads. */
export function locate(evaluation: Evaluation, position: Position): LocatedWorkload | undefined {
  const workload = evaluation.workloads.find(({ document }) => contains(document.range, position));
  if (workload === undefined) return undefined;
  const deployment = deploymentAt(workload, evaluation.file, evaluation.file.offsetAt(position));
  return { index: workload.document.index, ...(deployment === undefined ? {} : { deployment }) };
}

/** The workload at an offset, with the figures that are shown of it. */
export function workloadAt(
  context: Pick<LanguageContext, 'evaluation' | 'shown'>,
  offset: number,
): ShownWorkload | undefined {
  const position = context.evaluation.file.positionAt(offset);
  return workloadsOf(context).find(({ document }) => contains(document.range, position));
}

/**
 * The deployment whose line it is: before the first letter of a line too, so that a cursor that walks along the first column stays
 * in it; a blank line belongs to the deployment it parts.
 */
export function deploymentAt(workload: EvaluatedWorkload, file: WorkloadFile, offset: number): string | undefined {
  const named = (at: number): string | undefined => {
    const { path } = workload.document.pathAt(at);
    return path[0] === 'deployments' ? path[1] : undefined;
  };
  const { text, lines } = file;
  const [start, end] = [lines.lineStart(offset), lines.lineEnd(offset)];
  const first = start + text.slice(start, end).search(/\S/);
  if (first >= start) return named(Math.max(first, offset));
  const [above, below] = [text.slice(0, start).trimEnd().length, end + text.slice(end).search(/\S/)];
  const before = named(lines.lineStart(above) + text.slice(lines.lineStart(above), above).search(/\S/));
  return before !== undefined && below > end && before === named(below) ? before : named(offset);
}
