/** Two versions of a file: before, after and change of every quantity, and which edit of the YAML causes which part of it. */
import type { Quantity } from '../../quantity/index.ts';
import { applyEdits, type EditValue, removeKey, setValue, type WorkloadDocument } from '../../workload/index.ts';
import {
  type DeploymentDiff,
  type DeploymentEstimate,
  type Diff,
  type EditShare,
  type EvaluatedWorkload,
  type Evaluation,
  metric,
  type MetricPath,
  type QuantityChange,
  judgedPaths,
  statedAt,
} from '../contract/index.ts';

type Tree = WorkloadDocument['tree'];
type EvaluateText = (text: string) => Evaluation;

/** Each side with the files of its time. */
interface Sides {
  readonly before: EvaluateText;
  readonly after: EvaluateText;
}

/** More edits than this are told together: nobody reads a hundred shares. */
const MOST_EDITS = 40;

const COMPARED: readonly MetricPath[] = [
  'cost.perMillionTokens',
  'cost.perMonth',
  'cost.perRequest',
  'energy.kwhPerMillionTokens',
  'energy.kwhPerMonth',
  'energy.carbonPerMonth',
  'performance.ttft',
  'performance.ttftP95',
  'performance.tpot',
];

export function diffTexts(before: string, after: string, evaluate: Sides): Diff {
  const [old, now] = [evaluate.before(before), evaluate.after(after)];
  const deployments: DeploymentDiff[] = [];
  const used = new Set<EvaluatedWorkload>();
  for (const [index, workload] of now.workloads.entries()) {
    const match =
      old.workloads.find((other) => !used.has(other) && other.estimate.name === workload.estimate.name) ??
      sameIndex(old, now, index, used);
    if (match) used.add(match);
    deployments.push(...workloadDiff(match, workload, before, evaluate.before));
  }
  for (const gone of old.workloads)
    if (!used.has(gone)) deployments.push(...gone.estimate.deployments.map((d) => removed(gone.estimate.name, d)));
  return { before: old, after: now, deployments };
}

/** A renamed workload at the same place is the same one; with equal counts only. */
function sameIndex(
  old: Evaluation,
  now: Evaluation,
  index: number,
  used: ReadonlySet<EvaluatedWorkload>,
): EvaluatedWorkload | undefined {
  const other = old.workloads.length === now.workloads.length ? old.workloads[index] : undefined;
  const elsewhere = other && now.workloads.some((w) => w.estimate.name === other.estimate.name);
  return other && !used.has(other) && !elsewhere ? other : undefined;
}

function workloadDiff(
  old: EvaluatedWorkload | undefined,
  now: EvaluatedWorkload,
  before: string,
  evaluateText: EvaluateText,
): DeploymentDiff[] {
  const workload = now.estimate.name;
  const find = (from: EvaluatedWorkload | undefined, name: string): DeploymentEstimate | undefined =>
    from?.estimate.deployments.find((d) => d.name === name);
  const judged = judgedPaths(now.estimate.limits);
  const diffs = now.estimate.deployments.map((after): DeploymentDiff => {
    const prior = find(old, after.name);
    if (!old || !prior) return { workload, deployment: after.name, kind: 'added', after, changes: [], edits: [] };
    const changes = [...new Set([...COMPARED, ...judged])].map((path) =>
      changeOf(path, statedAt(prior, path), statedAt(after, path)),
    );
    const edits = attribute(old, now, after.name, before, evaluateText);
    const same =
      edits.length === 0 &&
      changes.every((c) =>
        c.comparable ? c.change === 0 : c.before?.value === c.after?.value && c.before?.low === c.after?.low,
      );
    const kind = same ? 'same' : 'changed';
    return { workload, deployment: after.name, kind, before: prior, after, changes, edits };
  });
  const gone = (old?.estimate.deployments ?? []).filter((d) => !find(now, d.name)).map((d) => removed(workload, d));
  return [...diffs, ...gone];
}

function removed(workload: string, before: DeploymentEstimate): DeploymentDiff {
  return { workload, deployment: before.name, kind: 'removed', before, changes: [], edits: [] };
}

/** A percentile that only one side has a target for is not compared with another statistic of the other side. */
function changeOf(path: MetricPath, before: Quantity | undefined, after: Quantity | undefined): QuantityChange {
  const { label } = metric(path);
  const sides = { ...(before === undefined ? {} : { before }), ...(after === undefined ? {} : { after }) };
  const [a, b] = [before?.value ?? null, after?.value ?? null];
  if (a === null || b === null || before?.unit !== after?.unit) return { path, label, ...sides, comparable: false };
  // From nothing to something is no share of anything.
  const change = a === b ? 0 : a === 0 ? undefined : b / a - 1;
  return { path, label, ...sides, ...(change === undefined ? {} : { change }), comparable: true };
}

interface Edit {
  readonly path: readonly string[];
  readonly before?: string;
  readonly after?: string;
  /** Absent: the key is removed. */
  readonly value?: EditValue;
}

/** Edits that reach a deployment, applied to the old text one after the other; what each adds to the monthly bill. */
function attribute(
  old: EvaluatedWorkload,
  now: EvaluatedWorkload,
  name: string,
  before: string,
  evaluateText: EvaluateText,
): EditShare[] {
  const edits = editsOf(old.document.readTree, now.document.readTree, []).filter(
    ({ path }) => path[0] !== 'deployments' || path[1] === name,
  );
  if (edits.length === 0) return [];
  const index = old.document.index;
  const costOf = (text: string): number | null => {
    const found = evaluateText(text).workloads.find(({ document }) => document.index === index);
    return found?.estimate.deployments.find((d) => d.name === name)?.cost.perMonth.value ?? null;
  };
  let text = before;
  let cost = costOf(text);
  const first = cost;
  const shares: { edit: Edit; delta: number | undefined }[] = [];
  for (const edit of edits.slice(0, MOST_EDITS)) {
    const step =
      edit.value === undefined ? removeKey(text, index, edit.path) : setValue(text, index, edit.path, edit.value);
    text = applyEdits(text, step);
    const next = costOf(text);
    shares.push({ edit, delta: cost === null || next === null ? undefined : next - cost });
    cost = next;
  }
  const whole = first === null || cost === null ? undefined : cost - first;
  return shares
    .map(({ edit: { path, before: from, after: to }, delta }) => ({
      path,
      ...(from === undefined ? {} : { before: from }),
      ...(to === undefined ? {} : { after: to }),
      ...(delta === undefined ? {} : { perMonth: delta }),
      ...(delta === undefined || whole === undefined || whole === 0 ? {} : { share: delta / whole }),
    }))
    .sort((a, b) => Math.abs(b.perMonth ?? 0) - Math.abs(a.perMonth ?? 0));
}

const SILENT = new Set(['name', 'description', 'baseline', 'budget', 'apiVersion']);

/** Differences of two trees at their smallest common keys. Words that change no number are left out. */
function editsOf(old: Tree | undefined, now: Tree | undefined, path: readonly string[]): Edit[] {
  if (path.length === 1 && (SILENT.has(path[0] ?? '') || path[0]?.startsWith('x-'))) return [];
  // What a file behind `from` says is compared key by key.
  if (path.length === 3 && path[2] === 'from') return [];
  if (old?.kind === 'map' && now?.kind === 'map') {
    const keys = new Set([...old.entries, ...now.entries].map(({ key }) => key));
    return [...keys].flatMap((key) => editsOf(old.get(key)?.value, now.get(key)?.value, [...path, key]));
  }
  const [from, to] = [shown(old), shown(now)];
  if (from === to) return [];
  const value = now && now.kind !== 'empty' ? valueOf(now) : undefined;
  return [
    {
      path,
      ...(from === undefined ? {} : { before: from }),
      ...(to === undefined ? {} : { after: to }),
      ...(value === undefined ? {} : { value }),
    },
  ];
}

function shown(tree: Tree | undefined): string | undefined {
  if (!tree || tree.kind === 'empty') return undefined;
  switch (tree.kind) {
    case 'scalar':
      return tree.text;
    case 'seq':
      return `[${tree.items.map((item) => shown(item) ?? '').join(', ')}]`;
    case 'map':
      return `{${tree.entries.map(({ key, value }) => `${key}: ${shown(value) ?? ''}`).join(', ')}}`;
  }
}

function valueOf(tree: Tree): EditValue {
  switch (tree.kind) {
    case 'empty':
      return null;
    case 'scalar':
      return typeof tree.value === 'string' ? tree.text : tree.value;
    case 'seq':
      return tree.items.map(valueOf);
    case 'map':
      return Object.fromEntries(tree.entries.map(({ key, value }) => [key, valueOf(value)]));
  }
}
