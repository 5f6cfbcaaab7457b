/** Files that GitHub reads and that fail silently there: issue forms, dependabot, owners, the editor's container. */
import Ajv from 'ajv';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const at = (file: string): URL => new URL(`../../${file}`, import.meta.url);
const text = (file: string): string => readFileSync(at(file), 'utf8');
const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false, discriminator: true });

const string = { type: 'string', minLength: 1 } as const;
const strings = { type: 'array', items: string, minItems: 1, uniqueItems: true } as const;
const closed = (properties: Record<string, object>, required: readonly string[]): object => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});

const validations = closed({ required: { type: 'boolean' } }, ['required']);
const field = (type: string, attributes: Record<string, object>, required: readonly string[] = ['label']): object =>
  closed(
    {
      type: { const: type },
      id: { type: 'string', pattern: '^[\\w-]+$' },
      attributes: closed({ label: string, description: string, ...attributes }, required),
      validations,
    },
    ['type', 'id', 'attributes'],
  );
const elements = {
  type: 'object',
  required: ['type'],
  discriminator: { propertyName: 'type' },
  oneOf: [
    closed({ type: { const: 'markdown' }, attributes: closed({ value: string }, ['value']) }, ['type', 'attributes']),
    field('textarea', { placeholder: string, value: string, render: string }),
    field('input', { placeholder: string, value: string }),
    field('dropdown', { options: strings, multiple: { type: 'boolean' } }, ['label', 'options']),
  ],
};

/** Keys of docs.github.com, "Syntax for issue forms". */
const form = closed({ name: string, description: string, labels: strings, body: { type: 'array', items: elements } }, [
  'name',
  'description',
  'body',
]);
/** "Configuring the template chooser". */
const chooser = closed(
  {
    blank_issues_enabled: { type: 'boolean' },
    contact_links: {
      type: 'array',
      items: closed(
        {
          name: string,
          url: { type: 'string', pattern: '^https://github.com/inference-tco/inference-tco/' },
          about: string,
        },
        ['name', 'url', 'about'],
      ),
    },
  },
  [],
);
/** "Dependabot options reference", the keys used here. */
const dependabot = closed(
  {
    version: { const: 2 },
    updates: {
      type: 'array',
      items: closed(
        {
          'package-ecosystem': { enum: ['npm', 'github-actions'] },
          directory: string,
          directories: strings,
          schedule: closed({ interval: { enum: ['daily', 'weekly', 'monthly'] } }, ['interval']),
          cooldown: closed({ 'default-days': { type: 'integer', minimum: 1, maximum: 90 } }, ['default-days']),
          'open-pull-requests-limit': { type: 'integer', minimum: 0 },
          groups: { type: 'object', additionalProperties: closed({ patterns: strings, 'update-types': strings }, []) },
          ignore: {
            type: 'array',
            items: closed({ 'dependency-name': string, 'update-types': strings }, ['dependency-name']),
          },
        },
        ['package-ecosystem', 'schedule'],
      ),
    },
  },
  ['version', 'updates'],
);

function problems(schema: object, file: string): unknown {
  const validate = ajv.compile(schema);
  return validate(parse(text(file))) ? [] : validate.errors;
}

describe('files that GitHub reads', () => {
  const forms = readdirSync(at('.github/ISSUE_TEMPLATE')).filter((name) => name !== 'config.yml');

  it.each(forms)('the issue form %s has the keys that GitHub knows, and ids of its own', (name) => {
    const file = `.github/ISSUE_TEMPLATE/${name}`;
    expect(problems(form, file)).toEqual([]);
    const { body } = parse(text(file)) as { readonly body: readonly { readonly id?: string }[] };
    const ids = body.flatMap(({ id }) => (id === undefined ? [] : [id]));
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('the chooser of issues leads to places of this repository', () => {
    expect(problems(chooser, '.github/ISSUE_TEMPLATE/config.yml')).toEqual([]);
  });

  it('dependabot looks where a lock file or a workflow is', () => {
    expect(problems(dependabot, '.github/dependabot.yml')).toEqual([]);
    const { updates } = parse(text('.github/dependabot.yml')) as {
      readonly updates: readonly { readonly 'package-ecosystem': string; readonly directories?: readonly string[] }[];
    };
    const npm = updates.find((update) => update['package-ecosystem'] === 'npm')!;
    expect((npm.directories ?? []).filter((folder) => !existsSync(at(`.${folder}/package-lock.json`)))).toEqual([]);
  });

  it('every path that has an owner exists', () => {
    const paths = text('.github/CODEOWNERS')
      .split('\n')
      .flatMap((line) => (line.startsWith('/') ? [line.split(/\s+/)[0]!] : []));
    expect(paths.filter((path) => !existsSync(at(`.${path}`)))).toEqual([]);
  });
});

describe('files that an editor reads', () => {
  it('the container has the extensions that the folder recommends, and its Node', () => {
    const container = JSON.parse(text('.devcontainer/devcontainer.json')) as {
      readonly image: string;
      readonly customizations: { readonly vscode: { readonly extensions: readonly string[] } };
    };
    const { recommendations } = JSON.parse(text('.vscode/extensions.json')) as {
      readonly recommendations: readonly string[];
    };
    expect(container.customizations.vscode.extensions).toEqual(recommendations);
    expect(container.image).toContain(`:${text('.nvmrc').split('.')[0]}-`);
  });
});
