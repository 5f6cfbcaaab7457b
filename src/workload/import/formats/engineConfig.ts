/** Configuration files of engines: `vllm serve --config`, `sglang serve --config`, TensorRT-LLM's extra options. */
import { SGLANG } from '../engines/sglang.ts';
import type { EngineTable } from '../engines/table.ts';
import { TENSORRT_LLM } from '../engines/tensorrtLlm.ts';
import { VLLM } from '../engines/vllm.ts';
import { at, entries, exists, isMapping, type Cursor } from '../source/cursor.ts';
import { readUnits } from '../units/read.ts';
import type { Format } from './format.ts';

/** The more a file says in one engine's words, the surer it is that engine's; vLLM's win a draw. */
export function engineOfKeys(document: Cursor): EngineTable | undefined {
  const names = entries(document).flatMap(([name, inner]) => {
    const flat = name.replaceAll('_', '-');
    return isMapping(inner.value)
      ? [flat, ...Object.keys(inner.value).map((key) => `${flat}.${key.replaceAll('_', '-')}`)]
      : [flat];
  });
  const score = (table: EngineTable): number => names.filter((name) => table.flags.has(name)).length;
  const [best] = [VLLM, SGLANG, TENSORRT_LLM]
    .map((table) => [table, score(table)] as const)
    .sort((a, b) => b[1] - a[1]);
  if (best === undefined || best[1] === 0) return undefined;
  const telling = names.filter(
    (name) => best[0].flags.get(name)?.field !== undefined || best[0].flags.get(name)?.effect === 'some',
  );
  return telling.length > 0 && best[1] * 2 >= entries(document).length ? best[0] : undefined;
}

export const engineConfig: Format = {
  id: 'engine-config',
  title: "an engine's configuration file",
  is: (document) =>
    !exists(at(document, 'kind')) && !exists(at(document, 'apiVersion')) && engineOfKeys(document) !== undefined,
  units: (document, around) =>
    readUnits(
      document,
      {
        format: 'engine-config',
        engine: engineOfKeys(document) ?? VLLM,
        paths: { options: '.', name: 'served-model-name' },
      },
      around,
    ),
};
