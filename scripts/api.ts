/**
 * Types and documentation of the library: dist/library/index.d.ts, the report of the public interface in docs/api/, and
 * docs/api/library.md made from the docstrings.
 *
 * `npm run api` writes them; `npm run api -- --check` fails where the committed ones differ, and names the difference.
 */
import { buildLibraryTypes, REPORT } from './build/libraryTypes.ts';
import { DOCUMENTATION, libraryDocumentation } from './build/libraryDocs.ts';

const check = process.argv.includes('--check');
const same = [
  [REPORT, buildLibraryTypes(!check)],
  [DOCUMENTATION, await libraryDocumentation(!check)],
] as const;
for (const [file, holds] of same)
  if (!holds) console.error(`${file} differs from the code. Run "npm run api", read the difference, and commit it.`);
process.exit(same.every(([, holds]) => holds) ? 0 : 1);
