/** What is wrong in the text, each with its line. Sentences come from the engine. */
import type { Problem } from '../../estimate/index.ts';
import { useSurface } from './surface.ts';

const SIGNS: Readonly<Record<Problem['severity'], string>> = { error: '✕', warning: '!', information: 'i' };
const SHOWN = 6;

export function Problems({ problems }: { readonly problems: readonly Problem[] }) {
  const surface = useSurface();
  if (problems.length === 0) return null;
  const rest = problems.length - SHOWN;
  return (
    <ul class="problems">
      {problems.slice(0, SHOWN).map((problem, i) => (
        <li key={i} class={`problem problem-${problem.severity}`}>
          <span class="problem-sign" aria-label={problem.severity} role="img">
            {SIGNS[problem.severity]}
          </span>
          <span>
            {surface.revealLine === undefined ? (
              <span class="muted">line {problem.range.start.line}</span>
            ) : (
              <button type="button" class="link" onClick={() => surface.revealLine?.(problem.range.start.line)}>
                line {problem.range.start.line}
              </button>
            )}{' '}
            {problem.message}
          </span>
        </li>
      ))}
      {rest > 0 ? <li class="muted">and {rest} more in the Problems view</li> : null}
    </ul>
  );
}
