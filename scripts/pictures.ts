/** `npm run pictures`: takes every picture of docs/images anew, in the real editor; `-- panel-dark` takes that one alone. */
import { copyFileSync } from 'node:fs';
import { session as editor } from '../test/drive/editor.drive.ts';
import { buildAll } from './build/all.ts';
import { pack } from './build/pack.ts';
import { orSentence } from './build/sentence.ts';
import { drive } from './harness/drive.ts';
import { inRoot } from './harness/paths.ts';
import { pictures, taken } from './pictures/sessions.ts';

const only = process.argv.slice(2);
const wanted = (name: string): boolean => only.length === 0 || only.some((one) => name === `picture ${one}`);

await orSentence(async () => {
  await buildAll();
  const { file } = pack();
  let failed = 0;
  for (const session of pictures.filter(({ name }) => wanted(name))) {
    const result = await drive(session, file);
    console.log(result.output);
    failed += result.failed;
  }
  if (only.length === 0) {
    const result = await drive(editor, file);
    console.log(result.output);
    failed += result.failed;
    for (const [shot, image] of Object.entries(taken)) copyFileSync(inRoot('test/drive/shots', `${shot}.png`), image);
  }
  process.exit(failed > 0 ? 1 : 0);
});
