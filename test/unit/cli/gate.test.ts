/** check as a gate: what it finds in a folder, what it fails for, and the files that run it on other people's machines. */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { runCli } from '../../helpers/cli.ts';
import { workspace } from '../../helpers/workspace.ts';

const AS_OF = ['--as-of', '2026-11-23'];
const BODY = 'model: llama-3.1-8b\ntraffic: {requests: 5 / s, input_tokens: 800, output_tokens: 200}\n';
const L4 = 'deployments:\n  l4: {accelerator: l4, rent: {cloud: gcp}}\n';
const OURS = 'apiVersion: inference-tco/v1\n';
const THEIRS = '---\napiVersion: v1\nkind: ConfigMap\ndata: {requests: many}\n';

interface Row {
  readonly workload: string;
  readonly deployment: string;
  readonly subject: string;
  readonly verdict: string;
  readonly line: number;
  readonly message?: string;
  readonly limit?: number;
  readonly value?: { readonly value: number };
}

async function checked(...args: string[]): Promise<{ exit: number; rows: readonly Row[]; error: string }> {
  const { exit, out, error } = await runCli(['check', ...args, '--format', 'json', ...AS_OF]);
  return { exit, rows: JSON.parse(out).checks, error };
}

describe('a folder', () => {
  const { folder, file } = workspace();
  file('a.workload.yaml', `name: by-name\n${BODY}${L4}${THEIRS}`);
  file('deep/b.yaml', `${THEIRS.slice(4)}---\n${OURS}name: by-version\n${BODY}${L4}`);
  file('deep/values.yaml', `name: not-ours\n${BODY}${L4}`);
  file('node_modules/c.workload.yaml', `name: of-a-package\n${BODY}${L4}`);

  it('holds the workloads that say so by name or by version; what else stands there is left alone', async () => {
    const { exit, rows, error } = await checked(folder);
    expect({ exit, error }).toEqual({ exit: 0, error: '' });
    expect(rows.map(({ workload }) => workload)).toEqual(['by-name', 'by-version']);
  });

  it('without workloads has nothing to check, and says so', async () => {
    const { exit, out } = await runCli(['check', workspace().folder]);
    expect({ exit, out }).toEqual({ exit: 0, out: 'Nothing to check: no workload with a deployment of its own.\n' });
  });
});

describe('a document that cannot be read', () => {
  const { file } = workspace();

  it('is a failed check with its line and sentence, in every format', async () => {
    const broken = file('broken.yaml', `${BODY.replace('input_tokens', 'input_token')}${L4}`);
    const { exit, rows } = await checked(broken);
    expect(exit).toBe(2);
    expect(rows[0]).toMatchObject({ subject: 'valid', verdict: 'failed', line: 2 });
    const sarif = JSON.parse((await runCli(['check', broken, '--format', 'sarif', ...AS_OF])).out);
    expect(sarif.runs[0].results[0]).toMatchObject({ ruleId: 'valid', level: 'error' });
    const junit = await runCli(['check', broken, '--format', 'junit', ...AS_OF]);
    expect(junit.out).toContain('<testcase classname="broken" name="readable">');
    const markdown = await runCli(['check', broken, 'nowhere.yaml', '--format', 'markdown', ...AS_OF]);
    expect(markdown.out).toContain('- nowhere.yaml could not be read: there is no such file.');
    expect(markdown.out).toContain('input\\_token');
  });
});

it('limits without a deployment that could be held to them are undecided', async () => {
  const { file } = workspace();
  const limited = file('limited.yaml', `${BODY}budget: {per_month: 1 USD}\n`);
  const { exit, out } = await runCli(['check', limited, ...AS_OF]);
  expect(exit).toBe(1);
  expect(out).toMatch(/names no\s+deployment that could be held to them/);
  expect((await runCli(['check', limited, '--allow-unknown', ...AS_OF])).exit).toBe(0);
  expect((await runCli(['check', file('open.yaml', BODY), ...AS_OF])).out).toContain('Nothing to check');
});

it('names the statistic of a target, and what is shown where it is another', async () => {
  const { file } = workspace();
  const target = file('slo.yaml', `${BODY}slo: {ttft: {p99: 9 s}, tpot: {mean: 900 ms}}\n${L4}`);
  const { out } = await runCli(['check', target, ...AS_OF]);
  expect(out).toMatch(/✓ .* TTFT \(p99\) .* 9 s\n/);
  expect(out).toMatch(/✓ .* TPOT \(mean\) .* 900 ms\n/);
});

describe('a rule of the command line', () => {
  const { file } = workspace();
  const named = file('rule.workload.yaml', `${BODY}${L4}`);

  it('fails the deployments on which it holds, in every format', async () => {
    const { exit, rows } = await checked(named, '--fail-on', 'cost_per_month > 1 USD', '--fail-on', 'tpot > 1 s');
    expect(exit).toBe(1);
    expect(rows.filter(({ subject }) => subject === 'rule').map(({ verdict }) => verdict)).toEqual([
      'failed',
      'passed',
    ]);
    const options = ['check', named, '--fail-on', 'cost_per_month > 1 USD', ...AS_OF];
    expect((await runCli(options)).out).toMatch(/✗ +rule +l4 +cost_per_month > 1 USD +\$/);
    expect((await runCli([...options, '--format', 'junit'])).out).toContain('name="cost_per_month &gt; 1 USD">');
    const sarif = JSON.parse((await runCli([...options, '--format', 'sarif'])).out);
    expect(sarif.runs[0].results[0].message.text).toMatch(/^l4: cost_per_month > 1 USD holds: \$/);
  });

  it('is open on proposals, and on what is not known', async () => {
    const proposals = file('open.yaml', BODY);
    expect((await checked(proposals, '--fail-on', 'tpot > 1 s')).exit).toBe(1);
    expect((await checked(proposals, '--fail-on', 'tpot > 1 s', '--allow-unknown')).exit).toBe(0);
    const { rows } = await checked(named, '--fail-on', 'tpot_p99 > 1 s');
    expect(rows.find(({ subject }) => subject === 'rule')?.verdict).toBe('undecided');
  });

  it.each([
    ['cost_per_mont > 1', 'Did you mean cost_per_month?'],
    ['cost_per_month >', 'it does not read'],
    ['cost_per_month', '"cost_per_month" stands where a comparison should'],
    ['tpot > 1 kg', 'Bring both sides to one unit.'],
    ['eval(1) > 0', '"eval" is no number of the estimate. Names are ttft'],
  ])('%s is refused', async (rule, sentence) => {
    const { exit, error } = await runCli(['check', named, '--fail-on', rule]);
    expect({ exit, error: error.includes(sentence) ? sentence : error }).toEqual({ exit: 2, error: sentence });
  });
});

describe('the rise of a bill', () => {
  const { folder, file } = workspace();
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, stdio: 'ignore' });
  const fixed = (n: number, more = '') =>
    `${BODY}deployments:\n  l4: {accelerator: l4, rent: {cloud: gcp, instance: g2-standard-4, price: 1 USD}, scaling: {replicas: ${n}}}\n${more}`;
  const named = file('bill.workload.yaml', fixed(10));
  git('init', '-q');
  git('add', '.');
  git('-c', 'user.name=t', '-c', 'user.email=t@t', 'commit', '-q', '-m', 'before');
  const rise = async (limit: string, text: string) => {
    file('bill.workload.yaml', text);
    const { exit, rows } = await checked(named, '--against', 'HEAD', '--max-increase', limit);
    return { exit, rises: rows.filter(({ subject }) => subject === 'increase') };
  };

  it('is held against a share, an amount, or the stricter of both', async () => {
    expect(await rise('10%', fixed(11))).toMatchObject({ exit: 0, rises: [{ verdict: 'passed' }] });
    expect(await rise('10%', fixed(12))).toMatchObject({
      exit: 1,
      rises: [{ verdict: 'failed', limit: expect.closeTo(8030) }],
    });
    expect(await rise('$1500', fixed(12))).toMatchObject({
      exit: 0,
      rises: [{ verdict: 'passed', limit: expect.closeTo(8800) }],
    });
    expect(await rise('50%, 100 USD', fixed(11))).toMatchObject({ exit: 1, rises: [{ limit: expect.closeTo(7400) }] });
    expect(await rise('50%', fixed(9))).toMatchObject({ exit: 0, rises: [{ verdict: 'passed' }] });
  });

  it('writes the bill before in the currency it had, and says that it changed', async () => {
    file('bill.workload.yaml', `currency: EUR\n${fixed(10)}`);
    const options = [named, '--against', 'HEAD', '--max-increase', '10%', ...AS_OF];
    expect((await runCli(['check', ...options])).out).toMatch(/was \$7\.3k; the currency changed/);
    const junit = await runCli(['check', ...options, '--format', 'junit']);
    expect(junit.out).toContain('the currency changed');
    expect(junit.out).not.toContain('limit .');
  });

  it('is shown beside the bill where no limit is given', async () => {
    file('bill.workload.yaml', fixed(12));
    const { exit, out } = await runCli(['check', named, '--against', 'HEAD', ...AS_OF]);
    expect(exit).toBe(0);
    expect(out).toMatch(/✓ .* rise of cost per month .* was \$7\.3k/);
  });

  it('is no matter of a deployment that is new, or of a file that is', async () => {
    const more = '  new: {accelerator: l4, rent: {cloud: gcp, price: 9 USD}, scaling: {replicas: 50}}\n';
    const { exit, rises } = await rise('1%', fixed(10, more));
    expect({ exit, of: rises.map(({ deployment }) => deployment) }).toEqual({ exit: 0, of: ['l4'] });
    const fresh = file('fresh.workload.yaml', fixed(10));
    expect((await checked(fresh, '--against', 'HEAD', '--max-increase', '1%')).exit).toBe(0);
    const diff = await runCli(['diff', fresh, '--against', 'HEAD', ...AS_OF]);
    expect(diff).toMatchObject({ exit: 0, error: '', out: expect.stringContaining('l4 (added)') });
  });

  it.each([
    [['--against', 'nowhere', '--max-increase', '1%'], 'at revision nowhere: git knows no such revision.'],
    [['--against', '--output=x', '--max-increase', '1%'], 'git knows no such revision.'],
    [['--max-increase', '1%'], 'needs --against REVISION'],
    [['--against', 'HEAD', '--max-increase', 'a lot'], 'Write 10%, 500 USD, or both'],
    [['--against', 'HEAD', '--max-increase', '5 XXX'], 'there is no exchange rate for XXX'],
  ])('%j is a mistake of the caller', async (options, sentence) => {
    const { exit, error } = await runCli(['check', named, ...options, ...AS_OF]);
    expect(exit).toBe(2);
    expect(error).toContain(sentence);
  });
});

describe('the files that run it elsewhere', () => {
  const text = (name: string): string => readFileSync(new URL(`../../../${name}`, import.meta.url), 'utf8');
  const { version } = JSON.parse(text('package.json')) as { version: string };

  interface Ran {
    readonly status: number | null;
    readonly output: string;
    readonly said: string;
    readonly comment: string;
    readonly folder: string;
  }
  /** The action's own script in a checked-out tree. @param npx what stands in for npx; without it, npx itself, offline */
  function runAction(
    given: Readonly<Record<string, string>>,
    npx?: string,
    tree: Readonly<Record<string, string>> = {},
  ): Ran {
    const action = parse(text('action.yml'));
    const { folder, file } = workspace();
    const outside = workspace();
    for (const [name, content] of Object.entries(tree)) chmodSync(file(name, content), 0o755);
    const bin = npx === undefined ? '' : `${path.dirname(outside.file('bin/npx', npx))}:`;
    if (npx !== undefined) chmodSync(path.join(outside.folder, 'bin/npx'), 0o755);
    const step = action.runs.steps[0];
    const inputs: Record<string, string> = Object.fromEntries(
      Object.entries(action.inputs as Record<string, { default: string }>).map(([name, input]) => [
        name,
        given[name] ?? input.default,
      ]),
    );
    const env = Object.fromEntries(
      Object.entries(step.env as Record<string, string>).map(([name, value]) => [
        name,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/, (_, input: string) => inputs[input] ?? 'no such input'),
      ]),
    );
    const { status } = spawnSync('bash', ['--noprofile', '--norc', '-eo', 'pipefail', '-c', step.run], {
      cwd: folder,
      env: {
        ...env,
        PATH: `${bin}${process.env['PATH']}`,
        HOME: outside.folder,
        NPM_CONFIG_CACHE: path.join(outside.folder, 'cache'),
        NPM_CONFIG_OFFLINE: 'true',
        GITHUB_OUTPUT: path.join(outside.folder, 'output'),
        GITHUB_STEP_SUMMARY: path.join(outside.folder, 'summary'),
      },
    });
    const read = (at: string): string => readFileSync(at, 'utf8').replace(/--prefix \S+/, '--prefix DIR');
    return {
      status,
      output: read(path.join(outside.folder, 'output')),
      said: read(path.join(outside.folder, 'summary')),
      comment: read(path.join(folder, 'inference-tco.md')),
      folder,
    };
  }
  const echo = (code: number): string => `#!/bin/sh\necho "$@"\nexit ${code}\n`;
  const command = `--yes --prefix DIR inference-tco@${version} check --format markdown`;

  // A stand-in for npx is a shell script.
  describe.skipIf(process.platform === 'win32')('the action', () => {
    it.each([
      [0, 'passed=true\n'],
      [1, 'passed=false\n'],
    ])('ends as the check ends (%i), with its comment written first', (code, passed) => {
      const inputs = { files: 'deploy\nother  third\n', against: 'origin/main', 'max-increase': '10%, 5 USD' };
      const { status, output, said, comment } = runAction(inputs, echo(code));
      expect({ status, output }).toEqual({ status: code, output: passed });
      expect(said).toBe(`${command} --against origin/main --max-increase 10%, 5 USD -- deploy other third\n`);
      expect(comment).toBe(said);
    });

    it('takes one rule a line', () => {
      const inputs = {
        files: 'deploy',
        'fail-on': 'cost_per_month > 60000 USD or tpot > 1 s\n\n  accelerators > 64\n',
      };
      expect(runAction(inputs, '#!/bin/sh\nprintf "[%s]" "$@"\n').said).toContain(
        '[--fail-on][cost_per_month > 60000 USD or tpot > 1 s][--fail-on][accelerators > 64][--][deploy]',
      );
    });

    it('shows the bills of a revision without a limit too', () => {
      expect(runAction({ against: 'origin/main' }, echo(0)).said).toBe(`${command} --against origin/main -- .\n`);
    });

    it('takes an input for what it is, and for no word of the shell', () => {
      const { said } = runAction({ files: '$(id) `id` *;x --all', 'max-increase': '1%; rm -rf .' }, echo(0));
      expect(said).toBe(`${command} --max-increase 1%; rm -rf . -- $(id) \`id\` *;x --all\n`);
    });

    it('runs nothing that the checked-out tree holds', () => {
      const attack = '#!/bin/sh\ntouch attacked\n';
      const { status, folder } = runAction({}, undefined, {
        'node_modules/inference-tco/package.json': `{"name": "inference-tco", "version": "${version}", "bin": {"inference-tco": "a.sh"}}`,
        'node_modules/inference-tco/a.sh': attack,
        'node_modules/.bin/inference-tco': attack,
        'package.json': '{"name": "inference-tco", "version": "9.9.9", "bin": {"inference-tco": "a.sh"}}',
        'a.sh': attack,
        '.npmrc': 'script-shell=./a.sh\nnode-options=--require ./a.js\n',
        'a.js': "require('fs').writeFileSync('attacked', '')\n",
      });
      expect(status).not.toBe(0);
      expect(readdirSync(folder)).not.toContain('attacked');
    });
  });
});
