/** `--fail-on EXPR`: rules over the numbers of an estimate, read before any file is. */
import { RULE_NAMES, readRule, type Rule, type RuleFailure } from '../estimate/index.ts';
import { closest, type CurrencyRates } from '../quantity/index.ts';
import { UsageError } from './exit.ts';

/** @throws UsageError where a text is no rule, with what is wrong */
export function readRules(texts: readonly string[], rates: CurrencyRates): readonly Rule[] {
  return texts.map((text) => {
    const read = readRule(text, rates);
    if (read.ok) return read.rule;
    throw new UsageError(`--fail-on "${text}": ${sentence(read.failure)}`);
  });
}

function sentence(failure: RuleFailure): string {
  switch (failure.code) {
    case 'unknown-name': {
      const near = closest(failure.name, RULE_NAMES);
      const hint = near === undefined ? `Names are ${RULE_NAMES.join(', ')}.` : `Did you mean ${near}?`;
      return `"${failure.name}" is no number of the estimate. ${hint}`;
    }
    case 'no-comparison':
      return `"${failure.what}" stands where a comparison should. Write one such as cost_per_month > 60000 USD.`;
    case 'dimensions':
      return 'it compares numbers of different kinds. Bring both sides to one unit.';
    case 'too-long':
      return `it is longer than ${failure.limit} characters.`;
    case 'too-complex':
      return `it has more than ${failure.limit} parts.`;
    case 'not-allowed':
      return `"${failure.what}" is not allowed. Use arithmetic, comparisons, and, or, not.`;
    case 'arguments':
      return `${failure.name} has the wrong number of arguments.`;
    case 'syntax':
      return `it does not read (${failure.detail}).`;
    case 'depends-on-error':
    case 'not-finite':
      return 'it has no finite value.';
  }
}
