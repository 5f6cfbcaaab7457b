/** The machine of a pod: node selection and the accelerators that a container asks for. */
import { defined } from '../../../quantity/index.ts';
import { at, count, entries, exists, items, placeOf, text, type Cursor } from '../source/cursor.ts';
import {
  ACCELERATOR_LABEL,
  ACCELERATOR_RESOURCE,
  INSTANCE_LABEL,
  MIG_RESOURCE,
  REGION_LABEL,
  SPOT_LABEL,
  SPOT_VALUE,
} from './labels.ts';
import type { Machine, Said, Surroundings } from './unit.ts';

interface Label extends Said {
  readonly key: string;
}

/** @param pod has nodeSelector, affinity, tolerations; @param resources have limits and requests */
export function podMachine(pods: readonly Cursor[], resources: readonly Cursor[], around: Surroundings): Machine {
  const labels = pods.flatMap((pod) => [...selected(pod), ...tolerated(pod)]);
  const of = (pattern: RegExp): readonly Label[] => labels.filter(({ key }) => pattern.test(key));
  const claims = pods.map((pod) => claimed(pod, around));
  const asked = resources.map(askedFor).find((one) => one.perNode !== undefined);
  tellUnread(labels, resources, around);
  const accelerators = [...of(ACCELERATOR_LABEL), ...claims.flatMap(({ said }) => said)];
  const instances = of(INSTANCE_LABEL);
  return defined<Machine>({
    accelerators: accelerators.length > 0 ? accelerators : undefined,
    instances: instances.length > 0 ? instances : undefined,
    region: of(REGION_LABEL)[0]?.value,
    spot: of(SPOT_LABEL).some(({ value }) => SPOT_VALUE.test(value)) ? true : undefined,
    perNode: asked?.perNode ?? claims.find(({ count: n }) => n !== undefined)?.count,
    slice: asked?.slice,
    timeShared: asked?.timeShared,
  });
}

/** Labels that may choose a machine, by their names. */
const MAY_CHOOSE = /gpu|accel|instance|node-?(?:pool|group|class|flavor)|machine|capacity/i;
/** Labels that every node with GPUs has. */
const EVERY_NODE = /^nvidia\.com\/gpu\.(?:present|count|deploy\..*)$/;
/** What every pod asks for, and what no estimate prices. */
const EVERY_POD = /^(?:cpu|memory|ephemeral-storage|hugepages-\w+|storage)$/;

/** Selection and resources that nobody understood: a label may choose the machine, an adapter makes the network faster. */
function tellUnread(labels: readonly Label[], resources: readonly Cursor[], { notes }: Surroundings): void {
  const known = [ACCELERATOR_LABEL, INSTANCE_LABEL, REGION_LABEL, SPOT_LABEL];
  for (const { key, place } of labels)
    if (key !== '' && !known.some((pattern) => pattern.test(key)))
      notes.ignore(place, key, MAY_CHOOSE.test(key) && !EVERY_NODE.test(key) ? 'unknown' : 'no-effect');
  for (const cursor of resources)
    for (const part of ['limits', 'requests'] as const)
      for (const [name, inner] of entries(at(cursor, part)))
        if (!MIG_RESOURCE.test(name) && !ACCELERATOR_RESOURCE.test(name))
          notes.ignore(placeOf(inner), name, EVERY_POD.test(name) ? 'no-effect' : 'no-key');
}

/** Labels of `nodeSelector` and of node affinity, required before preferred. */
function selected(pod: Cursor): readonly Label[] {
  const affinity = at(pod, 'affinity', 'nodeAffinity');
  const required = items(at(affinity, 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'));
  const preferred = items(at(affinity, 'preferredDuringSchedulingIgnoredDuringExecution')).map((one) =>
    at(one, 'preference'),
  );
  const own = items(at(pod, 'nodeSelectorTerms'));
  const matched = [...required, ...own, ...preferred].flatMap((term) =>
    items(at(term, 'matchExpressions')).flatMap(expression),
  );
  return [...labelsIn(at(pod, 'nodeSelector')), ...labelsIn(at(pod, 'labelSelector', 'matchLabels')), ...matched];
}

const labelsIn = (cursor: Cursor): readonly Label[] =>
  entries(cursor).flatMap(([key, inner]) => {
    const value = text(inner);
    return value === undefined ? [] : [{ key, value, place: placeOf(inner) }];
  });

function expression(term: Cursor): readonly Label[] {
  const key = text(at(term, 'key'));
  if (key === undefined || text(at(term, 'operator')) !== 'In') return [];
  return items(at(term, 'values')).flatMap((inner) => {
    const value = text(inner);
    return value === undefined ? [] : [{ key, value, place: placeOf(inner) }];
  });
}

/** A toleration names a machine only where its value does. */
function tolerated(pod: Cursor): readonly Label[] {
  return items(at(pod, 'tolerations')).flatMap((one) => {
    const key = text(at(one, 'key')) ?? '';
    const value = text(at(one, 'value')) ?? '';
    return /[a-z]\d/i.test(value) ? [{ key, value, place: placeOf(at(one, 'value')) }] : [];
  });
}

interface Asked {
  readonly perNode?: number;
  readonly slice?: string;
  readonly timeShared?: true;
}

/** Accelerators in `limits` or `requests`: whole ones, MIG slices, or turns on a shared one. */
function askedFor(resources: Cursor): Asked {
  for (const part of ['limits', 'requests'] as const)
    for (const [name, inner] of entries(at(resources, part))) {
      const mig = MIG_RESOURCE.exec(name)?.[1];
      if (mig === undefined && !ACCELERATOR_RESOURCE.test(name)) continue;
      const number = count(inner);
      if (number === undefined || number === 0) continue;
      return {
        perNode: number,
        ...(mig === undefined ? {} : { slice: mig }),
        ...(name.endsWith('.shared') ? { timeShared: true } : {}),
      };
    }
  return {};
}

/** Dynamic resource allocation: the claim's template stands in the same files. */
function claimed(pod: Cursor, around: Surroundings): { readonly said: readonly Said[]; readonly count?: number } {
  for (const claim of items(at(pod, 'resourceClaims'))) {
    const name = text(at(claim, 'resourceClaimTemplateName')) ?? text(at(claim, 'resourceClaimName'));
    const template = around.documents.find(
      (one) => /^ResourceClaim/.test(String(at(one, 'kind').value)) && at(one, 'metadata', 'name').value === name,
    );
    if (template === undefined) continue;
    const spec = exists(at(template, 'spec', 'spec')) ? at(template, 'spec', 'spec') : at(template, 'spec');
    const request = items(at(spec, 'devices', 'requests'))[0];
    if (request === undefined) continue;
    const exactly = exists(at(request, 'exactly')) ? at(request, 'exactly') : request;
    const said = items(at(exactly, 'selectors')).flatMap((selector) => {
      const rule = at(selector, 'cel', 'expression');
      const product = /(?:productName|model)[^"']*["']([^"']+)["']\s*$/i.exec(text(rule)?.trim() ?? '')?.[1];
      return product === undefined ? [] : [{ value: product, place: placeOf(rule) }];
    });
    return { said, count: count(at(exactly, 'count')) ?? 1 };
  }
  return { said: [] };
}
