/** How a model runs on its machines: the keys of `serving`, of a deployment and of a pool. */
import type { Key } from './language.ts';
import { OWN, RENT } from './payment.ts';
import { draftOf, modelOf, scalingOf, speculativeOf } from './shapes.ts';
import { choice, either, keys, mapping, name, quantity, shaped, text, whole } from './words.ts';

export const MODEL = {
  doc: 'Model to serve: a catalog id, a Hugging Face id (contains `/`), a path to a config.json, or its keys.',
  type: shaped(either(text, { kind: 'free' }), modelOf),
  example: 'llama-3.3-70b',
} as const satisfies Key;

export const ACCELERATOR = {
  doc: 'Accelerator, by its catalog id.',
  type: name('accelerator'),
  example: 'h100-sxm',
} as const satisfies Key;

const precision = choice({
  bf16: '16-bit brain float, 2 bytes per value',
  fp16: '16-bit float, 2 bytes per value',
  fp8: '8-bit float, 1 byte per value',
  int8: '8-bit integer, 1 byte per value',
  fp4: '4-bit float with block scales, 0.56 bytes per value',
  int4: '4-bit integer with block scales, 0.56 bytes per value',
});

const DRAFT = {
  doc: 'Draft model on machines of its own; without it the draft shares the machines of the target.',
  type: shaped(mapping({
    model: { ...MODEL, doc: 'Draft model.', required: true, example: 'llama-3.1-8b' },
    accelerator: { ...ACCELERATOR, required: true, example: 'l4' },
    rent: RENT,
    own: OWN,
  }), draftOf),
} as const satisfies Key;

const SPECULATIVE = {
  doc: 'Speculative decoding: several tokens per step of the model.',
  type: shaped(mapping({
    tokens_per_step: {
      doc: "Mean tokens accepted per step, the model's own included.",
      type: quantity('factor', { minimum: 1 }),
      required: true,
      example: '2.1',
    },
    draft_tokens: {
      doc: 'Tokens proposed per step.',
      type: quantity('count', { minimum: 0 }),
      default: '(tokens_per_step, rounded up)',
      example: '4',
    },
    overhead: {
      doc: 'Extra time per step for drafting.',
      type: quantity('share', { minimum: 0, maximum: 5 }),
      default: '0',
      example: '10%',
    },
    draft: DRAFT,
  }), speculativeOf),
} as const satisfies Key;

const REPLICAS = keys({
        min: {
          doc: 'Replicas at least.',
          type: quantity('count', { minimum: 0, integer: true }),
          default: '1',
          example: '1',
        },
        max: {
          doc: 'Replicas at most; demand above them is not served.',
          type: quantity('count', whole),
          example: '20',
        },
        replicas: { doc: 'A fixed number of replicas.', type: quantity('count', whole), example: '4' },
});

const PARALLELISM = keys({
  tensor_parallel: {
    doc: 'Accelerators that share every layer of one replica.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '4',
  },
  pipeline_parallel: {
    doc: 'Groups of accelerators that each hold some of the layers of one replica.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '1',
  },
  expert_parallel: {
    doc: 'Accelerators over which the experts of a mixture-of-experts model are spread.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '8',
  },
  data_parallel: {
    doc: 'Attention groups inside one replica that each serve their own requests.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '1',
  },
});

export const SERVING = keys({
  engine: {
    doc: 'Inference engine.',
    type: choice({ vllm: 'vLLM', sglang: 'SGLang', 'tensorrt-llm': 'TensorRT-LLM', other: 'Any other engine' }),
    default: 'vllm',
  },
  tuning: {
    doc: 'Who sets the server up.',
    type: choice({
      stock: 'A competent team, with a release and its defaults',
      tuned: 'Settings searched for this model and machine, as vendors do for benchmarks',
    }),
    default: 'stock',
  },
  weights: { doc: 'Number format of the weights.', type: precision, default: "(the checkpoint's own)", example: 'fp8' },
  kv_cache: {
    doc: 'Number format of the KV cache.',
    type: precision,
    default: "(the checkpoint's KV scheme where it has one, else 16 bit)",
    example: 'fp8',
  },
  max_batch: {
    doc: 'Sequences decoded together at most: fixes the batch.',
    type: quantity('count', whole),
    default: '(memory and SLO decide)',
    example: '256',
  },
  max_batched_tokens: {
    doc: 'Tokens of one step at most: fixes the prefill chunk.',
    type: quantity('count', whole),
    default: '(chosen by the tool)',
    example: '8192',
  },
  speculative: SPECULATIVE,
  scaling: {
    doc: 'How the fleet follows the day.',
    type: shaped(either(
      choice({
        peak: 'The fleet of the peak hour, every hour',
        autoscale: 'The fleet each hour needs, at least one replica',
      }),
      mapping(REPLICAS),
    ), scalingOf(REPLICAS.min)),
    default: 'peak',
    example: 'autoscale',
  },
  headroom: {
    doc: 'Capacity above the peak rate.',
    type: quantity('share', { minimum: 0, maximum: 5 }),
    default: '15%',
  },
  redundancy: {
    doc: 'Spare replicas.',
    type: quantity('count', { minimum: 0, integer: true }),
    default: '0',
    example: '1',
  },
  ...PARALLELISM,
});
