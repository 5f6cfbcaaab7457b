/** CHANGELOG.md as data: a section per version, the newest first; what no version has yet stands under "Unreleased". */

const heading = /^## (\S+)(?: - (\d{4}-\d{2}-\d{2}))?$/gm;
const UNRELEASED = 'Unreleased';

export interface Section {
  /** `Unreleased`, or a version */
  readonly name: string;
  /** ISO date of the release; absent under `Unreleased` */
  readonly date?: string;
  /** Markdown up to the next section */
  readonly body: string;
}

export function sections(changelog: string): readonly Section[] {
  const found = [...changelog.matchAll(heading)];
  return found.map((match, index) => ({
    name: match[1]!,
    ...(match[2] === undefined ? {} : { date: match[2] }),
    body: changelog.slice(match.index + match[0].length, found[index + 1]?.index).trim(),
  }));
}

/**
 * What stands under "Unreleased" becomes a version, below a new and empty "Unreleased".
 *
 * @param date ISO date of the release
 * @throws where nothing is unreleased, or the version has a section already
 */
export function released(changelog: string, version: string, date: string): string {
  const all = sections(changelog);
  if (all.some(({ name }) => name === version)) throw new Error(`CHANGELOG.md has a section for ${version} already.`);
  if ((all.find(({ name }) => name === UNRELEASED)?.body ?? '') === '')
    throw new Error(`CHANGELOG.md has nothing under "## ${UNRELEASED}". Say there what changes for users.`);
  return changelog.replace(`## ${UNRELEASED}\n`, `## ${UNRELEASED}\n\n## ${version} - ${date}\n`);
}

/** @throws where the version has no dated section */
export function notesOf(changelog: string, version: string): string {
  const section = sections(changelog).find(({ name }) => name === version);
  if (section?.date === undefined) throw new Error(`CHANGELOG.md has no dated section for ${version}.`);
  return section.body;
}
