/** Where the version of the package is written besides package.json: files that run elsewhere and cannot look it up. */

export interface Mention {
  readonly file: string;
  /** Matches the text around the version; the version is the group. */
  readonly pattern: RegExp;
}

export const mentions: readonly Mention[] = [
  { file: '.pre-commit-hooks.yaml', pattern: /(?<=inference-tco@)(\S+)/g },
  // Whoever pins the action by its hash gets the package of that commit, not the newest of the day.
  { file: 'action.yml', pattern: /(?<=default: )(\d+\.\d+\.\d+\S*)/g },
  { file: 'docs/ci.md', pattern: /(?<=rev: v)(\S+)/g },
];

/** @throws where the file no longer says a version */
export function withVersion(text: string, { file, pattern }: Mention, version: string): string {
  if (text.search(pattern) === -1) throw new Error(`${file} says no version; scripts/release/mentions.ts expects one.`);
  return text.replace(pattern, version);
}
