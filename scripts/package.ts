/** `npm run package`: builds, packages, and prints the size of the .vsix. */
import { buildAll } from './build/all.ts';
import { pack } from './build/pack.ts';
import { orSentence } from './build/sentence.ts';

await orSentence(async () => {
  await buildAll();
  const { file, bytes } = pack();
  console.log(`${file} ${(bytes / 1e6).toFixed(2)} MB`);
});
