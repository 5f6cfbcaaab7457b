/** On paper there is nothing to press for a derivation: each headline number has its own to unfold, sources and dates included. */
import type { DeploymentEstimate } from '../../estimate/index.ts';
import type { Derivation } from '../../quantity/index.ts';
import { DerivationNode } from './Explanation.tsx';

/** The tree behind one quantity, such as `cost.perMillionTokens`. */
export type Explain = (deployment: string, path: string) => Derivation | undefined;

const HEADLINE: readonly { readonly path: string; readonly name: string }[] = [
  { path: 'cost.perMillionTokens', name: 'cost per million tokens' },
  { path: 'energy.kwhPerMillionTokens', name: 'energy per million tokens' },
  { path: 'energy.carbonPerMillionTokens', name: 'carbon per million tokens' },
  { path: 'performance.ttftP95', name: 'time to first token' },
  { path: 'performance.tpot', name: 'time per output token' },
];

export function Calculations({
  deployment,
  explain,
}: {
  readonly deployment: DeploymentEstimate;
  readonly explain: Explain;
}) {
  const found = HEADLINE.flatMap(({ path, name }) => {
    const derivation = explain(deployment.name, path);
    return derivation === undefined ? [] : [{ name, derivation }];
  });
  if (found.length === 0) return null;
  return (
    <div class="calculations">
      {found.map(({ name, derivation }) => (
        <details key={name} class="calculation">
          <summary>How the {name} is computed</summary>
          <ul class="derivation">
            <DerivationNode node={derivation} depth={0} />
          </ul>
        </details>
      ))}
    </div>
  );
}
