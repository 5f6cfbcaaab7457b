/** Files of other tools that deployments read with `from`: read once for each text they hold. */
import { importNames, type Catalog } from '../catalog/index.ts';
import { type DeploymentsRead, type ManifestReader, readDeployments } from '../workload/index.ts';
import { Cache } from './cache.ts';
import type { FileAnswer } from './contract/index.ts';

const KEPT_MANIFESTS = 60;

type ReadFile = (path: string) => FileAnswer;

/** @returns what makes the reader of one document of its files */
export function manifestsBy(catalog: Catalog): (readFile: ReadFile) => ManifestReader {
  const names = importNames(catalog);
  const kept = new Cache<DeploymentsRead>(KEPT_MANIFESTS);
  return (readFile) => ({
    model: names.model,
    read: (file) => {
      const answer = readFile(file);
      if (!answer.ok) return { ok: false, refused: answer.reason };
      const key = `${file}\n${answer.text}`;
      return kept.get(key) ?? kept.set(key, readDeployments([{ name: file, text: answer.text }], file, { names }));
    },
  });
}
