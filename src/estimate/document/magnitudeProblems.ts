/** Values that are possible but rarely meant: a unit forgotten, a month taken for a second. */
import { message } from '../../quantity/index.ts';
import type { Amount, Workload } from '../../workload/index.ts';
import { noOutput } from '../names/index.ts';
import type { ProblemCollector } from '../problems/index.ts';

interface Usual {
  readonly key: string;
  readonly unit: string;
  readonly from: number;
  readonly to: number;
  readonly usual: string;
  readonly hint?: string;
  readonly scale?: number;
}

/** Only what the document itself says is doubted. */
export function addMagnitudeProblems(workload: Workload, pending: ProblemCollector): void {
  const { traffic, slo } = workload;
  const doubt = (amount: Amount | undefined, usual: Usual): void => {
    if (amount?.origin.kind !== 'document') return;
    const { key, unit, from, to, usual: text, hint, scale = 1 } = usual;
    if (amount.mid >= from && amount.mid <= to) return;
    pending.add(
      'suspicious-magnitude',
      { key, value: amount.mid * scale, unit, usual: text, ...(hint === undefined ? {} : { hint }) },
      amount.origin,
    );
  };
  const requests = {
    key: 'requests',
    unit: message('requests/s'),
    from: 1e-5,
    to: 2e5,
    usual: message('up to 200,000 per second'),
    hint: message('A bare number is per second; write it as "… / day" otherwise.'),
  };
  doubt(traffic.requests, requests);
  doubt(traffic.peakToAverage, { key: 'peak_to_average', unit: '', from: 1, to: 15, usual: message('1 to 15') });
  doubt(traffic.inputTokens.mean, {
    key: 'input_tokens',
    unit: message('tokens'),
    from: 1,
    to: 1e6,
    usual: message('1 to 1,000,000'),
  });
  const output = {
    key: 'output_tokens',
    unit: message('tokens'),
    from: 1,
    to: 2e5,
    usual: message('1 to 200,000'),
  };
  if (!noOutput(workload)) doubt(traffic.outputTokens.mean, output);
  doubt(slo.ttft?.limit, { key: 'slo.ttft', unit: 's', from: 0.01, to: 600, usual: message('10 ms to 10 minutes') });
  doubt(slo.tpot?.limit, {
    key: 'slo.tpot',
    unit: 'ms',
    from: 0.0002,
    to: 2,
    usual: message('0.2 ms to 2 s'),
    scale: 1e3,
  });
  doubt(workload.site?.pue, { key: 'site.pue', unit: '', from: 1, to: 2.5, usual: message('1.05 to 2') });
  doubt(workload.site?.electricity, {
    key: 'site.electricity',
    unit: 'USD/kWh',
    from: 0.01 / 3.6e6,
    to: 1 / 3.6e6,
    usual: message('0.03 to 0.40'),
    scale: 3.6e6,
  });
}
