/** How a number came to be, opened in place: formula with values, and at the leaves the table row or the user's line. */
import { useEffect, useRef } from 'preact/hooks';
import { type Derivation, isInText, neighboursText, type Origin } from '../../quantity/index.ts';
import { useSurface, type Explained, type NumberKey } from './surface.ts';
import type { Translate } from '../../quantity/index.ts';
import { interval, short } from './words.ts';

/** Renders nothing until a number of this place and deployment is open. */
export function Explanation({
  place,
  deployment,
}: {
  readonly place: NumberKey['place'];
  readonly deployment?: string;
}) {
  const { explained } = useSurface();
  if (explained === undefined || explained.place !== place) return null;
  if (deployment !== undefined && explained.deployment !== deployment) return null;
  return <OpenExplanation explained={explained} />;
}

function OpenExplanation({ explained }: { readonly explained: Explained }) {
  const surface = useSurface();
  const { derivation } = explained;
  const element = useRef<HTMLElement>(null);
  useEffect(() => element.current?.scrollIntoView({ block: 'nearest' }), [derivation === undefined]);
  const close = surface.closeExplanation;
  useEffect(() => {
    // On the whole page: the focus stays at the number that was pressed, or may be gone with a mark that was drawn anew.
    const escape = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented) close?.();
    };
    const page = element.current?.ownerDocument;
    page?.addEventListener('keydown', escape);
    return () => page?.removeEventListener('keydown', escape);
  }, [close]);
  return (
    <section ref={element} class="explanation" aria-label={surface.t('Where this number comes from')}>
      <div class="explanation-body" tabIndex={0} role="group" aria-label={surface.t('Derivation')}>
        {derivation === undefined ? (
          <p class="muted" role="status">
            {surface.t('Asking the engine …')}
          </p>
        ) : derivation === null ? (
          <p class="muted">{surface.t('This number has no derivation in this version of the text.')}</p>
        ) : (
          <ul class="derivation">
            <DerivationNode node={derivation} depth={0} />
          </ul>
        )}
      </div>
      <p class="actions">
        {derivation && surface.copyExplanation !== undefined ? (
          <button type="button" class="link" onClick={surface.copyExplanation}>
            {surface.t('Copy as Markdown')}
          </button>
        ) : null}
        {surface.openCalculation === undefined || !isInText(explained.path) ? null : (
          <button type="button" class="link" onClick={() => surface.openCalculation?.(explained)}>
            {surface.t('Open whole calculation')}
          </button>
        )}
        <button type="button" class="link" onClick={surface.closeExplanation}>
          {surface.t('Close')}
        </button>
      </p>
    </section>
  );
}

/** Two levels are unfolded; deeper ones are one press away. */
const UNFOLDED = 2;

export function DerivationNode({ node, depth }: { readonly node: Derivation; readonly depth: number }) {
  const surface = useSurface();
  const range = interval(node.quantity, surface);
  const head = (
    <>
      <span class="derivation-label">{node.label}</span>{' '}
      <span class={`derivation-value ${node.quantity.value === null ? 'number-unknown' : ''}`}>
        {short(node.quantity, surface)}
      </span>
      {range === undefined ? null : <span class="muted derivation-range"> {range}</span>}
    </>
  );
  const about = (
    <>
      {node.formula === undefined || node.formula.trim() === '' ? null : <div class="formula">= {node.formula}</div>}
      {node.origin === undefined ? null : <OriginLine origin={node.origin} />}
    </>
  );
  if (node.inputs.length === 0)
    return (
      <li>
        <div class="derivation-head">{head}</div>
        {about}
      </li>
    );
  return (
    <li>
      <details open={depth < UNFOLDED}>
        <summary>{head}</summary>
        {about}
        <ul class="derivation">
          {node.inputs.map((input, i) => (
            <DerivationNode key={i} node={input} depth={depth + 1} />
          ))}
        </ul>
      </details>
    </li>
  );
}

function OriginLine({ origin }: { readonly origin: Origin }) {
  const surface = useSurface();
  if (origin.kind !== 'document') return <div class="origin">{originWords(origin, surface.t)}</div>;
  const line = origin.range.start.line;
  const text = `${origin.path.join('.')}: ${origin.text}`;
  return (
    <div class="origin">
      {surface.revealLine === undefined ? (
        surface.t('line {0}', line)
      ) : (
        <button type="button" class="link" onClick={() => surface.revealLine?.(line)}>
          {surface.t('line {0}', line)}
        </button>
      )}{' '}
      <code>{text}</code>
    </div>
  );
}

/** Every kind of origin but the user's own line, which is a link. */
function originWords(origin: Exclude<Origin, { kind: 'document' }>, t: Translate): string {
  switch (origin.kind) {
    case 'row': {
      const layer = origin.layer === 'bundled' ? undefined : t('{0} table', origin.layer);
      return [`${origin.table}, ${origin.row}`, origin.source, origin.asOf, origin.confidence, layer]
        .filter(Boolean)
        .join(' · ');
    }
    case 'default':
      return t('default: {0}', origin.reason);
    case 'choice':
      return t('chosen: {0}', origin.reason);
    case 'model': {
      const count = origin.measurements === undefined ? undefined : t('{0} measurements', origin.measurements);
      const near = origin.near && neighboursText(origin.near, t);
      return [t('model ({0})', origin.documentation), count, origin.slice, near].filter(Boolean).join(' · ');
    }
    case 'definition':
      return t('definition ({0})', origin.documentation);
    case 'unknown':
      return t('unknown: {0}', origin.reason);
  }
}
