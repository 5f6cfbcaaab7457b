/** `npm run release-notes -- v1.2.3`: prints what CHANGELOG.md says of that version; fails where package.json has another. */
import { readFileSync } from 'node:fs';
import { orSentence } from './build/sentence.ts';
import { inRoot } from './harness/paths.ts';
import { notesOf } from './release/changelog.ts';

await orSentence(async () => {
  const tag = process.argv[2] ?? '';
  const { version } = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as { version: string };
  if (tag !== `v${version}`) throw new Error(`The tag is "${tag}", but package.json says ${version}.`);
  console.log(notesOf(readFileSync(inRoot('CHANGELOG.md'), 'utf8'), version));
});
