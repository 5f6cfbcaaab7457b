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
}

export const suites: readonly Suite[] = [
  { name: 'editor', workspace: 'examples', hosts: ['floor', 'newest', 'web'] },
  { name: 'overlay', workspace: 'test/integration/overlay/workspace', hosts: ['newest'] },
  {
    name: 'places',
    workspace: 'test/integration/places/workspace',
    workspaceFile: 'two.code-workspace',
    hosts: ['newest'],
  },
  {
    name: 'head',
    workspace: 'test/integration/head/workspace',
    hosts: ['newest'],
    git: true,
    settings: { 'git.enabled': true },
  },
];
