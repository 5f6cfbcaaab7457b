/**
 * The workflows cannot run here. What actionlint does not ask of them (`npm run test:workflows`) is asked here: that every
 * action is pinned, that no job has more rights or time than it needs, that they call what exists.
 */
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const text = (file: string): string => readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');

interface Step {
  readonly uses?: string;
  readonly run?: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly shell?: string;
}
interface Job {
  readonly permissions?: Readonly<Record<string, string>>;
  readonly 'timeout-minutes'?: number;
  readonly environment?: string;
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly permissions?: unknown;
  readonly concurrency?: { readonly group: string; readonly 'cancel-in-progress': unknown };
  readonly jobs: Readonly<Record<string, Job>>;
}

const files = readdirSync(new URL('../../.github/workflows', import.meta.url)).map(
  (name) => `.github/workflows/${name}`,
);
const workflows = files.map((file) => ({ file, workflow: parse(text(file)) as Workflow }));
const jobs = workflows.flatMap(({ file, workflow }) =>
  Object.entries(workflow.jobs).map(([name, job]) => ({ where: `${file} ${name}`, job })),
);
const steps = jobs.flatMap(({ where, job }) => job.steps.map((step) => ({ where, step })));
const runs = steps.flatMap(({ where, step }) => (step.run === undefined ? [] : [{ where, run: step.run }]));

const manifest = JSON.parse(text('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};
const publish = JSON.parse(text('.github/publish/package.json')) as { readonly dependencies: Record<string, string> };

/** Uses of actions as written, with what stands behind them; the workflow of the documentation included. */
const uses = [...files, 'action.yml', 'docs/ci.md'].flatMap((file) =>
  [...text(file).matchAll(/^\s*(?:- )?uses: (.*)$/gm)].map(([, use = '']) => ({ file, use })),
);

describe('the workflows', () => {
  it('pin every action of others by hash, with the version beside it', () => {
    const pinned = /^[\w-]+\/[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/;
    const own = /^inference-tco\/inference-tco@v\d+$/;
    expect(uses.length).toBeGreaterThan(10);
    expect(uses.filter(({ use }) => !pinned.test(use) && !own.test(use))).toEqual([]);
  });

  it('pin an action by one hash everywhere', () => {
    const hashes = new Map<string, Set<string>>();
    for (const { use } of uses.filter((one) => one.use.includes(' # '))) {
      const [action = '', hash = ''] = use.split('@');
      const repository = action.split('/').slice(0, 2).join('/');
      hashes.set(repository, new Set([...(hashes.get(repository) ?? []), hash]));
    }
    const several = [...hashes].filter(([, all]) => all.size > 1);
    expect(several).toEqual([]);
  });

  it('start without a right, and give each job its own', () => {
    expect(workflows.filter(({ workflow }) => JSON.stringify(workflow.permissions) !== '{}')).toEqual([]);
    expect(jobs.filter(({ job }) => job.permissions === undefined)).toEqual([]);
  });

  it('write only where that is the job, and never where code of a pull request runs', () => {
    const writing = jobs
      .flatMap(({ where, job }) =>
        Object.entries(job.permissions ?? {}).map(([scope, level]) => ({ where, scope, level })),
      )
      .filter(({ level }) => level === 'write')
      .map(({ where, scope }) => `${where.replace('.github/workflows/', '')}: ${scope}`);
    expect(writing.sort()).toEqual([
      'codeql.yml analyze: security-events',
      'publish.yml major-tag: contents',
      'publish.yml marketplace: id-token',
      'publish.yml npm: id-token',
      'publish.yml open-vsx: id-token',
      'release.yml draft: attestations',
      'release.yml draft: contents',
      'release.yml draft: id-token',
    ]);
    expect(files.filter((file) => text(file).includes('pull_request_target'))).toEqual([]);
  });

  it('end by themselves, and do not run beside themselves', () => {
    expect(jobs.filter(({ job }) => !((job['timeout-minutes'] ?? Infinity) <= 60))).toEqual([]);
    expect(workflows.filter(({ workflow }) => workflow.concurrency === undefined)).toEqual([]);
  });

  it('leave no credentials behind a checkout', () => {
    const checkouts = steps.filter(({ step }) => step.uses?.startsWith('actions/checkout@'));
    expect(checkouts.filter(({ step }) => step.with?.['persist-credentials'] !== false)).toEqual([]);
  });

  it('hold no secret: registries trust a job by its workflow and environment, and ask nothing else', () => {
    expect(files.filter((file) => /\bsecrets\b/.test(text(file)))).toEqual([]);
    const publishing = workflows.find(({ file }) => file.endsWith('/publish.yml'))!.workflow.jobs;
    const trusted = Object.entries(publishing).filter(([, job]) => job.permissions?.['id-token'] === 'write');
    expect(Object.fromEntries(trusted.map(([name, job]) => [name, job.environment]))).toEqual({
      npm: 'npm',
      marketplace: 'visual-studio-marketplace',
      'open-vsx': 'open-vsx',
    });
  });

  it('call scripts that package.json has, and programs that a lock file names', () => {
    const scripts = runs.flatMap(({ run }) =>
      [...run.matchAll(/npm run (?:--silent )?([\w:-]+)/g)].map(([, name]) => name),
    );
    expect(scripts.length).toBeGreaterThan(2);
    expect(scripts.filter((name) => !(name! in manifest.scripts))).toEqual([]);
    const programs = runs.flatMap(({ run }) =>
      [...run.matchAll(/publish\/node_modules\/\.bin\/(\w+)/g)].map(([, name]) => name!),
    );
    expect(programs).toEqual(['vsce', 'ovsx']);
    expect(Object.keys(publish.dependencies).map((name) => name.split('/').at(-1))).toEqual(programs);
    expect(runs.filter(({ run }) => /\bnpx\b/.test(run))).toEqual([]);
  });

  it('name checks that exist, on the systems where not all of them run', () => {
    const checks = readdirSync(new URL('../../scripts/checks', import.meta.url));
    const sources = checks.map((file) => text(`scripts/checks/${file}`));
    const names = sources.flatMap((file) => [...file.matchAll(/name: '([\w ,]+)'/g)].map(([, name]) => name!));
    const wanted = runs.flatMap(({ run }) =>
      [...run.matchAll(/^npm test -- (.*)$/gm)].flatMap(([, list]) => list!.split(' ')),
    );
    expect(wanted.length).toBeGreaterThan(4);
    expect(wanted.filter((begin) => !names.some((name) => name.startsWith(begin)))).toEqual([]);
  });
});

describe('action.yml', () => {
  const action = parse(text('action.yml')) as {
    readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
    readonly outputs: Readonly<Record<string, { readonly value: string }>>;
    readonly runs: { readonly using: string; readonly steps: readonly (Step & { readonly id?: string })[] };
  };

  it('gives its script only environment variables, each from an input it has', () => {
    expect(action.runs.using).toBe('composite');
    const used = action.runs.steps.flatMap(({ env }) =>
      Object.values(env ?? {}).flatMap((value) => [...value.matchAll(/inputs\.([\w-]+)/g)].map(([, name]) => name!)),
    );
    expect(used.sort()).toEqual(Object.keys(action.inputs).sort());
    expect(action.runs.steps.filter(({ run, shell }) => run?.includes('${{') || shell === undefined)).toEqual([]);
  });

  it('describes every input with a default', () => {
    expect(
      Object.entries(action.inputs).filter(([, input]) => !input.description || input.default === undefined),
    ).toEqual([]);
  });
});
