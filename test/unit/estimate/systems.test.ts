/** Systems that are sold: what is bought follows what the fleet needs. */
import { describe, expect, it } from 'vitest';
import type { StageEstimate } from '../../../src/estimate/index.ts';
import { ask, document } from './support.ts';

function bought(
  accelerator: string,
  requests: string,
  own = '',
): { readonly stage: StageEstimate; readonly month: number } {
  const { estimate } = ask(
    document(
      `a: {accelerator: ${accelerator}, own: {${own}}}`,
      'model: llama-3.1-8b',
      `requests: ${requests}\ninput_tokens: 800\noutput_tokens: 300`,
    ),
  );
  const [deployment] = estimate.deployments;
  const [stage] = deployment?.stages ?? [];
  if (!deployment || !stage) throw new Error('no machines');
  return { stage, month: deployment.cost.perMonth.value ?? NaN };
}

describe('an owned fleet', () => {
  it('for fifty people is one workstation with one card', () => {
    const { stage } = bought('rtx-pro-6000-se', '50 * 20 / day');
    expect(stage.accelerators).toBe(1);
    expect(stage.system).toEqual({ form: 'workstation', accelerators: 1, count: 1 });
  });

  it('is bought in larger systems where more is needed, and never costs less for more', () => {
    const fleets = ['0.1', '5', '40', '200'].map((requests) => bought('l40s', requests));
    const months = fleets.map(({ month }) => month);
    expect(months).toEqual([...months].sort((a, b) => a - b));
    expect(fleets.at(-1)?.stage.accelerators).toBeGreaterThan(fleets[0]?.stage.accelerators ?? Infinity);
  });

  it('takes the system whose price the document gives', () => {
    const { stage } = bought('rtx-pro-6000-se', '0.1', 'server_price: 90000 USD');
    expect(stage.system).toBeUndefined();
    expect(stage.accelerators).toBe(8);
  });

  it('of accelerators that come in one size is as it was', () => {
    expect(bought('h100-sxm', '0.1').stage).toMatchObject({ accelerators: 8 });
  });
});
