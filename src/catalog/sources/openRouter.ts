/** OpenRouter's list of models: prices are texts, USD per token; −1 marks routers whose price depends on what they choose. */
import { jsonObject } from '../json/index.ts';
import { broken, Collector, evidenceCells, parseJson, perMillion, type PriceSource } from './source.ts';

export const openRouter: PriceSource = {
  id: 'openrouter',
  title: 'API prices (OpenRouter)',
  kind: 'apis',
  file: 'apis/openrouter.csv',
  covers: ['openrouter'],
  licence: 'public API; facts',
  maxBytes: 10_000_000,
  urls: () => ['https://openrouter.ai/api/v1/models'],
  parse: (text, context) => {
    const models = jsonObject(parseJson(text))?.list('data');
    if (models === undefined) return broken('no data');
    const out = new Collector();
    for (const item of models) {
      const entry = jsonObject(item);
      const id = entry?.text('id');
      const pricing = entry?.child('pricing');
      if (entry === undefined || id === undefined || pricing === undefined) {
        out.reject('malformed', JSON.stringify(item) ?? '');
        continue;
      }
      const token = (key: string): number | undefined => {
        const cell = pricing.text(key);
        return cell === undefined || cell.trim() === '' ? undefined : Number(cell);
      };
      const [input, output] = [token('prompt'), token('completion')];
      if (input === undefined || output === undefined) out.reject('no-price', id);
      else if (input < 0 || output < 0) out.reject('dynamic-price', id);
      // Free variants are rate-limited trials.
      else if (input + output === 0) out.reject('no-price', id);
      else {
        const weights = entry.text('hugging_face_id') ?? '';
        const model = (weights === '' ? undefined : context.model(weights)) ?? context.model(id);
        if (model === undefined) {
          out.reject('unknown-model', id);
          continue;
        }
        out.add(id, {
          provider: 'openrouter',
          model_id: id,
          model,
          open_weight: 'yes',
          context_tokens: entry.number('context_length'),
          max_output_tokens: entry.child('top_provider')?.number('max_completion_tokens'),
          input_usd_mtok: perMillion(input, out, id),
          cached_input_usd_mtok: perMillion(token('input_cache_read'), out, id),
          output_usd_mtok: perMillion(output, out, id),
          ...evidenceCells('OpenRouter /api/v1/models', context.today, 'third-party'),
        });
      }
    }
    return out.parsed();
  },
};
