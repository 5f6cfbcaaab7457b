/**
 * What `npm version <new>` runs between writing package.json and committing: the change log gets its section, and every
 * other file that says the version follows.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { orSentence } from './build/sentence.ts';
import { inRoot } from './harness/paths.ts';
import { released } from './release/changelog.ts';
import { mentions, withVersion } from './release/mentions.ts';

await orSentence(async () => {
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string };
  const date = new Date().toISOString().slice(0, 10);
  const changed = [
    { file: 'CHANGELOG.md', change: (text: string) => released(text, version, date) },
    ...mentions.map((mention) => ({
      file: mention.file,
      change: (text: string) => withVersion(text, mention, version),
    })),
  ].map(({ file, change }) => ({ file, text: change(readFileSync(inRoot(file), 'utf8')) }));
  for (const { file, text } of changed) writeFileSync(inRoot(file), text);
  execFileSync('git', ['add', ...changed.map(({ file }) => file)], { cwd: inRoot() });
});
