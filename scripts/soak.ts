/**
 * `npm run soak`: what is long by nature. Every law with twenty times the cases, hostile inputs by the
 * ten thousand, and the editor suites ten times over beside
 * a busy machine. An addition of each sort is made in a copy of the repository. `npm run soak -- laws`, `-- fuzz`, `-- busy`
 * and `-- additions` run a part; the last line is that of `npm test`.
 */
import { runChecks } from './checks/run.ts';
import { soak } from './checks/soak.ts';

await runChecks(soak, process.argv.slice(2));
