/** Every quantity of a deployment with the path that `explain` takes. */
import type { DeploymentEstimate } from '../../estimate/index.ts';
import type { Quantity } from '../../quantity/index.ts';

export interface NamedQuantity {
  readonly path: string;
  readonly quantity: Quantity;
}

/** In the order of the result: performance, cost, energy; the breakdown has paths of its own. */
export function quantitiesOf(deployment: DeploymentEstimate): readonly NamedQuantity[] {
  return (['performance', 'cost', 'energy'] as const).flatMap((group) => below(group, deployment[group]));
}

function below(path: string, value: unknown): readonly NamedQuantity[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [];
  if (isQuantity(value)) return [{ path, quantity: value }];
  return Object.entries(value).flatMap(([key, child]) => below(`${path}.${key}`, child));
}

function isQuantity(value: object): value is Quantity {
  return 'state' in value && 'unit' in value && 'value' in value;
}
