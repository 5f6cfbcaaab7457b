/** A difference: sign, number and words; the colour only repeats them. Opens what it compares. */
import { sameNumber, useSurface, type NumberKey } from './surface.ts';
import { change } from './words.ts';

export interface DeltaProps {
  readonly share: number;
  readonly against?: string;
  /** Where it can be asked how it came to be. */
  readonly of?: NumberKey;
}

export function Delta({ share, against, of }: DeltaProps) {
  const surface = useSurface();
  const { t, explain, explained, closeExplanation } = surface;
  const direction = Math.abs(share) < 0.005 ? 'same' : share < 0 ? 'better' : 'worse';
  const text = change(share, surface);
  return (
    <span class={`delta delta-${direction}`}>
      {explain === undefined || of === undefined ? (
        text
      ) : (
        <button
          type="button"
          class="number-button"
          aria-expanded={sameNumber(explained, of)}
          aria-label={t('{0}. Where it comes from', against === undefined ? text : t('{0} against {1}', text, against))}
          title={t('Show where it comes from')}
          data-number={`${of.place}:${of.deployment}:${of.path}`}
          onClick={(event) => {
            event.stopPropagation();
            if (sameNumber(explained, of)) closeExplanation?.();
            else explain(of);
          }}
        >
          {text}
        </button>
      )}
      {against === undefined ? null : <span class="muted"> {t('vs {0}', against)}</span>}
    </span>
  );
}
