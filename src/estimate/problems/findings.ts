/** Problems while they are collected: code, data and the origin they belong to; sentences and ranges come at the end. */
import type { Origin, Range, Words } from '../../quantity/index.ts';
import { SEVERITY, type NumberProblemCode, type NumberProblemData } from './problem.ts';
import { numberProblemText } from './problemText.ts';
import type { Reason } from './problem.ts';
import type { Problem } from './problem.ts';
import type { Severity } from './problem.ts';

export interface Finding<C extends NumberProblemCode = NumberProblemCode> {
  readonly code: C;
  readonly data: NumberProblemData[C];
  /** Where the cause stands; a default or a table row falls back to the deployment's key. */
  readonly origin?: Origin;
  readonly severity?: Severity;
}

export class Findings {
  readonly list: Finding[] = [];

  add<C extends NumberProblemCode>(code: C, data: NumberProblemData[C], origin?: Origin, severity?: Severity): void {
    this.list.push({
      code,
      data,
      ...(origin === undefined ? {} : { origin }),
      ...(severity === undefined ? {} : { severity }),
    });
  }

  get hasErrors(): boolean {
    return this.list.some((finding) => severityOf(finding) === 'error');
  }
}

export function severityOf(finding: Finding): Severity {
  return finding.severity ?? SEVERITY[finding.code];
}

export function toReason({ code, data }: Finding, words: Words): Reason {
  return { code, message: numberProblemText(code, data, words) };
}

/** @param place where a finding without a place of its own in the text is shown */
export function toProblem(
  finding: Finding,
  place: { readonly path: readonly string[]; readonly range: Range },
  words: Words,
): Problem {
  const own = finding.origin?.kind === 'document' ? finding.origin : place;
  return {
    code: finding.code,
    severity: severityOf(finding),
    message: numberProblemText(finding.code, finding.data, words),
    path: own.path,
    range: own.range,
    data: finding.data,
  };
}
