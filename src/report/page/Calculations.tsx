/** On paper there is nothing to press for a derivation: each headline number has its own to unfold, sources and dates included. */
import type { DeploymentEstimate } from '../../estimate/index.ts';
import type { Derivation, Translate } from '../../quantity/index.ts';
import { DerivationNode, useSurface } from '../kit/index.ts';

/** The tree behind one quantity, such as `cost.perMillionTokens`. */
export type Explain = (deployment: string, path: string) => Derivation | undefined;

const HEADLINE: readonly { readonly path: string; readonly title: (t: Translate) => string }[] = [
  { path: 'cost.perMillionTokens', title: (t) => t('How the cost per million tokens is computed') },
  { path: 'energy.kwhPerMillionTokens', title: (t) => t('How the energy per million tokens is computed') },
  { path: 'energy.carbonPerMillionTokens', title: (t) => t('How the carbon per million tokens is computed') },
  { path: 'performance.ttftP95', title: (t) => t('How the time to first token is computed') },
  { path: 'performance.tpot', title: (t) => t('How the time per output token is computed') },
];

export function Calculations({
  deployment,
  explain,
}: {
  readonly deployment: DeploymentEstimate;
  readonly explain: Explain;
}) {
  const { t } = useSurface();
  const found = HEADLINE.flatMap(({ path, title }) => {
    const derivation = explain(deployment.name, path);
    return derivation === undefined ? [] : [{ path, title: title(t), derivation }];
  });
  if (found.length === 0) return null;
  return (
    <div class="calculations">
      {found.map(({ path, title, derivation }) => (
        <details key={path} class="calculation">
          <summary>{title}</summary>
          <ul class="derivation">
            <DerivationNode node={derivation} depth={0} />
          </ul>
        </details>
      ))}
    </div>
  );
}
