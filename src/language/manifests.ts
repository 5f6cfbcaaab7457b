/**
 * Files of other tools that a workload reads with `from`: what an editor shows on them, and the way from one to the other.
 *
 * The context is the workload's; a place in the other file is a line of it.
 */
import type { Problem } from '../estimate/index.ts';
import type { Range } from '../quantity/index.ts';
import type { ManifestUse } from '../workload/index.ts';
import { asSaid, problemPage, type Diagnostic } from './diagnostics.ts';
import { headline } from './headline.ts';
import { deploymentHover } from './hoverNames.ts';
import { workloadAt } from './locate.ts';
import { code, escape } from './markdown.ts';
import { withStanding, workloadsOf } from './standing.ts';
import type { Hover, LanguageContext, Lens, ShownWorkload } from './types.ts';

/** Whether a path as a document writes it names the file that is looked at. */
export type IsFile = (file: string) => boolean;

interface Used {
  readonly workload: ShownWorkload;
  readonly use: ManifestUse;
}

function usesOf(context: LanguageContext, is: IsFile): readonly Used[] {
  return workloadsOf(context).flatMap((workload) =>
    workload.document.manifests.filter(({ file }) => is(file)).map((use) => ({ workload, use })),
  );
}

/** The paths of files that the workloads read. */
export const manifestFiles = ({ evaluation }: Pick<LanguageContext, 'evaluation'>): readonly string[] => [
  ...new Set(evaluation.workloads.flatMap(({ document }) => document.manifests.map(({ file }) => file))),
];

/** Ends of lines are not known here: a line as a whole. */
const lineRange = (line: number): Range => ({ start: { line, column: 1 }, end: { line, column: 1000 } });

/** A lens above each engine of the file: the deployment that reads it, in one line. */
export function manifestLenses(context: LanguageContext, is: IsFile): readonly Lens[] {
  return usesOf(context, is).flatMap(({ workload, use }) => {
    const deployment = workload.estimate.deployments.find(({ name }) => name === use.deployment);
    const [unit] = use.units;
    if (deployment === undefined || unit === undefined) return [];
    const { document, estimate } = workload;
    return {
      range: lineRange(unit.line),
      title: `${estimate.name} · ${use.deployment}: ${withStanding(headline(deployment, estimate.limits, context), workload.standingOf(use.deployment), context)}`,
      tooltip: context.t(
        'Read by {0}. Lenses on files that a workload reads are switched off by the setting inferenceTco.manifests.enabled.',
        estimate.name,
      ),
      action: { kind: 'focus' as const, documentIndex: document.index, deployment: use.deployment },
    };
  });
}

/** Problems of the deployments that read the file, at their engines. */
export function manifestProblems(context: LanguageContext, is: IsFile): readonly Diagnostic[] {
  return usesOf(context, is).flatMap(({ workload, use }) => {
    const [unit] = use.units;
    const own = workload.estimate.problems.filter((problem) => isOf(problem, use));
    return own.map((problem) => ({
      ...problem,
      range: lineRange(unit?.line ?? 1),
      message: `${workload.estimate.name} · ${use.deployment}: ${asSaid(problem, workload, context).message}`,
      page: problemPage(problem.code),
    }));
  });
}

/** At the deployment as a whole, or at its `from`: what another key of the document causes stands there. */
function isOf({ path, range }: Problem, { deployment, range: from }: ManifestUse): boolean {
  if (path[0] !== 'deployments' || path[1] !== deployment) return false;
  return path.length === 2 || (range.start.line === from.start.line && range.start.column === from.start.column);
}

/** On a line that was read: the keys it gives; on the engine's own: the deployment with its numbers. */
export function manifestHover(context: LanguageContext, is: IsFile, line: number): string | undefined {
  const sections = usesOf(context, is).flatMap(({ workload, use }) => {
    const name = `${workload.estimate.name} · ${use.deployment}`;
    const keys = (use.notes?.read ?? []).filter((one) => one.line === line && one.file === use.file);
    const given = keys.map(({ key, value }) => code(`${key}: ${value}`)).join(', ');
    const numbers = use.units.some((unit) => unit.line === line)
      ? deploymentHover(workload, use.deployment, context)
      : '';
    if (given === '' && numbers === '') return [];
    const read = given === '' ? '' : context.t('{0} reads {1} here.', escape(name), given);
    return [[read, numbers].filter(Boolean).join('\n\n')];
  });
  return sections.length === 0 ? undefined : sections.join('\n\n---\n\n');
}

/** Where workloads name the file, for the way back. @param line of the file; an engine that starts there is meant alone */
export function manifestReferences(context: LanguageContext, is: IsFile, line: number): readonly Range[] {
  const uses = usesOf(context, is).map(({ use }) => use);
  const here = uses.filter(({ units, notes }) =>
    [...units, ...(notes?.read ?? [])].some((place) => place.line === line),
  );
  return (here.length > 0 ? here : uses).map(({ range }) => range);
}

export interface FilePlace {
  /** As the document writes it. */
  readonly file: string;
  readonly line: number;
}

/** From the value of `from` to the engine in its file. */
export function manifestDefinition(context: LanguageContext, offset: number): FilePlace | undefined {
  const use = useAt(context, offset);
  return use && { file: use.file, line: use.units[0]?.line ?? 1 };
}

/** Over the value of `from`: every key that was read, with its line, and what was not. */
export function fromHover(context: LanguageContext, offset: number): Hover | undefined {
  const use = useAt(context, offset);
  if (use?.notes === undefined) return undefined;
  const { notes } = use;
  const { t } = context;
  const own = notes.read.filter(({ key }) => key !== 'model');
  const read = [...new Map(own.map((one) => [`${one.key} ${one.value}`, one])).values()].map(
    ({ key, value, line }) => `- ${code(`${key}: ${value}`)} ${t('line {0}', line)}`,
  );
  const dropped = [...new Set(notes.ignored.filter(({ reason }) => reason === 'no-key').map(({ what }) => what))];
  const sections = [
    t('Read from {0}:', code(use.file)),
    read.join('\n'),
    dropped.length === 0 ? '' : t('Changes cost or speed, and has no key here: {0}', escape(dropped.join(', '))),
  ];
  return { range: use.range, markdown: sections.filter(Boolean).join('\n\n') };
}

function useAt(context: LanguageContext, offset: number): ManifestUse | undefined {
  const workload = workloadAt(context, offset);
  return workload?.document.manifests.find(({ span }) => span.start <= offset && offset <= span.end);
}
