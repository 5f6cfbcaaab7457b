/** The sentences about expressions that cannot be computed. */
import { formatNumber, type Localization } from '../../quantity/index.ts';
import type { WorkloadProblemData } from '../../workload/index.ts';
import { indefinite, short, trim } from './phrases.ts';

export function expressionText(d: WorkloadProblemData['bad-expression'], { locale, t }: Localization): string {
  const detail = d.detail === undefined ? '' : ` (${trim(d.detail)})`;
  const text = short(d.text);
  const limit = formatNumber(d.limit ?? 0, locale);
  switch (d.reason) {
    case 'syntax':
      if (d.suggestion !== undefined) return t('"{0}" is not a number with a unit. Write {1}.', text, d.suggestion);
      return t('"{0}" does not read. Write a number with a unit, or arithmetic over let names.', text);
    case 'too-long':
      return t('The expression is longer than {0} characters. Split it with let names.', limit);
    case 'too-complex':
      return t('The expression has more than {0} parts. Split it with let names.', limit);
    case 'not-allowed':
      return t(
        '"{0}" uses something that expressions may not{1}. Use arithmetic, comparisons and the listed functions.',
        text,
        detail,
      );
    case 'dimensions':
      return t(
        '"{0}" mixes {1} and {2}. Bring both to one unit.',
        text,
        d.left === undefined ? t('one unit') : indefinite(d.left, t),
        d.right === undefined ? t('another') : indefinite(d.right, t),
      );
    case 'arguments':
      return t('A function in "{0}" has the wrong arguments{1}.', text, detail);
    case 'not-finite':
      return t('"{0}" has no finite value. Check for a division by zero.', text);
  }
}
