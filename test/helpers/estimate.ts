/** A hand-made estimate with every kind of deployment that a surface must be able to show. Its figures are invented. */
import type { CostElement } from '../../src/quantity/index.ts';
import type {
  ChartData,
  CostEstimate,
  DeploymentEstimate,
  EnergyEstimate,
  Estimate,
  PerformanceEstimate,
  StageEstimate,
} from '../../src/estimate/index.ts';
import type { InputCode, Sensitivity } from '../../src/estimate/index.ts';
import type { Quantity } from '../../src/quantity/index.ts';

export function known(value: number, unit: string, spread = 0.14, derivation?: string): Quantity {
  return {
    value,
    low: value / (1 + spread),
    high: value * (1 + spread),
    unit,
    state: 'known',
    ...(derivation === undefined ? {} : { derivation }),
  };
}

export function missing(unit: string, low?: number): Quantity {
  return { value: null, unit, state: 'unknown', ...(low === undefined ? {} : { low }) };
}

function cost(perMillion: Quantity, perMonth: Quantity, breakdown: CostEstimate['breakdown']): CostEstimate {
  const scaled = (share: number): Quantity =>
    perMillion.value === null ? missing('USD') : known(perMillion.value * share, 'USD');
  return {
    perMillionTokens: { ...perMillion, derivation: 'cost.perMillionTokens' },
    perMillionOutputTokens: scaled(3.4),
    perMillionInputTokens: scaled(0.7),
    perMillionCachedInputTokens: scaled(0.05),
    perRequest: scaled(0.00215),
    perHour: perMonth.value === null ? missing('USD') : known(perMonth.value / 730, 'USD'),
    perMonth: { ...perMonth, derivation: 'cost.perMonth' },
    atFullLoad: { perMillionTokens: scaled(0.46) },
    breakdown,
  };
}

function energy(kwh: number | undefined): EnergyEstimate {
  const of = (value: number, unit: string): Quantity => (kwh === undefined ? missing(unit) : known(value, unit, 0.2));
  const base = kwh ?? 0;
  return {
    joulesPerOutputToken: of(base * 12, 'J'),
    kwhPerMillionTokens: of(base, 'kWh'),
    wattHoursPerRequest: of(base * 2.15, 'Wh'),
    averagePower: of(base * 62_000, 'W'),
    kwhPerMonth: of(base * 45_000, 'kWh'),
    carbonPerMillionTokens: of(base * 370, 'g'),
    carbonPerMonth: of(base * 16_700_000, 'g'),
    embodiedCarbonPerMonth: of(1_900_000, 'g'),
    waterPerMonth: of(base * 81_000, 'l'),
  };
}

function performance(ttft: number | undefined, tpot: number, load: number): PerformanceEstimate {
  const of = (value: number, unit: string, spread = 0.16): Quantity =>
    ttft === undefined ? missing(unit) : known(value, unit, spread);
  return {
    ttft: of((ttft ?? 0) * 0.62, 's', 0.3),
    ttftP95: of(ttft ?? 0, 's', 0.3),
    tpot: of(tpot, 's'),
    outputTokensPerSecond: of(6_090, 'token/s'),
    outputTokensPerSecondPerAccelerator: of(6_090 / 24, 'token/s'),
    concurrency: of(96, ''),
    utilization: of(load, '', 0),
    bottleneck: 'memory-bandwidth',
  };
}

const GIB = 2 ** 30;

function stage(over: Partial<StageEstimate>): StageEstimate {
  return {
    stage: 'serve',
    accelerator: 'h100-sxm',
    accelerators: 24,
    acceleratorsUsed: 24,
    tensorParallel: 4,
    pipelineParallel: 1,
    expertParallel: 1,
    dataParallel: 1,
    weights: 'fp8',
    kvCacheType: 'fp8',
    replicas: { value: 6, low: 5, high: 7, unit: '', state: 'known' },
    batch: 96,
    memory: { weights: 17.1 * GIB, kvCache: 31.5 * GIB, activations: 4.2 * GIB, free: 27.2 * GIB },
    ...over,
  };
}

const line = (element: CostElement, label: string, value: number): CostEstimate['breakdown'][number] => ({
  element,
  kind: 'running',
  code: element,
  label,
  perMonth: known(value, 'USD'),
});

/** Rented (baseline), owned, disaggregated with an unknown price, wholly unknown, hosted, infeasible. */
export const DEPLOYMENTS: readonly DeploymentEstimate[] = [
  {
    name: 'aws-h100',
    status: 'ok',
    reasons: [],
    kind: 'rent',
    stages: [stage({ instance: 'p5.48xlarge', instances: 3, cloud: 'aws', region: 'us-east-1', purchase: '1-year' })],
    performance: performance(0.42, 0.031, 0.44),
    cost: cost(known(0.581, 'USD'), known(78_900, 'USD'), [
      line('rent', 'Serving', 34_700),
      line('interruption-reserve', 'Kept for the peak', 39_500),
      line('spares', 'Spare replica', 4_700),
    ]),
    energy: energy(0.31),
    slo: { ttft: 'met', tpot: 'met' },
    versusBaseline: { baseline: 'aws-h100', cost: 0, energy: 0, ttft: 0, tpot: 0 },
  },
  {
    name: 'own-b200',
    status: 'ok',
    reasons: [],
    kind: 'own',
    stages: [stage({ accelerator: 'b200', accelerators: 8, acceleratorsUsed: 8, tensorParallel: 2, batch: 160 })],
    performance: performance(0.26, 0.021, 0.51),
    cost: cost(known(0.391, 'USD', 0.22), known(53_100, 'USD', 0.22), [
      line('servers', 'Servers', 31_000),
      line('storage', 'Cost of capital', 6_900),
      line('electricity', 'Electricity', 4_100),
      line('colocation', 'Colocation', 7_200),
      line('maintenance', 'Maintenance', 3_900),
    ]),
    energy: energy(0.22),
    slo: { ttft: 'met', tpot: 'met' },
    versusBaseline: { baseline: 'aws-h100', cost: -0.327, energy: -0.29, ttft: -0.38, tpot: -0.32 },
  },
  {
    name: 'trainium-cerebras',
    status: 'incomplete',
    reasons: [
      { code: 'unknown-price', message: 'Trainium3 has no public price. Give rent: {price: …} to complete it.' },
    ],
    kind: 'mixed',
    stages: [
      stage({
        stage: 'prefill',
        accelerator: 'trn3',
        accelerators: 16,
        cloud: 'aws',
        region: 'us-east-1',
        tensorParallel: 8,
      }),
      stage({
        stage: 'decode',
        accelerator: 'cerebras-wse3',
        accelerators: 4,
        acceleratorsUsed: 4,
        tensorParallel: 1,
        pipelineParallel: 4,
        memory: { weights: 17.6 * GIB, kvCache: 20 * GIB, activations: 1.1 * GIB, free: 2.3 * GIB },
      }),
    ],
    performance: performance(0.19, 0.0033, 0.36),
    cost: cost(missing('USD', 1.9), missing('USD', 258_000), [
      { ...line('servers', 'Decode machines', 258_000), stage: 'decode', code: 'decode.servers' },
      {
        ...line('rent', 'Prefill machines', 0),
        stage: 'prefill',
        code: 'prefill.rent',
        perMonth: missing('USD'),
      },
    ]),
    energy: energy(0.64),
    slo: { ttft: 'met', tpot: 'met' },
    versusBaseline: { baseline: 'aws-h100', energy: 1.06, ttft: -0.55, tpot: -0.89 },
  },
  {
    name: 'rubin-lpx',
    status: 'incomplete',
    reasons: [{ code: 'unknown-price', message: 'Nobody has published a price of vr200-nvl72 or groq3-lpu.' }],
    kind: 'own',
    stages: [stage({ accelerator: 'vr200-nvl72', accelerators: 72, acceleratorsUsed: 16 })],
    performance: performance(0.95, 0.0021, 0.12),
    cost: cost(missing('USD'), missing('USD'), []),
    energy: energy(0.12),
    slo: { ttft: 'missed', tpot: 'met' },
    versusBaseline: { baseline: 'aws-h100', energy: -0.61, ttft: 1.26, tpot: -0.93 },
  },
  {
    name: 'hosted',
    status: 'ok',
    reasons: [],
    kind: 'api',
    stages: [],
    performance: performance(undefined, 0, 0),
    cost: cost({ value: 0.31, unit: 'USD', state: 'stale', low: 0.29, high: 0.36 }, known(42_200, 'USD', 0), [
      line('api-input', 'Input tokens', 19_900),
      line('api-cached-input', 'Cached input tokens', 6_100),
      line('api-output', 'Output tokens', 16_200),
    ]),
    energy: energy(undefined),
    slo: { ttft: 'unset', tpot: 'unset' },
    versusBaseline: { baseline: 'aws-h100', cost: -0.466 },
  },
  {
    name: 'one-l4',
    status: 'infeasible',
    reasons: [
      {
        code: 'does-not-fit',
        message:
          'Llama 3.3 70B at fp8 needs 65.7 GiB for weights; one L4 has 24 GiB. Use tensor_parallel: 4, or weights: fp4.',
      },
    ],
    kind: 'rent',
    stages: [],
    performance: performance(undefined, 0, 0),
    cost: cost(missing('USD'), missing('USD'), []),
    energy: energy(undefined),
    slo: { ttft: 'unset', tpot: 'unset' },
  },
];

export function estimate(over: Partial<Estimate> = {}): Estimate {
  return {
    source: { file: 'support-chat.workload.yaml', documentIndex: 0 },
    name: 'support-chat',
    model: 'llama-3.3-70b',
    currency: 'USD',
    baseline: 'aws-h100',
    traffic: {
      requestsPerSecond: 17.36,
      peakRequestsPerSecond: 48.6,
      inputTokens: 1800,
      outputTokens: 350,
      cachedInput: 0.4,
    },
    limits: {
      ttft: { statistic: 'p95', limit: 0.8 },
      tpot: { statistic: 'mean', limit: 0.04 },
      perMillionTokens: 0.6,
      perMonth: 60_000,
      kwhPerMillionTokens: 0.5,
    },
    problems: [],
    deployments: DEPLOYMENTS,
    ...over,
  };
}

/** Chart data to the estimate above, as smooth as a textbook. */
export function charts(): ChartData {
  const curve = (
    deployment: string,
    floor: number,
    fastest: number,
    chosenBatch: number,
    tpotTarget = 0.04,
  ): NonNullable<ChartData['curves']>[number] => ({
    deployment,
    currency: 'USD',
    points: [1, 2, 4, 8, 16, 32, 64, 96, 128, 192, 256].map((batch) => {
      const tokensPerSecondPerUser = fastest / (1 + batch / 60);
      return {
        requestsPerSecond: batch / 12,
        batch,
        tokensPerSecondPerUser,
        tokensPerSecondPerAccelerator: (batch * tokensPerSecondPerUser) / 4,
        ttft: 0.2 + batch / 400,
        perMillionTokens: (floor * (1 + batch / 60) * 60) / batch,
        joulesPerOutputToken: 3,
        meetsSlo: 1 / tokensPerSecondPerUser <= tpotTarget,
        chosen: batch === chosenBatch,
      };
    }),
  });
  const hours = Array.from({ length: 24 }, (_, hour) => {
    const requestsPerSecond = 48.6 * ((1 + Math.cos((2 * Math.PI * (hour - 14)) / 24)) / 2) ** 1.8 + 1;
    const replicas = Math.max(1, Math.ceil((requestsPerSecond * 1.15) / 9));
    return {
      hour,
      requestsPerSecond,
      served: requestsPerSecond,
      replicas,
      capacity: replicas * 9,
      costPerHour: replicas * 18,
      averagePower: replicas * 3100,
    };
  });
  const row = (
    input: InputCode,
    label: string,
    base: Quantity,
    low: number,
    high: number,
    at: readonly [number, number],
  ): Sensitivity['rows'][number] => ({
    input,
    code: input,
    label,
    base,
    elasticity: -0.4,
    low: { input: low, value: at[0] },
    high: { input: high, value: at[1] },
  });
  const exact = (value: number, unit: string): Quantity => ({ value, unit, state: 'known' });
  return {
    curves: [
      curve('aws-h100', 0.33, 95, 96),
      curve('own-b200', 0.21, 160, 96),
      curve('trainium-cerebras', 1.2, 700, 32),
    ],
    measurements: [8, 16, 32, 64, 128].map((batch, i) => ({
      deployment: 'aws-h100',
      tokensPerSecondPerUser: (95 / (1 + batch / 60)) * (1 + 0.06 * (i % 2 ? 1 : -1)),
      perMillionTokens: ((0.33 * (1 + batch / 60) * 60) / batch) * (1 + 0.1 * (i % 2 ? -1 : 1)),
      source: 'InferenceX',
      input: 1024,
      output: 1024,
      perAccelerator: 600,
      run: { id: `inferencex.csv P${i}`, model: 'llama-3.3-70b', accelerator: 'h100-sxm', framework: 'vLLM 0.10' },
    })),
    day: { deployment: 'aws-h100', currency: 'USD', hours },
    sensitivity: {
      deployment: 'aws-h100',
      value: 'cost.perMillionTokens',
      base: known(0.581, 'USD'),
      rows: [
        row('traffic.requests', 'Requests', exact(17.4, '1/s'), 8.7, 34.7, [0.78, 0.49]),
        row('rent.price', 'Price per instance-hour', exact(36.4, 'USD'), 27.5, 55, [0.44, 0.87]),
        row('traffic.peak_to_average', 'Peak to average', exact(2.8, ''), 1.4, 4.2, [0.39, 0.74]),
        row('traffic.output_tokens', 'Output tokens', exact(350, ''), 175, 700, [0.43, 0.79]),
        row('traffic.cached_input', 'Cached input', exact(0.4, ''), 0.2, 0.8, [0.64, 0.49]),
        row('serving.headroom', 'Headroom', exact(0.15, ''), 0.08, 0.3, [0.56, 0.66]),
      ],
    },
    history: {
      accelerator: 'h100-sxm',
      series: [
        {
          seller: 'nebius',
          prices: [
            { asOf: '2026-05-18', price: 2.95 },
            { asOf: '2026-08-22', price: 3.85 },
            { asOf: '2026-10-01', price: 4.5 },
          ],
        },
        {
          seller: 'lambda',
          prices: [
            { asOf: '2026-05-18', price: 3.99 },
            { asOf: '2026-10-01', price: 3.99 },
          ],
        },
        { seller: 'verda', prices: [{ asOf: '2026-10-01', price: 3.29 }] },
      ],
      drift: { value: 0.21, low: 0.08, high: 0.36, scope: 'nvidia-hopper', sellers: 19 },
    },
    breakEven: {
      pairs: [
        {
          kind: 'own-rent',
          first: 'own-b200',
          second: 'aws-h100',
          at: { value: 19.4, low: 14, high: 27, unit: 'month', state: 'derived' },
          outcome: 'crosses',
          message: 'Owning own-b200 has cost less than renting aws-h100 after 19.4 months.',
        },
        {
          kind: 'self-api',
          first: 'own-b200',
          second: 'hosted',
          at: { value: 31, low: 24, high: 44, unit: '1/s', state: 'derived' },
          utilization: 0.71,
          outcome: 'crosses',
          message: 'Above 31 requests/s own-b200 is cheaper than hosted.',
        },
        {
          kind: 'self-api',
          first: 'aws-h100',
          second: 'hosted',
          outcome: 'second-always',
          message: 'hosted is cheaper than aws-h100 at any traffic up to a full fleet.',
        },
      ],
    },
    options: {
      cost: [
        {
          name: 'mi355x-tensorwave',
          machines: {
            accelerators: 16,
            accelerator: 'mi355x',
            cloud: 'TensorWave',
            region: 'us-central',
            purchase: 'on-demand',
          },
          perMillionTokens: known(0.42, 'USD'),
          perMonth: known(56_900, 'USD'),
          savesPerMonth: 22_000,
          energyChange: -0.21,
          meetsSlo: true,
        },
        {
          name: 'h200-sxm-lambda',
          machines: {
            accelerators: 24,
            accelerator: 'h200-sxm',
            cloud: 'Lambda',
            region: 'us-east-1',
            purchase: '1-year',
          },
          perMillionTokens: known(0.51, 'USD'),
          perMonth: known(69_800, 'USD'),
          savesPerMonth: 9_100,
          energyChange: -0.08,
          meetsSlo: true,
        },
      ],
      energy: [],
      carbon: [],
      latency: [],
    },
  };
}
