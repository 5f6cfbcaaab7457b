/**
 * Hover in three layers: what the key means (hoverMeaning.ts), what it does to the result (hoverEffect.ts), where the number
 * comes from (hoverOrigin.ts). Names of the user's own, deployments and `let`, have theirs in hoverNames.ts.
 *
 * The second layer is measured, not told: the engine answers for the text with the value changed. All text of the user and
 * of tables is escaped; the only links are to published sources and to our own explanation command.
 */
import { schemaAt } from '../workload/index.ts';
import { effectSection } from './hoverEffect.ts';
import { meaning } from './hoverMeaning.ts';
import { deploymentHover, letHover } from './hoverNames.ts';
import { origin } from './hoverOrigin.ts';
import { workloadAt } from './locate.ts';
import { fromHover } from './manifests.ts';
import { nameAt } from './names.ts';
import type { Hover, LanguageContext } from './types.ts';

export function hover(context: LanguageContext, offset: number): Hover | undefined {
  const workload = workloadAt(context, offset);
  if (workload === undefined) return undefined;
  const name = nameAt(context, offset);
  if (name?.kind === 'deployment') return part(name.range, deploymentHover(workload, name.name, context));
  const read = fromHover(context, offset);
  if (read) return read;
  const place = workload.document.pathAt(offset);
  if (place.where === 'none') return undefined;
  if (name?.kind === 'let') return part(name.range, letHover(workload, name.name, place.path, context));
  const info = schemaAt(place.path);
  const range = place.where === 'key' ? place.keyRange : place.valueRange;
  if (info === undefined || range === undefined) return undefined;
  const effect = effectSection(workload, place.path, info, context);
  const sections = [
    // A table of alternatives says what each value means: they are not listed twice.
    meaning(place.path, info, context, effect === '' || (info.values ?? []).length < 2),
    effect,
    origin(workload, place.path, info, context),
  ];
  return part(range, sections.filter((section) => section !== '').join('\n\n---\n\n'));
}

function part(range: Hover['range'], markdown: string): Hover | undefined {
  return markdown === '' ? undefined : { range, markdown };
}
