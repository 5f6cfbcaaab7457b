/** What is wrong in the text, each with its line. Sentences come from the engine; errors stand open, warnings fold. */
import type { Problem } from '../../estimate/index.ts';
import { useSurface } from './surface.ts';

const SIGNS: Readonly<Record<Problem['severity'], string>> = { error: '✕', warning: '!', information: 'i' };
const SHOWN = 12;

export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const errors = problems.filter(({ severity }) => severity === 'error');
  const rest = problems.filter(({ severity }) => severity !== 'error');
  return (
    <>
      <List problems={errors} />
      {rest.length === 0 ? null : (
        <details class="fold">
          <summary>{rest.length === 1 ? '1 remark' : `${rest.length} remarks`} on the text</summary>
          <List problems={rest} />
        </details>
      )}
    </>
  );
}

function List({ problems }: { readonly problems: readonly Problem[] }) {
  const more = problems.length - SHOWN;
  if (problems.length === 0) return null;
  return (
    <ul class="problems">
      {problems.slice(0, SHOWN).map((problem, i) => (
        <Line key={i} problem={problem} />
      ))}
      {more > 0 ? <li class="muted">and {more} more in the Problems view</li> : null}
    </ul>
  );
}

function Line({ problem }: { readonly problem: Problem }) {
  const { revealLine } = useSurface();
  const { line } = problem.range.start;
  return (
    <li class={`problem problem-${problem.severity}`}>
      <span class="problem-sign" aria-label={problem.severity} role="img">
        {SIGNS[problem.severity]}
      </span>
      <span>
        {revealLine === undefined ? (
          <span class="muted">line {line}</span>
        ) : (
          <button type="button" class="link" onClick={() => revealLine(line)}>
            line {line}
          </button>
        )}{' '}
        {problem.message}
      </span>
    </li>
  );
}
