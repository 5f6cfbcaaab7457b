/** `npm run test:desktop`: the same suites in a desktop VS Code, fetched by @vscode/test-electron where its host can be reached. */
import { runTests } from '@vscode/test-electron';
import { suites } from '../test/integration/suites.ts';
import { buildAll } from './build/all.ts';
import { orSentence } from './build/sentence.ts';
import { buildSuite } from './build/testBundle.ts';
import { inRoot } from './harness/paths.ts';
import { copyWorkspace } from './harness/profile.ts';

await orSentence(async () => {
  await buildAll();
  for (const suite of suites.filter(({ hosts }) => hosts.includes('newest'))) {
    const workspace = copyWorkspace(inRoot(suite.workspace));
    try {
      await runTests({
        version: process.argv[2] ?? 'stable',
        extensionDevelopmentPath: inRoot(),
        extensionTestsPath: await buildSuite(suite),
        launchArgs: [
          workspace.folder,
          '--disable-extensions',
          '--disable-workspace-trust',
          '--skip-welcome',
          '--skip-release-notes',
        ],
      });
    } catch (error) {
      throw new Error(
        `${suite.name}: ${String(error)}\nDesktop VS Code comes from its vendor's update host; where that cannot be reached, npm test runs the same suite from npm.`,
      );
    } finally {
      workspace.remove();
    }
  }
});
