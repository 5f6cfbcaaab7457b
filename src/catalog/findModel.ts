/** A model by any of its names: id, Hugging Face id, alias, or a spelling with tuning, date and number format. */
import { lazy, type Table } from './layers.ts';
import { plainName } from './modelNames.ts';
import type { AliasRow, Catalog, ModelRow } from './schema/index.ts';

/** Names of checkpoints are short; longer texts are not looked at. */
const LONGEST_NAME = 200;

export function modelFinder(models: Table<ModelRow>, aliases: Table<AliasRow>): Catalog['model'] {
  const byHuggingFace = lazy(
    () => new Map(models.all().map((row) => [(row.huggingFaceId ?? row.id).toLowerCase(), row])),
  );
  const aliased = (name: string): ModelRow | undefined => {
    const alias = aliases.get(name);
    return alias && models.get(alias.model);
  };

  /** The name without tuning, date and number format; a number format that the name states is the checkpoint's. */
  const byPlainName = (name: string): ModelRow | undefined => {
    const plain = plainName(name);
    const base = models.get(plain.name) ?? aliased(plain.name);
    if (base === undefined || plain.checkpoint === undefined || plain.checkpoint === base.checkpoint) return base;
    const suffix = plain.checkpoint === 'fp4' ? 'nvfp4' : plain.checkpoint;
    return models.get(`${base.id}-${suffix}`) ?? { ...base, checkpoint: plain.checkpoint };
  };

  return (reference) => {
    if (reference.length > LONGEST_NAME) return undefined;
    const name = reference.trim().toLowerCase();
    const last = name.split('/').at(-1) ?? name;
    return (
      models.get(name) ??
      byHuggingFace().get(name) ??
      models.get(last) ??
      aliased(name) ??
      aliased(last) ??
      byPlainName(name)
    );
  };
}
