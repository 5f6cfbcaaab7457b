/** What a deployment runs on, a line per stage; the count opens how replicas became machines. */
import type { DeploymentEstimate } from '../../estimate/index.ts';
import { markPath, type Quantity } from '../../quantity/index.ts';
import { layoutLine, machineCount, NumberButton, payment, stageName, useSurface } from '../kit/index.ts';

export function Machines({ deployment }: { readonly deployment: DeploymentEstimate }) {
  const { t } = useSurface();
  if (deployment.stages.length === 0) return null;
  return (
    <ul class="machines" aria-label={t('Machines')}>
      {deployment.stages.map((stage, i) => {
        const count: Quantity = { value: stage.instances ?? stage.accelerators, unit: '', state: 'derived' };
        return (
          <li key={stage.stage}>
            {deployment.stages.length > 1 ? <span class="stage">{stageName(stage, t)} </span> : null}
            <strong>
              <NumberButton
                quantity={count}
                of={{ deployment: deployment.name, path: markPath.machines(i), place: 'machines' }}
                name={t('Machines')}
                as={() => machineCount(stage)}
              />
            </strong>{' '}
            <span class="muted">
              {payment(stage, t)} · {layoutLine(stage, t)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
