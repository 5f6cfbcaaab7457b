/** On paper there is nothing to press for a derivation: each headline number has its own to unfold, sources and dates included. */
import {
  tpotMetric,
  ttftMetric,
  type DeploymentEstimate,
  type LimitSummary,
  type MetricPath,
} from '../../estimate/index.ts';
import type { Derivation, Translate } from '../../quantity/index.ts';
import { DerivationNode, useSurface } from '../kit/index.ts';

/** The tree behind one quantity, such as `cost.perMillionTokens`. */
export type Explain = (deployment: string, path: string) => Derivation | undefined;

interface Calculated {
  readonly path: MetricPath;
  readonly title: (t: Translate) => string;
}

const headlineOf = (limits: LimitSummary | undefined): readonly Calculated[] => [
  { path: 'cost.perMillionTokens', title: (t) => t('How the cost per million tokens is computed') },
  { path: 'energy.kwhPerMillionTokens', title: (t) => t('How the energy per million tokens is computed') },
  { path: 'energy.carbonPerMillionTokens', title: (t) => t('How the carbon per million tokens is computed') },
  { path: ttftMetric(limits).path, title: (t) => t('How the time to first token is computed') },
  { path: tpotMetric(limits).path, title: (t) => t('How the time per output token is computed') },
];

export function Calculations({
  deployment,
  limits,
  explain,
}: {
  readonly deployment: DeploymentEstimate;
  readonly limits: LimitSummary | undefined;
  readonly explain: Explain;
}) {
  const { t } = useSurface();
  const found = headlineOf(limits).flatMap(({ path, title }) => {
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
