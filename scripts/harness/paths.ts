import path from 'node:path';
import { fileURLToPath } from 'node:url';

export const root: string = fileURLToPath(new URL('../..', import.meta.url));

/** Everything the tests fetch or leave behind; git-ignored, safe to delete. */
export const cache: string = path.join(root, '.vscode-test');

export const inRoot = (...parts: string[]): string => path.join(root, ...parts);
export const inCache = (...parts: string[]): string => path.join(cache, ...parts);
