/** Notes as sentences for the comments of a workload. JSON has them as data. */
import type { Assumed, AssumedReason, Ignored, IgnoredReason } from './notes.ts';

/** Reasons that a person has to act on; the rest is in the data only. */
const TOLD: Partial<Readonly<Record<IgnoredReason, string>>> = {
  'no-key': 'a workload has no key for it',
  unknown: 'no table names it',
  unresolved: 'the file does not set its variable',
  'not-understood': 'its value could not be understood',
  'file-not-given': 'it stands in another file',
  broken: 'it is not valid YAML',
  template: 'it is a Helm template that is not rendered',
  'not-applied': 'it is not applied: kustomize build FOLDER > rendered.yaml, then import that',
  'unknown-machine': 'no accelerator or instance of the tables has this name',
  'several-choices': 'a deployment has one pool of each kind',
};

const ASSUMED: Readonly<Record<AssumedReason, string>> = {
  'accelerators-asked-for': 'one replica asks for that many accelerators, and no flag splits them',
  'more-accelerators-than-used': 'one replica asks for more accelerators than its flags use',
  'fewer-accelerators-than-used': 'one replica asks for fewer accelerators than its flags use',
  'commonest-form': 'the commonest form of the machine that the file names',
  'first-of-several': 'the first of several machines that the file allows',
  'served-name': 'the file loads it from a folder, and this is what it calls it',
  'folder-name': 'the file loads it from a folder of this name',
  acceptance: 'acceptance of draft tokens is not in the file: replace it with what you measure',
  'no-traffic': 'the file says nothing about traffic',
  'no-model': 'the file names no model',
  'no-machine': 'as the other pool',
  'no-machine-named': 'the file does not say which accelerator it runs on, so the tool proposes some',
  'several-nodes': 'one replica spans that many nodes, and no flag splits it',
  'zero-replicas': 'the file scales to zero',
  'time-shared': 'containers take turns on one accelerator; here each has its own',
};

/** Lines about what was not read; the same thing in several places is one line. */
export function ignoredLines(ignored: readonly Ignored[]): readonly string[] {
  const lines = ignored.flatMap(({ what, reason }) =>
    TOLD[reason] === undefined ? [] : [{ what, told: TOLD[reason] }],
  );
  const by = new Map<string, string[]>();
  for (const { what, told } of lines) {
    const list = by.get(told) ?? [];
    if (!list.includes(what)) by.set(told, [...list, what]);
  }
  return [...by].map(([told, list]) => `${list.join(', ')}: ${told}`);
}

/** Lines about what was taken for granted; traffic and model have comments of their own. */
export function assumedLines(assumed: readonly Assumed[]): readonly string[] {
  const own: readonly AssumedReason[] = ['no-traffic', 'no-model'];
  const lines = assumed
    .filter(({ reason }) => !own.includes(reason))
    .map(
      ({ key, value, reason }) =>
        `${reason === 'no-machine-named' ? 'the machine' : `${key} ${value}`}: ${ASSUMED[reason]}`,
    );
  return [...new Set(lines)];
}
