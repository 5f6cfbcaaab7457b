/** Operations: what running a service costs beside its machines. USD; only what the document names is billed. */
import { type CostElement, multiply, scale, type Figure } from '../quantity/index.ts';
import { HOURS_PER_YEAR } from './capital.ts';
import { HOURS_PER_MONTH } from './cost.ts';
import { costLine, type CostLine } from './costLine.ts';

/** Each absent where the document does not name it. */
export interface Operations {
  /** USD per accelerator and year. */
  readonly license?: Figure;
  /** Share of the licence. */
  readonly support?: Figure;
  readonly engineers?: Figure;
  /** USD per year. */
  readonly engineerCost?: Figure;
  /** USD per GB, and bytes sent for one output token. */
  readonly egress?: Figure;
  readonly egressPerToken?: Figure;
  /** USD per GB and month. */
  readonly storage?: Figure;
  /** USD per month. */
  readonly loadBalancer?: Figure;
  readonly controlPlane?: Figure;
  readonly monitoring?: Figure;
}

/** What a deployment uses of them. */
export interface OperationsUse {
  /** Accelerators paid for, mean over the day; absent for a hosted API, which has no machines to license and no data to send. */
  readonly machines?: { readonly accelerators: Figure; readonly weightsGB: Figure };
  /** Requests/s and output tokens of a request. */
  readonly served: Figure;
  readonly output: Figure;
}

const SECONDS_PER_HOUR = 3600;
const BYTES_PER_GB = 1e9;

/** Lines of the bill, USD per hour. */
export function operationsLines(of: Operations, { machines, served, output }: OperationsUse): readonly CostLine[] {
  const lines: CostLine[] = [];
  const add = (element: CostElement, perHour: Figure): void => {
    lines.push(costLine(element, perHour, undefined));
  };
  if (machines && of.license) {
    const formula = 'accelerators × licence per year ÷ 8,760 h';
    const license = multiply('licence', 'USD', [machines.accelerators, of.license], formula, 1 / HOURS_PER_YEAR);
    add('license', license);
    if (of.support) add('support', multiply('support', 'USD', [license, of.support], 'licence × share'));
  }
  if (of.engineers && of.engineerCost) {
    const formula = 'posts × cost of a post per year ÷ 8,760 h';
    add('engineers', multiply('engineers', 'USD', [of.engineers, of.engineerCost], formula, 1 / HOURS_PER_YEAR));
  }
  if (machines && of.egress && of.egressPerToken) {
    const formula = 'requests/s × 3,600 × output tokens × bytes per token × price per GB ÷ 10⁹';
    const factors = [served, output, of.egressPerToken, of.egress];
    add('egress', multiply('egress', 'USD', factors, formula, SECONDS_PER_HOUR / BYTES_PER_GB));
  }
  if (machines && of.storage) {
    const formula = 'GB of weights × price per GB and month ÷ 730 h';
    add(
      'weights-storage',
      multiply('storage of weights', 'USD', [machines.weightsGB, of.storage], formula, 1 / HOURS_PER_MONTH),
    );
  }
  const monthly = (element: CostElement, label: string, price: Figure | undefined): void => {
    if (price) add(element, scale(label, 'USD', price, 1 / HOURS_PER_MONTH, 'per month ÷ 730 h'));
  };
  if (machines) monthly('load-balancer', 'load balancer', of.loadBalancer);
  if (machines) monthly('control-plane', 'control plane', of.controlPlane);
  monthly('monitoring', 'monitoring', of.monitoring);
  return lines;
}
