/** `npm run build`: everything that is packaged or run, into dist/. */
import { buildAll } from './build/all.ts';
import { orSentence } from './build/sentence.ts';

await orSentence(() => buildAll());
