/**
 * One step, one chain and one pool worked out on paper: a toy model, a toy machine and round constants, so that every term of
 * docs/performance-model.md stands here a second time, as arithmetic.
 */
import { describe, expect, it } from 'vitest';
import { resolveConstants } from '../../src/performance/constants.ts';
import { disaggregatedAt, disaggregatedClosedLoop, prepareDisaggregated } from '../../src/performance/disaggregated.ts';
import type { Accelerator, Architecture, Constants, Parallelism, Replica } from '../../src/performance/index.ts';
import { sequenceBytes } from '../../src/performance/keyValue.ts';
import { exchangesOf } from '../../src/performance/machines/exchange.ts';
import { memoryFit } from '../../src/performance/memory.ts';
import { maximumRate } from '../../src/performance/maximum.ts';
import { prepareStep } from '../../src/performance/prepareStep.ts';
import { prepareServing } from '../../src/performance/prepareServing.ts';
import { promptsAt } from '../../src/performance/prompts.ts';
import { firstToken, servingAt } from '../../src/performance/serving.ts';
import { promptSeconds, steadyState } from '../../src/performance/steadyState.ts';
import { stepTime } from '../../src/performance/step.ts';

const roofline = (a: number, b: number): number => (a ** 1.5 + b ** 1.5) ** (2 / 3);

const PEAK = 1e15;
const BANDWIDTH = 4e12;
const LINK = 400e9;
const NETWORK = 50e9;

const machine = (over: Partial<Accelerator> = {}): Accelerator => ({
  id: 'toy',
  class: 'toy',
  machine: 'memory',
  peak: { bf16: PEAK, fp16: PEAK, fp8: 2 * PEAK, int8: 2 * PEAK, fp4: 4 * PEAK, int4: PEAK },
  emulated: [],
  derived: [],
  memory: 100e9,
  bandwidth: BANDWIDTH,
  scaleUp: { bandwidth: LINK, domain: 8 },
  scaleOut: NETWORK,
  power: { limit: 1000, idle: 100 },
  ...over,
});

/** 4 layers of grouped-query attention, each with 64 experts of which a token takes 4. */
const moe: Architecture = {
  id: 'toy-moe',
  layers: 4,
  hidden: 1024,
  vocabulary: 32_000,
  tiedEmbeddings: false,
  attention: [{ kind: 'full', layers: 4, heads: 16, kvHeads: 8, headDim: 64 }],
  routed: { layers: 4, experts: 64, topK: 4, intermediate: 512, sharedIntermediate: 0, matrices: 3 },
  mtpLayers: 0,
  checkpoint: 'bf16',
};

/** No measured scope: every constant is the fallback of the model, except those that the paper fixes. */
const constants = (over: Partial<Constants> = {}): Constants => ({
  ...resolveConstants({}, { accelerator: machine(), engine: 'vllm' }),
  ...over,
});

const replica = (parallelism: Partial<Parallelism> = {}, over: Partial<Replica> = {}): Replica => ({
  architecture: moe,
  accelerator: machine(),
  engine: 'vllm',
  weights: 'bf16',
  kvCache: 'bf16',
  parallelism: { tensor: 1, pipeline: 1, expert: 1, data: 1, ...parallelism },
  ...over,
});

const time = (r: Replica, n: number, context: number, c = constants()): number =>
  stepTime(prepareStep(r, c), n, context);

/** A decode step of the toy model on paper. `g`: accelerators that share a layer; tokens: those that the step checks. */
function paper({ g = 1, expert = 1, tokens = 8, sequences = 8, context = 1000, kv = 2, attentionPeak = PEAK } = {}) {
  const c = constants();
  const attentionWeights = 4 * (1024 * 1024 + 2 * 1024 * 512 + 1024 * 1024);
  const expertWeights = 4 * 3 * 1024 * 512;
  const head = 32_000 * 1024;
  const attention = roofline(
    (2 * attentionWeights * tokens) / g / (PEAK * c.computeBf16),
    (2 * attentionWeights) / g / (BANDWIDTH * c.bandwidth),
  );
  const touched = 64 * (1 - (1 - 4 / 64) ** (1 + (tokens - 1) * c.routing));
  const expertRate = Math.min(PEAK, PEAK * c.computeBf16 * c.expertCompute);
  const expertRead = BANDWIDTH * Math.min(1, c.bandwidth * c.expertBandwidth);
  const experts =
    roofline(
      (tokens * 2 * 4 * expertWeights + touched * 2 * expertWeights * c.expertTile) / g / expertRate,
      (touched * 2 * expertWeights + tokens * 4 * 4 * (1024 + 512) * 4) / g / expertRead,
    ) *
    (1 + c.imbalance * (1 - 1 / expert));
  const vocabulary = roofline(
    (tokens * 2 * head) / g / (PEAK * c.computeBf16),
    (2 * head) / g / (BANDWIDTH * c.bandwidth),
  );
  const activation = (tokens * c.activation * 2 * 1024 * 4) / (BANDWIDTH * c.bandwidth) / Math.sqrt(g);
  const cache = roofline(
    (tokens * context * 2 * 4 * 2 * 16 * 64) / g / (attentionPeak * c.attentionDecode),
    (sequences * context * 4 * 2 * (8 / g) * 64 * kv) / (BANDWIDTH * c.attentionBandwidth),
  );
  const overhead =
    4 * c.layer + 4 * c.expertLayer + c.step + sequences * (c.sequence + (c.sampling * 32_000) / 100_000);
  return { c, work: attention + experts + vocabulary + activation + cache, overhead };
}

describe('a decode step of a mixture of experts', () => {
  it('on one accelerator is attention, touched experts with their tiles, head, activations, cache and overhead', () => {
    const { work, overhead } = paper();
    expect(time(replica(), 8, 1000) / (work + overhead)).toBeCloseTo(1, 9);
  });

  it('checks the draft tokens too, over the same cache', () => {
    const speculation = { draftTokens: 3, tokensPerStep: 2, overhead: 0.1 };
    const { work, overhead } = paper({ tokens: 32 });
    expect(time(replica({}, { speculation }), 8, 1000) / (work + overhead)).toBeCloseTo(1, 9);
  });

  it('waits for the busiest rank where experts are spread, and for two all-reduces a layer', () => {
    const { c, work, overhead } = paper({ g: 4, expert: 4 });
    const start = c.collectiveStart * (1 + 0.15 * Math.log2(4));
    const bytes = 2 * 8 * 1024;
    const allReduces = 8 * (start + (2 * (4 - 1) * bytes) / 4 / (LINK * c.link));
    expect(time(replica({ tensor: 4, expert: 4 }), 8, 1000) / (work + overhead + allReduces)).toBeCloseTo(1, 9);
  });

  it('carries the part between islands over the network', () => {
    const { c, work, overhead } = paper({ g: 4 });
    const start = c.collectiveStart * (1 + 0.15 * Math.log2(4)) + 2 * c.collectiveStartPcie;
    const bytes = 2 * 8 * 1024;
    const inside = 1 / 2 / (LINK * c.link);
    const across = 1 / 2 / 2 / (NETWORK * c.link);
    const islands = replica({ tensor: 4 }, { accelerator: machine({ scaleUp: { bandwidth: LINK, domain: 2 } }) });
    const expected = work + overhead + 8 * (start + 2 * bytes * (inside + across));
    expect(time(islands, 8, 1000) / expected).toBeCloseTo(1, 9);
  });

  it('over two nodes sends each token to its experts and overlaps two halves, where that ends sooner', () => {
    // 16 ranks: 4 of 64 experts a token, half of them on the other node, 16-bit weights and so 4 bytes a value both ways.
    const ranks = 16;
    const over = replica({ tensor: ranks, expert: ranks, data: ranks });
    const c = constants({ attentionData: 1 });
    const bytes = 4 * 1024 * 4;
    const perRank = (tokens: number) => tokens / ranks;
    const latency = (tokens: number) =>
      4 * 2 * 35e-6 + perRank(tokens) * bytes * Math.max(2 / (0.85 * NETWORK), 2 / (LINK * c.link));
    const nodes = 2 * (1 - (1 / 2) ** 4);
    const copies = 16 * (1 - (15 / 16) ** 4);
    const throughput = (tokens: number) =>
      4 * 2 * 105e-6 + perRank(tokens) * bytes * Math.max(nodes / 2 / (0.85 * NETWORK), copies / (LINK * c.link));
    const exchange = (tokens: number) => Math.min(latency(tokens), throughput(tokens));
    const step = prepareStep(over, c);
    const alone = { ...step, exchanges: [] };
    const host = (n: number) => n * step.sequence;
    const work = (n: number) => stepTime(alone, n, 1000) - host(n);
    for (const n of [16, 1024, 65_536, 1_048_576]) {
      const whole = work(n) + host(n) + exchange(n);
      const halves = Math.max(2 * work(n / 2) + host(n), 2 * exchange(n / 2));
      expect(stepTime(step, n, 1000) / Math.min(whole, halves)).toBeCloseTo(1, 9);
    }
    expect(latency(16)).toBeLessThan(throughput(16));
    expect(throughput(1_048_576)).toBeLessThan(latency(1_048_576));
    // A rank's host has the sequences of eight ranks, of sixteen.
    expect(step.sequence).toBeCloseTo((c.sequence + (c.sampling * 32_000) / 100_000) / 2, 15);
  });

  it('keeps the experts of a token on few nodes where the model routes so', () => {
    // Eight nodes of eight; 64 experts in 8 groups, of which a token takes 4, so that 4 nodes are met by 4 draws at most.
    const groups = { count: 8, top: 4 };
    const wide = { tensor: 64, pipeline: 1, expert: 64, data: 64 };
    const token = (routed: NonNullable<Architecture['routed']>) =>
      exchangesOf(machine(), routed, wide, 1024, { quantized: true, link: 1 }).map((kernels) => kernels.token);
    const met = (nodes: number) => nodes * (1 - (1 - 1 / nodes) ** 4);
    // 8 bit there and 16 bit back, 4 layers, seven of eight nodes away.
    const [latency, throughput] = token({ ...moe.routed!, groups });
    const seconds = (copies: number) => (4 * 1024 * 3 * copies * (7 / 8)) / (0.85 * NETWORK) / 64;
    expect(latency! / seconds(4)).toBeCloseTo(1, 9);
    expect(throughput! / seconds(met(4))).toBeCloseTo(1, 9);
    expect(token(moe.routed!)[1]! / seconds(met(8))).toBeCloseTo(1, 9);
    // Over two nodes four groups live on both.
    const two = exchangesOf(
      machine(),
      { ...moe.routed!, groups },
      { ...wide, expert: 16, tensor: 16, data: 16 },
      1024,
      {
        quantized: true,
        link: 1,
      },
    );
    const bytes = 4 * 1024 * 3;
    expect(two[1]!.token / ((bytes * met(2) * 0.5) / (0.85 * NETWORK) / 16)).toBeCloseTo(1, 9);
  });

  it('computes whole experts 1.8 times as fast as slices where that was measured', () => {
    const c = constants({ expertCompute: 0.2 });
    const weights = 4 * 3 * 1024 * 512;
    const hopper = machine({ class: 'nvidia-hopper' });
    const compute = (r: Replica) => prepareStep(r, c).experts?.compute ?? NaN;
    const seconds = (ranks: number, precision: 'Fp8' | 'Bf16', peak: number) =>
      (2 * 4 * weights) / ranks / (peak * c[`compute${precision}`] * 0.2);
    const fp8 = { weights: 'fp8', accelerator: hopper } as const;
    const slices = compute(replica({ tensor: 4, expert: 4 }, fp8));
    expect(slices / seconds(4, 'Fp8', 2 * PEAK)).toBeCloseTo(1, 9);
    expect(slices / compute(replica({ tensor: 4, expert: 4, data: 4 }, fp8))).toBeCloseTo(1.8, 9);
    // Experts that are sliced over tensor ranks, 16-bit ones, MXFP4 and other machines run as slices do.
    const mx = { ...moe, routed: { ...moe.routed!, format: 'mxfp4' as const } };
    const asSlices: readonly (readonly [Parameters<typeof replica>[0], Partial<Replica>])[] = [
      [{ tensor: 4, expert: 2, data: 2 }, fp8],
      [
        { tensor: 4, expert: 4, data: 4 },
        { ...fp8, architecture: mx },
      ],
      [{ tensor: 4, expert: 4, data: 4 }, { weights: 'fp8' }],
    ];
    for (const [parallelism, over] of asSlices) expect(compute(replica(parallelism, over)) / slices).toBeCloseTo(1, 9);
    const wide = compute(replica({ tensor: 4, expert: 4, data: 4 }, { accelerator: hopper }));
    expect(wide / seconds(4, 'Bf16', PEAK)).toBeCloseTo(1, 9);
  });

  it('attends to an fp8 cache at twice the 16-bit peak on chips with fp4, and at that peak on others', () => {
    // Many heads over little cache: attention is compute.
    const context = 200_000;
    const wide = paper({ context, kv: 1, attentionPeak: 2 * PEAK });
    expect(time(replica({}, { kvCache: 'fp8' }), 8, context) / (wide.work + wide.overhead)).toBeCloseTo(1, 9);
    const narrow = paper({ context, kv: 1 });
    const without = replica({}, { kvCache: 'fp8', accelerator: machine({ emulated: ['fp4'] }) });
    expect(time(without, 8, context) / (narrow.work + narrow.overhead)).toBeCloseTo(1, 9);
  });
});

describe('the memory of a sequence', () => {
  it('holds state and convolution tail of linear attention beside its cache', () => {
    const linear = {
      kind: 'mamba2',
      layers: 2,
      keyHeads: 4,
      keyDim: 128,
      valueHeads: 8,
      valueDim: 64,
      convolution: 4,
    } as const;
    const state = 2 * (4 * 8 * 64 * 128 + 2 * 4 * 8 * 64);
    expect(sequenceBytes({ ...moe, linear }, 2, 1, 1000)).toBe(4 * 2 * 8 * 64 * 2 * 1000 + state);
    expect(sequenceBytes({ ...moe, linear }, 2, 4, 1000)).toBe(4 * 2 * 2 * 64 * 2 * 1000 + state / 4);
  });
});

/** One prompt of 1,000 tokens on one rank: a token attends to half of it on average. */
const PROMPT = { tokens: 1000, reach: 500, ended: 1, rankShare: 1 };

describe('the first token', () => {
  const lengths = { input: 1000, output: 200, cached: 0 };
  const c = constants({ rankWait: 6, admission: 0.01, admissionRouted: 0.001, request: 0.002 });

  it('waits for admission, half a step, its prompt, the prompts ahead, and a place in the batch', () => {
    const s = prepareServing(replica({}, { maxBatch: 4 }), lengths, c);
    const rate = 0.8 * steadyState(s, 4).rate;
    const point = servingAt(s, rate);
    const n = point?.batch ?? NaN;
    const x = steadyState(s, n);
    const prompt = stepTime(s.step, n, 1100, PROMPT);
    const load = ((n / 200) * x.prefill) / x.tpot;
    const own = 0.01 + 4 * 0.001 + 0.002 + 0.5 * x.tpot + prompt;
    const ahead = (c.queue * prompt * load) / (2 * (1 - load));
    const place = ((200 * x.tpot) / 4) * ((n / 4) ** (Math.sqrt(10) - 1) / (1 - n / 4));
    expect(place).toBeGreaterThan(0.1 * own);
    expect((point?.ttft ?? NaN) / (own + ahead + place)).toBeCloseTo(1, 9);
    expect((point?.ttftP50 ?? NaN) / (own + 0.7 * (ahead + place))).toBeCloseTo(1, 9);
  });

  it('has its chunks follow each other through the stages, and waits for all of them', () => {
    // Four chunks of 250 tokens through two stages: the first passes both, the others come half a pass apart.
    const s = prepareServing(replica({ pipeline: 2 }, { maxBatchedTokens: 250 }), lengths, c);
    const pass = stepTime(s.step, 3, 1100, { ...PROMPT, tokens: 250 });
    expect(promptSeconds(s, 6) / (2.5 * pass)).toBeCloseTo(1, 9);
  });

  it('is followed by as many tokens a step as are accepted of the drafts, in steps that take longer', () => {
    const speculation = { draftTokens: 3, tokensPerStep: 2, overhead: 0.1 };
    const s = prepareServing(replica({}, { speculation }), lengths, c);
    expect(steadyState(s, 8).decode / ((1.1 * stepTime(s.step, 8, 1100)) / 2)).toBeCloseTo(1, 9);
  });

  it('waits for its attention rank to take prompts', () => {
    const at = (data: number) => {
      const s = prepareServing(replica({ tensor: 4, expert: 4, data }), lengths, c);
      const x = steadyState(s, 16);
      return { own: firstToken(s, x).own, tpot: x.tpot, prompt: stepTime(s.step, 16, 1100, PROMPT) };
    };
    const one = at(1);
    const ranks = at(4);
    expect(one.own / (0.01 + 0.004 + 0.002 + 0.5 * one.tpot + one.prompt)).toBeCloseTo(1, 9);
    expect(ranks.own / (0.01 + 0.004 + 0.002 + 6.5 * ranks.tpot + ranks.prompt)).toBeCloseTo(1, 9);
  });
});

describe('a chain of chips with the weights on board', () => {
  const c = constants({ chipLayer: 30e-6, chipHop: 1e-6 });
  const chip = machine({
    machine: 'on-chip',
    memory: 1e9,
    bandwidth: 80e12,
    scaleUp: { bandwidth: 100e9, domain: 576 },
  });
  const chain = (chips: number): Replica => replica({ pipeline: chips }, { accelerator: chip });
  const flat = (chips: number): number => prepareStep(chain(chips), c).flat;

  it('adds 30 µs a layer and 1 µs for every crossing, two a layer at most', () => {
    expect(flat(1)).toBeCloseTo(4 * 30e-6, 12);
    expect(flat(3)).toBeCloseTo(4 * 30e-6 + 2 * 1e-6, 12);
    expect(flat(40)).toBeCloseTo(4 * 30e-6 + 7 * 1e-6, 12);
  });

  it('carries the activations of a token over every crossing, and reads a layer with all the chips that hold it', () => {
    const s = prepareStep(chain(40), c);
    expect(s.pipeline).toBe(4);
    expect(s.linkToken).toBeCloseTo((7 * 2 * 1024) / 100e9, 15);
    const attentionWeights = 4 * (1024 * 1024 + 2 * 1024 * 512 + 1024 * 1024);
    expect(s.projection.read).toBeCloseTo((2 * attentionWeights) / 10 / (80e12 * c.bandwidth), 15);
  });

  it('spreads weights and cache over its chips', () => {
    const [one, ten] = [1, 10].map((chips) => memoryFit(chain(chips), { input: 100, output: 10, cached: 0 }, c));
    expect(ten?.weights).toBeCloseTo((one?.weights ?? NaN) / 10, 3);
    expect(ten?.kvCachePerSequence).toBeCloseTo((one?.kvCachePerSequence ?? NaN) / 10, 3);
  });
});

describe('pools', () => {
  const c = constants({ transferStart: 0.02, router: 0.05, admission: 0.01, request: 0.002, poolDecode: 0.9 });
  const lengths = { input: 4000, output: 200, cached: 0 };
  const both = { prefill: c, decode: c };
  const p = prepareDisaggregated(replica(), replica(), lengths, 25e9, both);
  const bytes = 4 * 2 * 8 * 64 * 2 * 4000;

  it('answer after router, admission, the prompt, the way of its cache and half a decode step', () => {
    const rate = 0.5 * p.prefillRate;
    const point = disaggregatedAt(p, { prefill: 2, decode: 1 }, rate);
    const n = point?.decode.batch ?? NaN;
    const tpot = 0.9 * stepTime(p.decode.step, n, 4100);
    const prompt = stepTime(p.prefill.step, 0, 0, { tokens: 4000, reach: 2000, ended: 1, rankShare: 1 });
    const each =
      stepTime(p.prefill.step, 0, 0, { tokens: 8192, reach: 2000, ended: 8192 / 4000 }) / (8192 / 4000) + 0.002;
    const load = rate / (2 * p.prefillRate);
    const wait = ((each / 2) * load ** (Math.sqrt(6) - 1)) / (2 * (1 - load));
    const own = 0.01 + 0.05 + prompt + (0.02 + bytes / 25e9) + 0.5 * tpot;
    expect((point?.decode.tpot ?? NaN) / tpot).toBeCloseTo(1, 9);
    expect((point?.ttft ?? NaN) / (own + wait)).toBeCloseTo(1, 9);
    expect((point?.ttftP50 ?? NaN) / (own + 0.7 * wait)).toBeCloseTo(1, 9);
    expect((point?.ttftP95 ?? NaN) / (own + 3 * wait)).toBeCloseTo(1, 9);
    expect((point?.ttftP99 ?? NaN) / (own + 4.6 * wait)).toBeCloseTo(1, 9);
  });

  it('carry no more requests than the link of a prefill replica', () => {
    const narrow = prepareDisaggregated(replica(), replica(), lengths, 1e8, both);
    expect(narrow.prefillRate).toBeCloseTo(1e8 / bytes, 9);
  });

  it('queue for the places of the decode pool where it has few', () => {
    const few = prepareDisaggregated(replica(), replica({}, { maxBatch: 4 }), lengths, 25e9, both);
    const sizes = { prefill: 8, decode: 2 };
    const rate = (0.9 * 2 * 4) / (200 * 0.9 * stepTime(few.decode.step, 3.6, 4100));
    const [some, plenty] = [few, p].map((one) => disaggregatedAt(one, sizes, rate));
    const holding = 200 * (some?.decode.tpot ?? NaN);
    // Eight places of both replicas, nine tenths of them taken on average: Sakasegawa's M/M/8.
    const places = ((holding / 8) * 0.9 ** (Math.sqrt(18) - 1)) / 0.1;
    expect((some?.placeWait ?? NaN) / places).toBeCloseTo(1, 2);
    expect(((some?.ttft ?? NaN) - (plenty?.ttft ?? NaN)) / places).toBeCloseTo(1, 2);
  });

  it('keep the clients waiting that a closed loop has more than places', () => {
    const few = prepareDisaggregated(replica(), replica({}, { maxBatch: 64 }), lengths, 25e9, both);
    const point = disaggregatedClosedLoop(few, { prefill: 40, decode: 2 }, 160);
    const tpot = 0.9 * stepTime(few.decode.step, 64, 4100);
    expect(point.decode.batch).toBe(64);
    // Little: 160 clients are waiting, in prefill or in one of 128 places.
    const beside = 0.01 + 0.05 + stepTime(p.prefill.step, 0, 0, { tokens: 4000, reach: 2000, ended: 1, rankShare: 1 });
    const way = 0.02 + bytes / 25e9 + 0.5 * tpot;
    expect(point.requestsPerSecond * (point.placeWait + beside + way + 200 * tpot)).toBeCloseTo(160, 0);
    expect(point.ttft).toBeGreaterThan(point.placeWait);
  });

  it('step together where attention is data-parallel: a prompt waits for the steps of the others', () => {
    const wide = replica({ tensor: 4, expert: 4, data: 4 });
    const waiting = (steps: number) => ({ prefill: c, decode: constants({ ...c, poolRankWait: steps }) });
    const pools = (steps: number) => prepareDisaggregated(wide, replica(), lengths, 25e9, waiting(steps));
    const { lonePromptSeconds: lone, furtherPromptSeconds: further, prefillRate } = pools(0);
    const rate = 0.6 * prefillRate;
    const ttft = (steps: number) => disaggregatedAt(pools(steps), { prefill: 1, decode: 4 }, rate)?.ttft ?? NaN;
    // A step takes in what came during the last one: L = lone + further · (rate · L − 1).
    const step = rate * lone > 1 ? (lone - further) / (1 - rate * further) : lone;
    expect(ttft(2) - ttft(0)).toBeCloseTo(2 * (1 - Math.exp(-rate * step)) * step, 6);
  });
});

describe('prompts without output', () => {
  const c = constants({ admission: 0.01, admissionRouted: 0, request: 0.002 });
  const lengths = { input: 1024, output: 0, cached: 0 };
  const s = prepareServing(replica(), lengths, c, 'prefill');
  // Eight prompts of 1,024 tokens fill a step of 8,192.
  const step = (prompts: number) => stepTime(s.step, 0, 0, { tokens: 1024 * prompts, reach: 512, ended: prompts });
  const each = step(8) / 8 + 0.002;

  it('keep a replica busy for their share of a full step', () => {
    const most = maximumRate(s, {})?.point;
    expect((most?.requestsPerSecond ?? NaN) * each).toBeCloseTo(0.95, 9);
    expect(most?.perRequest).toEqual({ prefill: each, decode: 0, cachedAttention: 0 });
    expect([most?.tpot, most?.outputTokensPerSecond]).toEqual([0, 0]);
  });

  it('come one a step where few arrive, and wait as in M/D/1', () => {
    const rate = 0.1 / step(1);
    const point = promptsAt(s, rate);
    const load = rate * each;
    const wait = (0.5 * each * load) / (1 - load);
    expect(point?.ttft).toBeCloseTo(0.01 + step(1) + wait, 3);
    expect(point?.busy).toBeCloseTo(0.1, 9);
  });

  it('have the highest rate at which the time to their answer is in its limit', () => {
    const limit = 0.01 + 3 * step(1);
    const found = maximumRate(s, { ttft: { statistic: 'p95', limit } });
    expect(found?.meetsLimits).toBe(true);
    expect(found?.point.ttftP95).toBeLessThanOrEqual(limit);
    expect(promptsAt(s, 1.01 * (found?.point.requestsPerSecond ?? NaN))?.ttftP95).toBeGreaterThan(limit);
    expect(maximumRate(s, { ttft: { statistic: 'p95', limit: 0.009 } })?.meetsLimits).toBe(false);
  });
});
