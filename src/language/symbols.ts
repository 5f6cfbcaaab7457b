/** Outline and folding: workloads, their sections, deployments, pools and `let` names. */
import type { Range } from '../quantity/index.ts';
import type { WorkloadDocument } from '../workload/index.ts';
import { headline } from './headline.ts';
import { union } from './ranges.ts';
import { withStanding, workloadsOf } from './standing.ts';
import type { LanguageContext, ShownWorkload, SymbolNode } from './types.ts';

type Node = WorkloadDocument['tree'];

/** Sections in which the children are worth an entry of their own. */
const POOLS = new Set(['prefill', 'decode', 'feed_forward']);

export function symbols(context: LanguageContext): readonly SymbolNode[] {
  return workloadsOf(context).map((workload) => {
    const { document, estimate } = workload;
    return {
      name: estimate.name,
      detail: estimate.model,
      kind: 'workload' as const,
      range: document.range,
      selection: document.rangeOf(['name'])?.key ?? { start: document.range.start, end: document.range.start },
      children: sections(workload, context),
    };
  });
}

function sections(workload: ShownWorkload, context: LanguageContext): readonly SymbolNode[] {
  const { document } = workload;
  return keysOf(document.tree).flatMap((key) => {
    if (['apiVersion', 'name', 'description', 'currency', 'baseline'].includes(key)) return [];
    const children =
      key === 'deployments'
        ? document.deploymentNames.flatMap((name) => deployment(workload, name, context))
        : key === 'let'
          ? keysAt(document, ['let']).flatMap((name) =>
              node(document, ['let', name], 'variable', valueText(document, ['let', name], context)),
            )
          : [];
    return node(document, [key], 'section', scalarDetail(document, [key], context), children);
  });
}

function deployment(workload: ShownWorkload, name: string, context: LanguageContext): readonly SymbolNode[] {
  const { document, estimate } = workload;
  const path = ['deployments', name];
  const found = estimate.deployments.find((one) => one.name === name);
  const pools = keysAt(document, path)
    .filter((key) => POOLS.has(key))
    .flatMap((key) =>
      node(document, [...path, key], 'pool', valueText(document, [...path, key, 'accelerator'], context)),
    );
  return node(
    document,
    path,
    'deployment',
    found === undefined
      ? ''
      : withStanding(headline(found, estimate.limits, context), workload.standingOf(name), context),
    pools,
  );
}

function node(
  document: WorkloadDocument,
  path: readonly string[],
  kind: SymbolNode['kind'],
  detail: string,
  children: readonly SymbolNode[] = [],
): readonly SymbolNode[] {
  const located = document.rangeOf(path);
  if (located?.key === undefined) return [];
  const range = located.value === undefined ? located.key : union(located.key, located.value);
  return [{ name: path.at(-1) ?? '', detail, kind, range, selection: located.key, children }];
}

function keysOf(tree: Node): readonly string[] {
  return tree.kind === 'map' ? tree.entries.filter((entry) => !entry.merged).map((entry) => entry.key) : [];
}

/** Keys of the mapping at a path; empty where there is none. */
export function keysAt(document: WorkloadDocument, path: readonly string[]): readonly string[] {
  let tree: Node | undefined = document.tree;
  for (const segment of path) tree = tree?.kind === 'map' ? tree.get(segment)?.value : undefined;
  return tree === undefined ? [] : keysOf(tree);
}

function valueText(
  document: WorkloadDocument,
  path: readonly string[],
  { evaluation: { file } }: LanguageContext,
): string {
  const range = document.rangeOf(path)?.value;
  return range === undefined ? '' : file.text.slice(file.offsetAt(range.start), file.offsetAt(range.end));
}

function scalarDetail(document: WorkloadDocument, path: readonly string[], context: LanguageContext): string {
  return keysAt(document, path).length > 0 ? '' : valueText(document, path, context).slice(0, 60);
}

/** Mappings of more than one line: sections, deployments, pools; from the key's line to the last of the value. */
export function folding(context: LanguageContext): readonly Range[] {
  return context.evaluation.workloads.flatMap(({ document }) => {
    const ranges: Range[] = [];
    const visit = (tree: Node, depth: number): void => {
      if (tree.kind !== 'map' || depth > 4) return;
      for (const entry of tree.entries) {
        if (entry.merged || entry.value.kind !== 'map' || entry.value.via !== undefined) continue;
        const { file } = context.evaluation;
        const end = file.text.slice(0, entry.value.end).trimEnd().length;
        const range = { start: file.positionAt(entry.keySpan.start), end: file.positionAt(end) };
        if (range.end.line > range.start.line) ranges.push(range);
        visit(entry.value, depth + 1);
      }
    };
    visit(document.tree, 0);
    return ranges;
  });
}
