/** An import as workload documents: what was read as keys, what was not as comments, what is missing as marked placeholders. */
import { Document, isScalar, type YAMLMap } from 'yaml';
import { API_VERSION } from '../schema/index.ts';
import type { ImportedPool, ImportedWorkload } from './deployments.ts';
import { common, deploymentKeys, parallelKeys, servingKeys } from './keys.ts';
import type { Notebook } from './notes.ts';
import { assumedLines, ignoredLines } from './sentences.ts';
import type { Place } from './source/cursor.ts';

/** Stands in for a model that the files do not name. */
const PLACEHOLDER_MODEL = 'llama-3.3-70b';

/**
 * @param title of what was read, with its article; @param source its name
 * @returns YAML text; parses without errors, except that a model that no table knows is named as the file spells it
 */
export function writeWorkloads(
  workloads: readonly ImportedWorkload[],
  title: string,
  source: string,
  notes: Notebook,
): string {
  const documents = workloads.map((workload) => writeOne(workload, notes, source));
  const [first] = documents;
  if (first === undefined) return '';
  const about = [` Read from ${title}: ${source}`];
  const ignored = ignoredLines(notes.ignored);
  const assumed = assumedLines(notes.assumed);
  if (ignored.length > 0) about.push(' Not read:', ...ignored.map(indented));
  if (assumed.length > 0) about.push(' Assumed:', ...assumed.map(indented));
  first.commentBefore = about.join('\n');
  return documents.map((document) => document.toString({ lineWidth: 0 })).join('---\n');
}

const indented = (line: string): string => `   ${line.replace(/\s+/g, ' ')}`;

function writeOne(workload: ImportedWorkload, notes: Notebook, source: string): Document {
  const { model, deployments } = workload;
  const pools = deployments.flatMap((deployment) => deployment.pools);
  const place: Place = pools[0]?.unit.place ?? { file: source, line: 1, path: '' };
  const own = pools.map((pool) => servingKeys(pool, notes));
  const shared = common(own);
  const written = deployments.some(({ pools: list }) => list.some(({ machine }) => machine !== undefined));
  const serving = written || pools.length > 1 ? shared : { ...shared, ...parallelKeys(pools[0]) };
  const document = new Document({
    apiVersion: API_VERSION,
    name: nameOf(workload),
    model: model ?? PLACEHOLDER_MODEL,
    traffic: { requests: '1 / s', input_tokens: 1000, output_tokens: 250 },
    ...(Object.keys(serving).length > 0 ? { serving } : {}),
    ...(written
      ? {
          deployments: Object.fromEntries(
            deployments.map((one) => [safeName(one.name), deploymentKeys(one, shared, notes)]),
          ),
        }
      : {}),
  });
  const traffic = document.get('traffic') as YAMLMap;
  traffic.commentBefore = ' The file says nothing about traffic: replace these three with yours.';
  notes.assume(place, 'traffic', '1 / s, 1000, 250', 'no-traffic');
  if (model === undefined) markModel(document, place, notes);
  if (!written && pools[0]?.unit.format !== 'huggingface-config')
    notes.assume(place, 'deployments', 'proposed', 'no-machine-named');
  const pooled = written ? [] : deployments.filter(({ pools: list }) => list.length > 1);
  for (const { pools: list } of pooled) (document.get('traffic') as YAMLMap).comment = poolLines(list);
  return document;
}

function markModel(document: Document, place: Place, notes: Notebook): void {
  const value = document.get('model', true);
  if (isScalar(value)) value.comment = ' the file names no model: replace this';
  notes.assume(place, 'model', PLACEHOLDER_MODEL, 'no-model');
}

/** Pools whose machines no file names, to be written into the deployment that is chosen. */
function poolLines(pools: readonly ImportedPool[]): string {
  return pools
    .map((pool) => {
      const keys = Object.entries({ ...parallelKeys(pool), ...(pool.scaling ?? {}) }).map(
        ([key, value]) => `${key} ${String(value)}`,
      );
      return ` ${pool.role} on machines of its own${keys.length > 0 ? `: ${keys.join(', ')}` : ''}`;
    })
    .join('\n');
}

function nameOf({ model, deployments }: ImportedWorkload): string {
  const unit = deployments[0]?.pools[0]?.unit;
  return safeName(unit?.name ?? model ?? 'imported');
}

function safeName(name: string): string {
  const safe = (name.split('/').at(-1) ?? name)
    .toLowerCase()
    .replace(/\.json$/, '')
    .replace(/[^a-z0-9.-]+/g, '-')
    .replace(/^-+|-+$/g, '');
  return safe === '' ? 'imported' : safe;
}
