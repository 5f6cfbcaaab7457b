/** docs/api/library.md: the docstrings of what the library exports, as one page. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Application } from 'typedoc';
import { inCache, inRoot } from '../harness/paths.ts';

export const DOCUMENTATION = 'docs/api/library.md';

/**
 * @param update write the page instead of comparing it
 * @returns false where the page differs from the docstrings
 */
export async function libraryDocumentation(update: boolean): Promise<boolean> {
  const folder = inCache('api-pages');
  rmSync(folder, { recursive: true, force: true });
  const options = {
    entryPoints: [inRoot('src/library/index.ts')],
    tsconfig: inRoot('tsconfig.json'),
    plugin: ['typedoc-plugin-markdown'],
    outputs: [{ name: 'markdown', path: folder }],
    outputFileStrategy: 'modules',
    hidePageHeader: true,
    hideBreadcrumbs: true,
    disableSources: true,
    interfacePropertiesFormat: 'table',
    typeDeclarationFormat: 'table',
    parametersFormat: 'table',
    readme: 'none',
    logLevel: 'Error',
    // Types are checked by tsc; a page needs only their names.
    skipErrorChecking: true,
  };
  const application = await Application.bootstrapWithPlugins(
    options as Parameters<typeof Application.bootstrapWithPlugins>[0],
  );
  const project = await application.convert();
  if (project === undefined) throw new Error('The docstrings of the library could not be read.');
  await application.generateOutputs(project);
  const page = readFileSync(path.join(folder, 'README.md'), 'utf8').replace(/^# .*$/m, '# The library');
  const file = inRoot(DOCUMENTATION);
  if (update) writeFileSync(file, page);
  return existsSync(file) && readFileSync(file, 'utf8') === page;
}
