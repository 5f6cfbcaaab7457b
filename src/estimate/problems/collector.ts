/** Problems while they are collected: code, data and the origin they belong to; sentences and ranges come at the end. */
import type { Origin, Range, Localization } from '../../quantity/index.ts';
import { SEVERITY, type NumberProblemCode, type NumberProblemData } from './problem.ts';
import { numberProblemText } from './problemText.ts';
import type { Reason } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Severity } from './problem.ts';

export interface PendingProblem<C extends NumberProblemCode = NumberProblemCode> {
  readonly code: C;
  readonly data: NumberProblemData[C];
  /** Where the cause stands; a default or a table row falls back to the deployment's key. */
  readonly origin?: Origin;
  readonly severity?: Severity;
}

export class ProblemCollector {
  readonly list: PendingProblem[] = [];

  add<C extends NumberProblemCode>(code: C, data: NumberProblemData[C], origin?: Origin, severity?: Severity): void {
    this.list.push({
      code,
      data,
      ...(origin === undefined ? {} : { origin }),
      ...(severity === undefined ? {} : { severity }),
    });
  }

  get hasErrors(): boolean {
    return this.list.some((pendingProblem) => severityOf(pendingProblem) === 'error');
  }
}

export function severityOf(pendingProblem: PendingProblem): Severity {
  return pendingProblem.severity ?? SEVERITY[pendingProblem.code];
}

export function toReason({ code, data }: PendingProblem, words: Localization): Reason {
  return { code, message: numberProblemText(code, data, words) };
}

/** Where a problem is shown that has no place of its own. */
export interface ProblemPlace {
  readonly path: readonly string[];
  readonly range: Range;
}

/** @param place where a problem without a place of its own in the text is shown */
export function toProblem(pendingProblem: PendingProblem, place: ProblemPlace, words: Localization): Problem {
  const own = pendingProblem.origin?.kind === 'document' ? pendingProblem.origin : place;
  return {
    code: pendingProblem.code,
    severity: severityOf(pendingProblem),
    message: numberProblemText(pendingProblem.code, pendingProblem.data, words),
    path: own.path,
    range: own.range,
    data: pendingProblem.data,
  };
}
