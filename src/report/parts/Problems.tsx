/** What is wrong in the text, each with its line. Sentences come from the engine; errors stand open, warnings fold. */
import type { Problem } from '../../estimate/index.ts';
import { useSurface } from '../kit/index.ts';
import type { Translate } from '../../quantity/index.ts';

const SIGNS: Readonly<Record<Problem['severity'], string>> = { error: '✕', warning: '!', information: 'i' };
const SHOWN = 12;

export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useSurface();
  const errors = problems.filter(({ severity }) => severity === 'error');
  const rest = problems.filter(({ severity }) => severity !== 'error');
  return (
    <>
      <List problems={errors} />
      {rest.length === 0 ? null : (
        <details class="fold">
          <summary>{rest.length === 1 ? t('1 remark on the text') : t('{0} remarks on the text', rest.length)}</summary>
          <List problems={rest} />
        </details>
      )}
    </>
  );
}

function List({ problems }: { readonly problems: readonly Problem[] }) {
  const { t } = useSurface();
  const more = problems.length - SHOWN;
  if (problems.length === 0) return null;
  return (
    <ul class="problems">
      {problems.slice(0, SHOWN).map((problem, i) => (
        <Line key={i} problem={problem} />
      ))}
      {more > 0 ? <li class="muted">{t('and {0} more in the Problems view', more)}</li> : null}
    </ul>
  );
}

function Line({ problem }: { readonly problem: Problem }) {
  const { revealLine, t } = useSurface();
  const { line } = problem.range.start;
  return (
    <li class={`problem problem-${problem.severity}`}>
      <span class="problem-sign" aria-label={severityWord(problem.severity, t)} role="img">
        {SIGNS[problem.severity]}
      </span>
      <span>
        {revealLine === undefined ? (
          <span class="muted">{t('line {0}', line)}</span>
        ) : (
          <button type="button" class="link" onClick={() => revealLine(line)}>
            {t('line {0}', line)}
          </button>
        )}{' '}
        {problem.message}
      </span>
    </li>
  );
}

function severityWord(severity: Problem['severity'], t: Translate): string {
  if (severity === 'error') return t('error');
  return severity === 'warning' ? t('warning') : t('information');
}
