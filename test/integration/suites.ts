/** The suites that run inside a real VS Code: each a folder here, with the editor it needs. */

export interface Suite {
  /** Folder below test/integration/; all its *.test.ts run in one extension host. */
  readonly name: string;
  /** Opened as a copy, so that tests may write. */
  readonly workspace: string;
  /** A `.code-workspace` in that copy: the window has its folders. Else the copy itself is the one folder. */
  readonly workspaceFile?: string;
  /** floor: the oldest VS Code promised; newest: the newest on npm; web: the web worker host of the newest. */
  readonly hosts: readonly ('floor' | 'newest' | 'web')[];
  /** Over the quiet ones of scripts/harness/profile.ts, which switch git and AI features off. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Makes the workspace a git repository with one commit. */
  readonly git?: true;
  /** The window opens in Restricted Mode: the folder is not trusted. */
  readonly restricted?: true;
  /** Language of the editor; its own words stay English, since no language pack is installed. */
  readonly language?: 'de';
  /** Another extension in the same window: a folder of test/integration/beside/. */
  readonly beside?: string;
}

export const suites: readonly Suite[] = [
  { name: 'editor', workspace: 'examples', hosts: ['floor', 'newest', 'web'] },
  { name: 'german', workspace: 'test/integration/german/workspace', hosts: ['floor', 'newest', 'web'], language: 'de' },
  {
    name: 'restricted',
    workspace: 'test/integration/restricted/workspace',
    hosts: ['floor', 'newest'],
    restricted: true,
    git: true,
    settings: { 'git.enabled': true },
  },
  {
    name: 'beside-yaml',
    workspace: 'examples',
    hosts: ['floor', 'newest'],
    beside: 'redhat.vscode-yaml',
  },
  { name: 'overlay', workspace: 'test/integration/overlay/workspace', hosts: ['floor', 'newest'] },
  {
    name: 'places',
    workspace: 'test/integration/places/workspace',
    workspaceFile: 'two.code-workspace',
    hosts: ['floor', 'newest'],
  },
  {
    name: 'head',
    workspace: 'test/integration/head/workspace',
    hosts: ['floor', 'newest'],
    git: true,
    settings: { 'git.enabled': true },
  },
];
