/** `npm run build`: everything that is packaged or run, into dist/. */
import { buildAll } from './build/all.ts';

await buildAll();
