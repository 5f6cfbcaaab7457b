/** A row with the columns of `measurements.csv` becomes a case, by the rules of pricing/measurements/README.md. */
import type { Lengths, Parallelism, Replica } from '../../performance/index.ts';
import type { Precision } from '../../quantity/index.ts';
import { architecture, assume, machine, withPrediction, type RowContext } from './context.ts';
import type { Cells, Configuration, Load, PoolCase, ReadRow, Slice } from './case.ts';
import { assumedTensor, cacheOf, chipsFor, engineOf, precisionOf } from './names.ts';

const numeric = (text: string): number =>
  /\d/.test(text) ? Number(/[\d.]+(?:e[+-]?\d+)?/i.exec(text)?.[0]) : Number.NaN;

function loadOf(context: RowContext, cells: Cells, copies: number, ranks: number, accelerators: number): Load {
  const scenario = cells('scenario').toLowerCase();
  const amount = numeric(cells('concurrency_or_batch'));
  const notes = cells('notes');
  const configured =
    /max batch (\d+) per engine/.exec(notes) ?? /max_num_seqs=(\d+)/.exec(cells('concurrency_or_batch'));
  // NVIDIA's configurations give the batch of one attention rank.
  const batch = configured ? { batch: Number(configured[1]) * ranks } : {};
  if (scenario.startsWith('closed')) return { kind: 'closed', clients: (amount || 1) / copies, rounds: 10 };
  if (scenario.startsWith('steady')) return { kind: 'steady', batch: (amount || 64) / copies };
  if (scenario === 'server' || scenario === 'interactive') {
    const limit = /TTFT<=(\d+)ms TPOT<=(\d+)ms/.exec(notes);
    return {
      kind: 'limited',
      ttft: limit ? Number(limit[1]) / 1e3 : scenario === 'interactive' ? 0.5 : 2,
      tpot: limit ? Number(limit[2]) / 1e3 : (assume(context, 'tpot_limit', scenario, cells('model')) ?? 0.1),
      ...batch,
    };
  }
  const requests = /\((\d+) requests\)/.exec(scenario);
  if (scenario.includes('open-loop') && /inf/i.test(cells('concurrency_or_batch')))
    return { kind: 'burst', requests: Number(requests?.[1] ?? 500) / copies };
  if (scenario.includes('open-loop'))
    return { kind: 'open', rate: (amount || 1) / copies, requests: Number(requests?.[1] ?? 500) / copies };
  if (scenario.includes('arriving')) return { kind: 'closed', clients: (amount || 64) / copies, rounds: 1 };
  if (
    scenario.includes('num_prompts') ||
    scenario.includes('static') ||
    scenario.startsWith('latency') ||
    scenario.includes('slots')
  )
    return { kind: 'static', batch: Math.max(1, (amount || 1) / copies) };
  if (scenario.startsWith('offline')) {
    if (/^per_device/.test(cells('concurrency_or_batch')))
      return { kind: 'offline', batch: (amount * accelerators) / copies };
    if (Number.isFinite(amount) && !configured) return { kind: 'offline', batch: amount / copies };
    return { kind: 'offline', ...batch };
  }
  if (scenario === 'hosted api') return { kind: 'single' };
  if (Number.isFinite(amount)) return { kind: 'steady', batch: amount };
  return { kind: 'offline', ...batch };
}

/** Whether `dp` or `DEP` of a row means attention data parallelism rather than copies. */
function attentionData(cells: Cells, tensor: number, expert: number): boolean {
  if (tensor < 2) return false;
  const notes = cells('notes');
  if (/attention DP|DPattn|DEP=attention/i.test(notes + cells('disaggregated')))
    return /DEP=attention/.test(notes) ? Number(cells('dp')) > 1 : true;
  return /enable_attention_dp/.test(notes) && expert >= 1;
}

export function readMeasurement(context: RowContext, cells: Cells, line: number): ReadRow {
  const id = cells('id') || String(line);
  const metric = cells('metric');
  const measured = Number(cells('value'));
  const failed = (reason: string): ReadRow => ({ ok: false, id, metrics: [{ metric, measured }], reason });
  const m = architecture(context, cells('model'));
  if (!m) return failed(`unknown model ${cells('model') || '(blank)'}`);
  const a = machine(context, cells('accelerator'));
  if (!a) return failed(`unknown accelerator ${cells('accelerator') || '(blank)'}`);
  const source = cells('source');
  const assumed: string[] = [];
  const engine = engineOf(cells('framework'), source, a.id);
  const stated = precisionOf(cells('weight_precision'), m.checkpoint);
  const narrower = assume(context, 'weight_bits', `${source} ${a.id} ${stated}`, m.id);
  const weights: Precision = narrower === undefined ? stated : narrower === 8 ? 'fp8' : 'fp4';
  const kvCache = cacheOf(cells('kv_precision'), weights, engine, a);
  const perDevice = /^per_device/.test(cells('concurrency_or_batch'));
  const count =
    Number(cells('n_accelerators')) ||
    Number(cells('tp')) ||
    (perDevice ? (assume(context, 'accelerators', source, m.id) ?? 8) : 0);
  let pipeline = Number(cells('pp')) || 1;
  let tensor = Number(cells('tp'));
  let wide = false;
  if (!tensor) {
    const most = count > 0 ? Math.min(count, a.scaleUp.domain > 1 ? a.scaleUp.domain : 8) : 8;
    tensor = assumedTensor(m, a, weights, most);
    // Very large routed models run with attention data parallelism and spread experts in every configuration that says so.
    wide =
      m.routed !== undefined &&
      tensor >= 4 &&
      most >= 8 &&
      a.scaleUp.domain >= 8 &&
      m.layers * m.routed.experts > 10_000;
    if (wide) tensor = 8;
    assumed.push('tp');
  }
  const chips = a.machine === 'on-chip' && count === 0 ? chipsFor(m, a, weights) : 0;
  const accelerators = chips || count || tensor * pipeline;
  if (chips) [tensor, pipeline] = [1, chips];
  if (a.class === 'neuron') tensor = Math.max(1, Math.floor(accelerators / pipeline));
  if (tensor * pipeline > accelerators) tensor = Math.max(1, Math.floor(accelerators / pipeline));
  // Experts over more accelerators than the tensor degree: one replica spans them, attention sharded alike.
  const spread = Number(cells('ep')) || 1;
  if (spread > tensor && spread * pipeline <= accelerators) tensor = spread;
  const expert = Math.min(tensor, Number(cells('ep')) || 1);
  const data = wide || attentionData(cells, tensor, expert) ? tensor : 1;
  const parallelism: Parallelism = { tensor, pipeline, expert: data > 1 ? Math.max(expert, tensor) : expert, data };
  const disaggregated = cells('disaggregated').startsWith('yes');
  const copies = disaggregated ? 1 : Math.max(1, Math.round(accelerators / (tensor * pipeline)));
  const beams = assume(context, 'beams', source, m.id) ?? 1;
  const mean = lengthsOf(context, cells, source, m.id, assumed);
  // Every beam decodes: a request is one prompt and beams × output tokens of work.
  const lengths = beams > 1 ? { ...mean, output: mean.output * beams } : mean;
  const load = loadOf(context, cells, copies, data, accelerators);
  const maxBatch = 'batch' in load && load.kind !== 'static' && load.kind !== 'steady' ? load.batch : undefined;
  const replica: Replica = {
    architecture: m,
    accelerator: a,
    engine,
    weights,
    kvCache,
    parallelism,
    ...(maxBatch ? { maxBatch } : {}),
    // The beams of a request advance together over one copy of its prompt: a step checks and yields one token of each.
    ...(beams > 1 ? { speculation: { tokensPerStep: beams, draftTokens: beams - 1, overhead: 0 } } : {}),
  };
  const pools = disaggregated ? poolsOf(cells('disaggregated'), replica, accelerators) : undefined;
  const speculative = cells('speculative') === 'yes';
  const slice: Slice =
    cells('trust') === 'C' ? 'low-trust' : speculative ? 'speculative' : disaggregated ? 'disaggregated' : 'colocated';
  const key = [cells('point_id') || id, speculative].join('|');
  const configuration: Configuration = {
    key,
    replica: speculative ? withPrediction(context, replica, source) : replica,
    lengths,
    load,
    copies,
    accelerators,
    beams,
    ...(pools
      ? {
          pools: speculative
            ? {
                prefill: pools.prefill,
                decode: { ...pools.decode, replica: withPrediction(context, pools.decode.replica, source) },
              }
            : pools,
        }
      : {}),
  };
  return {
    ok: true,
    cases: [
      {
        id,
        metric,
        unit: cells('unit'),
        measured,
        slice,
        group: cells('group') || `${source}|${m.id}|${a.id}`,
        weight: 1 / (Number(cells('group_rows')) || 1),
        model: m.id,
        accelerator: a.id,
        source,
        configuration,
        assumed,
      },
    ],
  };
}

function lengthsOf(context: RowContext, cells: Cells, source: string, model: string, assumed: string[]): Lengths {
  // InferenceX draws lengths from 0.8 to 1.0 of the nominal ones.
  const scale = source === 'InferenceX' ? 0.9 : 1;
  let input = Number(cells('isl')) * scale;
  let output = Number(cells('osl')) * scale;
  const task = /task ([a-z-]+)/.exec(cells('notes'))?.[1] ?? '';
  if (!input) {
    input = assume(context, 'isl', `${source} ${task}`.trim(), model) ?? assume(context, 'isl', source, model) ?? 512;
    assumed.push('isl');
  }
  if (!output) {
    output = assume(context, 'osl', source, model) ?? 256;
    assumed.push('osl');
  }
  const cached = /prefix caching on/i.test(cells('notes')) ? 0.9 : 0;
  return { input: Math.max(1, input), output: Math.max(1, output), cached };
}

/** `yes P8/D16 (prefill 1x TP1 EP8; decode 2x TP1 EP8 DPattn)`, `yes P1/D3 workers, TP2 each (2/6 GPUs)`, or words only. */
function poolsOf(text: string, replica: Replica, accelerators: number): { prefill: PoolCase; decode: PoolCase } {
  const workers = /P(\d+)\/D(\d+) workers, TP(\d+)/.exec(text);
  const pool = (count: number, each: number, data: boolean, expert: number): PoolCase => ({
    workers: Math.max(1, count),
    replica: {
      ...replica,
      parallelism: { tensor: each, pipeline: 1, expert: Math.max(1, Math.min(each, expert)), data: data ? each : 1 },
    },
  });
  if (workers) {
    const each = Number(workers[3]);
    return { prefill: pool(Number(workers[1]), each, false, 1), decode: pool(Number(workers[2]), each, false, 1) };
  }
  const gpus = /P(\d+)\/D(\d+)/.exec(text);
  const part = (name: string): { count: number; data: boolean; expert: number } => {
    const found = new RegExp(`${name} (\\d+)x TP(\\d+) EP(\\d+)( DPattn)?`).exec(text);
    return {
      count: Number(found?.[1] ?? 1),
      data: Boolean(found?.[4]) || Number(found?.[2] ?? 2) === 1,
      expert: Number(found?.[3] ?? 1),
    };
  };
  const half = Math.max(1, Math.floor(accelerators / 2));
  const prefill = part('prefill');
  const decode = part('decode');
  const prefillGpus = gpus ? Number(gpus[1]) : half;
  const decodeGpus = gpus ? Number(gpus[2]) : half;
  const perPrefill = Math.max(1, Math.round(prefillGpus / prefill.count));
  const perDecode = Math.max(1, Math.round(decodeGpus / decode.count));
  return {
    prefill: pool(prefill.count, perPrefill, prefill.data && perPrefill > 1, perPrefill),
    decode: pool(decode.count, perDecode, decode.data && perDecode > 1, perDecode),
  };
}
