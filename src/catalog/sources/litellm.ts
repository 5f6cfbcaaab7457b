/** LiteLLM's table of API prices: an object by model name, USD per token. */
import { jsonObject } from '../json/index.ts';
import {
  broken,
  Collector,
  evidenceCells,
  parseJson,
  type OfferCells,
  perMillion,
  type PriceSource,
} from './source.ts';

/** Closed models are kept from the companies that make them; open-weight ones wherever we know the architecture. */
const MAKERS = new Set([
  'openai',
  'anthropic',
  'gemini',
  'xai',
  'mistral',
  'cohere',
  'deepseek',
  'moonshot',
  'zai',
  'minimax',
  'dashscope',
  'perplexity',
]);
/** Our provider names, where they differ. Families of names (`vertex_ai-…`) are known by their beginning. */
const PROVIDERS: Readonly<Record<string, string>> = {
  amazon_nova: 'aws-nova',
  'amazon-nova': 'aws-nova',
  azure: 'azure-openai',
  azure_ai: 'azure-ai',
  bedrock: 'aws-bedrock',
  bedrock_converse: 'aws-bedrock',
  bedrock_mantle: 'aws-bedrock',
  cohere_chat: 'cohere',
  dashscope: 'alibaba-dashscope',
  fireworks_ai: 'fireworks',
  friendliai: 'friendli',
  gemini: 'google-ai-studio',
  gradient_ai: 'digitalocean',
  lambda_ai: 'lambda',
  'text-completion-openai': 'openai',
  together_ai: 'together',
  watsonx: 'ibm-watsonx',
};

/** Providers that closed their service while the list still has them. */
const CLOSED: ReadonlySet<string> = new Set(['lambda']);

export function providerName(listed: string): string {
  if (listed.startsWith('vertex_ai')) return 'google-vertex';
  return Object.hasOwn(PROVIDERS, listed) ? (PROVIDERS[listed] ?? listed) : listed;
}

/** Prices of requests above 200,000 tokens, where the list has both. */
function longContext(price: (key: string) => number | undefined): OfferCells {
  const input = price('input_cost_per_token_above_200k_tokens');
  const output = price('output_cost_per_token_above_200k_tokens');
  if (input === undefined || output === undefined) return {};
  return { long_context_tokens: 200_000, long_input_usd_mtok: input, long_output_usd_mtok: output };
}

export const litellm: PriceSource = {
  id: 'litellm',
  title: 'API prices (LiteLLM)',
  kind: 'apis',
  file: 'apis/litellm.csv',
  covers: 'many',
  licence: 'MIT',
  maxBytes: 10_000_000,
  urls: () => ['https://raw.githubusercontent.com/BerriAI/litellm/main/model_prices_and_context_window.json'],
  parse: (text, context) => {
    const root = jsonObject(parseJson(text));
    if (root === undefined || root.keys().length < 2) return broken('no object of models');
    const out = new Collector();
    for (const name of root.keys()) {
      const entry = root.child(name);
      const provider = entry?.text('litellm_provider');
      // The first key only explains the others.
      if (name === 'sample_spec' || entry === undefined || provider === undefined) continue;
      const mode = entry.text('mode');
      if (mode !== 'chat' && mode !== 'responses') {
        out.reject('not-text', name);
        continue;
      }
      const ours = providerName(provider);
      if (CLOSED.has(ours)) {
        out.reject('other-market', name);
        continue;
      }
      const model = context.model(name);
      if (model === undefined && !MAKERS.has(provider)) {
        out.reject('unknown-model', name);
        continue;
      }
      const price = (key: string): number | undefined => perMillion(entry.number(key), out, `${name} ${key}`);
      const input = price('input_cost_per_token');
      const output = price('output_cost_per_token');
      const tokens = (key: string, least: number): number | undefined => {
        const value = entry.number(key);
        return value === undefined || value < least ? undefined : Math.round(value);
      };
      // A free tier is no price; an entry without one of the two prices is incomplete.
      if (input === undefined || output === undefined || input + output === 0) {
        out.reject('no-price', name);
        continue;
      }
      const cached = price('cache_read_input_token_cost');
      out.add(`${ours}|${name}`, {
        provider: ours,
        model_id: name,
        model,
        open_weight: model === undefined ? 'no' : 'yes',
        context_tokens: tokens('max_input_tokens', 128),
        max_output_tokens: tokens('max_output_tokens', 1),
        input_usd_mtok: input,
        cached_input_usd_mtok: cached !== undefined && cached <= input ? cached : undefined,
        output_usd_mtok: output,
        batch_input_usd_mtok: price('input_cost_per_token_batches'),
        batch_output_usd_mtok: price('output_cost_per_token_batches'),
        cache_write_usd_mtok: price('cache_creation_input_token_cost'),
        ...longContext(price),
        ...evidenceCells(
          `BerriAI/litellm model_prices_and_context_window.json; provider page: ${entry.text('source') ?? 'n/a'}`,
          context.today,
          'third-party',
        ),
      });
    }
    return out.parsed();
  },
};
