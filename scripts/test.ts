/**
 * `npm test`: types, lint, format, unused code, unit and golden tests, the suite inside real VS Codes, and a drive of the
 * packaged extension. `npm test -- host drive` runs the checks whose names begin so (and builds what they need).
 * The last line is `N passed, N failed` over all runners.
 */
import { checks } from './checks/all.ts';
import { runChecks } from './checks/run.ts';

await runChecks(checks, process.argv.slice(2));
