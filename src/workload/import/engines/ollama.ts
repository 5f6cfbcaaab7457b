import { engineTable } from './table.ts';

/** Ollama: `ollama run MODEL`, and `ollama serve` with its settings in the environment. */
export const OLLAMA = engineTable(
  {
    engine: 'other',
    title: 'Ollama',
    positionalModel: true,
    variables: {
      OLLAMA_NUM_PARALLEL: 'num-parallel',
      OLLAMA_KV_CACHE_TYPE: 'kv-cache-type',
      OLLAMA_CONTEXT_LENGTH: 'context-length',
      OLLAMA_MODEL: 'model',
      OLLAMA_FLASH_ATTENTION: 'flash-attention',
      OLLAMA_MAX_LOADED_MODELS: 'max-loaded-models',
    },
  },
  {
    fields: { model: 'model', 'num-parallel': 'maxBatch', 'kv-cache-type': 'kvCache' },
    effect: 'context-length flash-attention max-loaded-models',
    harmless: 'keepalive format think',
    harmlessSwitches: 'verbose nowordwrap insecure hidethinking experimental',
  },
);
