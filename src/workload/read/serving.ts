/** Serving keys of a pool: its own, else the deployment's, else the document's, else the default. */
import type { Precision } from '../../quantity/index.ts';
import { DOCUMENT } from '../schema/definition.ts';
import type { MappingType } from '../schema/language.ts';
import type { Amount, Given, Scaling, Serving, Speculative } from '../types.ts';
import { originOfChecked, type CheckedMapping } from './check.ts';
import type { Context } from './context.ts';
import { readModel } from './model.ts';
import { readPayment } from './payment.ts';
import { amountOf, defaultAmount, defaultOrigin, givenChoice, givenText, mappingOf } from './values.ts';

const KEYS = (DOCUMENT.keys.serving?.type as MappingType).keys;

function key(name: string): NonNullable<(typeof KEYS)[string]> {
  const definition = KEYS[name];
  if (!definition) throw new Error(`no serving key ${name}`);
  return definition;
}

/** @param levels innermost first: pool, deployment, document */
export function readServing(levels: readonly (CheckedMapping | undefined)[], context: Context): Serving {
  const at = (name: string): CheckedMapping | undefined => levels.find((level) => level?.present.has(name));
  const optional = <K extends string>(field: K, name: string): { readonly [P in K]?: Amount } => {
    const amount = amountOf(at(name), name);
    return (amount ? { [field]: amount } : {}) as { readonly [P in K]?: Amount };
  };
  const amount = (name: string): Amount => amountOf(at(name), name) ?? defaultAmount(name, key(name));
  const word = <T extends string>(name: string): Given<T> | undefined => givenChoice<T>(at(name), name, context);
  const weights = word<Precision>('weights');
  const kvCache = word<Precision>('kv_cache');
  const speculative = readSpeculative(mappingOf(at('speculative'), 'speculative'), context);
  return {
    engine: word('engine') ?? { value: 'vllm', origin: defaultOrigin('engine', key('engine')) },
    ...(weights ? { weights } : {}),
    ...(kvCache ? { kvCache } : {}),
    ...optional('maxBatch', 'max_batch'),
    ...optional('maxBatchedTokens', 'max_batched_tokens'),
    ...(speculative ? { speculative } : {}),
    scaling: readScaling(at('scaling'), context),
    headroom: amount('headroom'),
    redundancy: amount('redundancy'),
    ...optional('tensorParallel', 'tensor_parallel'),
    ...optional('pipelineParallel', 'pipeline_parallel'),
    ...optional('expertParallel', 'expert_parallel'),
    ...optional('dataParallel', 'data_parallel'),
  };
}

function readScaling(level: CheckedMapping | undefined, context: Context): Given<Scaling> {
  const least = scalingKey('min');
  const word = givenText(level, 'scaling', context);
  if (word) {
    const value: Scaling = word.value === 'autoscale' ? { kind: 'autoscale', min: least } : { kind: 'peak' };
    return { value, origin: word.origin };
  }
  const mapping = mappingOf(level, 'scaling');
  if (!mapping) return { value: { kind: 'peak' }, origin: defaultOrigin('scaling', key('scaling')) };
  const origin = originOfChecked(mapping, context);
  const replicas = amountOf(mapping, 'replicas');
  if (replicas) return { value: { kind: 'fixed', replicas }, origin };
  const max = amountOf(mapping, 'max');
  const min = amountOf(mapping, 'min') ?? least;
  return { value: { kind: 'autoscale', min, ...(max ? { max } : {}) }, origin };
}

function scalingKey(name: string): Amount {
  const type = key('scaling').type;
  const mapping = type.kind === 'either' ? type.options.find((option) => option.kind === 'mapping') : undefined;
  const definition = mapping?.kind === 'mapping' ? mapping.keys[name] : undefined;
  if (!definition) throw new Error(`no scaling key ${name}`);
  return defaultAmount(name, definition);
}

function readSpeculative(mapping: CheckedMapping | undefined, context: Context): Speculative | undefined {
  const tokensPerStep = amountOf(mapping, 'tokens_per_step');
  if (!mapping || !tokensPerStep) return undefined;
  const draft = readDraft(mappingOf(mapping, 'draft'), context);
  const overhead = mapping.type.keys.overhead;
  if (!overhead) throw new Error('no key overhead');
  return {
    tokensPerStep,
    draftTokens: amountOf(mapping, 'draft_tokens') ?? draftTokens(tokensPerStep),
    overhead: amountOf(mapping, 'overhead') ?? defaultAmount('overhead', overhead),
    ...(draft ? { draft } : {}),
  };
}

/** A step cannot accept more than it proposes plus the model's own token. */
function draftTokens(tokensPerStep: Amount): Amount {
  const value = Math.ceil(tokensPerStep.mid);
  const reason = 'tokens_per_step, rounded up, where the document says nothing';
  return { low: value, mid: value, high: value, origin: { kind: 'default', reason } };
}

function readDraft(mapping: CheckedMapping | undefined, context: Context): Speculative['draft'] {
  const model = readModel(mapping, context);
  const accelerator = givenText(mapping, 'accelerator', context);
  if (!mapping || !model || !accelerator) return undefined;
  const payment = readPayment([mapping], context);
  return { model, accelerator, ...(payment ? { payment } : {}) };
}
