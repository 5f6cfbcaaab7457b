import { describe, expect, it } from 'vitest';
import { newNonce } from '../../../src/extension/panel/nonce.ts';
import { contentSecurityPolicy, panelPage } from '../../../src/panel/page.ts';
import { chosenName } from '../../../src/panel/snapshot.ts';
import { allBetterOptions, betterOptions } from '../../../src/estimate/explore/betterOptions.ts';
import { DEPLOYMENTS, estimate, known } from '../../helpers/estimate.ts';

it('selects what was asked for, else the baseline, else the first answer', () => {
  expect(chosenName(estimate(), 'own-b200')).toBe('own-b200');
  expect(chosenName(estimate(), 'gone')).toBe('aws-h100');
  const { baseline: _, ...without } = estimate({ deployments: DEPLOYMENTS.slice(2) });
  expect(chosenName(without, undefined)).toBe('hosted');
  expect(chosenName(estimate({ deployments: [] }), undefined)).toBeUndefined();
});

describe('better options', () => {
  const row = (name: string, month: number, over = {}) =>
    ({
      kind: 'row',
      estimate: { ...DEPLOYMENTS[0]!, name, cost: { ...DEPLOYMENTS[0]!.cost, perMonth: known(month, 'USD') }, ...over },
      deployment: undefined as never,
      meetsSlo: true,
      servesAll: true,
      pareto: false,
    }) as const;
  const stage = (accelerator: string) => [{ ...DEPLOYMENTS[0]!.stages[0]!, accelerator }];
  const present = DEPLOYMENTS[0]!;

  it('are cheaper, the cheapest first, each machine once', () => {
    const rows = [
      row('dear', 90_000, { stages: stage('a') }),
      row('b-second', 50_000, { stages: stage('b') }),
      row('b-best', 40_000, { stages: stage('b') }),
      row('c', 60_000, { stages: stage('c') }),
    ];
    expect(betterOptions(rows, present).map(({ name }) => name)).toEqual(['b-best', 'c']);
    expect(betterOptions(rows, present)[0]!.savesPerMonth).toBeCloseTo(38_900);
  });
  it('name machine, place and plan by their codes; an API has none', () => {
    const { accelerators, cloud, region, purchase } = present.stages[0]!;
    const [option] = betterOptions([row('b', 40_000, { stages: stage('b') })], present);
    expect(option!.machines).toEqual({ accelerators, accelerator: 'b', cloud, region, purchase });
    expect(betterOptions([row('hosted', 40_000, { kind: 'api', stages: [] })], present)[0]!.machines).toBeUndefined();
  });
  it('have an order for each thing that may matter', () => {
    const energy = (kwh: number) => ({
      energy: { ...present.energy, kwhPerMillionTokens: known(kwh, 'kWh'), carbonPerMillionTokens: known(999, 'g') },
    });
    const rows = [
      row('dear-and-green', 90_000, { stages: stage('a'), ...energy(0.1) }),
      row('cheap', 40_000, { stages: stage('b'), ...energy(0.4) }),
      { kind: 'infeasible', accelerator: 'x', name: 'x', reasons: [] } as const,
    ];
    const { cost, energy: green, carbon, latency } = allBetterOptions(rows, present);
    expect(cost.map(({ name }) => name)).toEqual(['cheap']);
    expect(green.map(({ name }) => name)).toEqual(['dear-and-green']);
    expect(green[0]!.gain).toBeCloseTo(0.1 / 0.31 - 1, 6);
    expect(green[0]!.savesPerMonth).toBeLessThan(0);
    expect([carbon, latency]).toEqual([[], []]);
  });
  it('do not miss a target that the present one meets', () => {
    expect(betterOptions([{ ...row('x', 1), meetsSlo: false }], present)).toEqual([]);
  });
});

describe('page of the webview', () => {
  it('allows one script and one style by nonce and nothing else', () => {
    const policy = contentSecurityPolicy('n0');
    expect(policy).toBe("default-src 'none'; script-src 'nonce-n0'; style-src 'nonce-n0'");
    expect(policy).not.toMatch(/unsafe|connect-src|http/);
    const html = panelPage({ title: 'a"<b', nonce: 'n0', css: '', script: { uri: 'u' } });
    expect(html).toContain('<title>a&quot;&lt;b</title>');
  });
  it('has a new nonce each time', () => expect(newNonce()).not.toBe(newNonce()));
});
