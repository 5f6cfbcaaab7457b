/** What the command line opens: regular files inside bounds, whatever a repository holds under the names it looks for. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readFileText } from '../../../src/cli/files.ts';
import { filesBelow, WALK_LIMITS } from '../../../src/cli/folderWalk.ts';
import { writeWhole, removeAbandoned } from '../../../src/cli/writeWhole.ts';
import { runCli } from '../../helpers/cli.ts';
import { workspace } from '../../helpers/workspace.ts';

const DOCUMENT = `apiVersion: inference-tco/v1
model: llama-3.3-70b
traffic: {requests: 1, input_tokens: 10, output_tokens: 10}
budget: {per_month: 100000 USD}
deployments: {a: {accelerator: h100-sxm, rent: {price: 10 USD}, tensor_parallel: 4}}
`;

/** A pipe with a name. */
const pipes = (...files: readonly string[]): unknown => execFileSync('sh', ['-c', 'mkfifo "$@"', 'sh', ...files]);

/** A repository that somebody else wrote. */
function repository(): ReturnType<typeof workspace> & { readonly link: (name: string, to: string) => string } {
  const made = workspace();
  mkdirSync(path.join(made.folder, '.git'));
  const link = (name: string, to: string): string => {
    const at = path.join(made.folder, name);
    mkdirSync(path.dirname(at), { recursive: true });
    symlinkSync(to, at);
    return at;
  };
  return { ...made, link };
}

/** Windows knows neither these devices nor, without rights, links. */
describe.skipIf(process.platform === 'win32')('a folder with traps', () => {
  it('says each by its path, reads none of them, and checks the rest', async () => {
    const { folder, file, link } = repository();
    file('good.workload.yaml', DOCUMENT);
    link('device.workload.yaml', '/dev/zero');
    link('secret.workload.yaml', file('../secret', 'password: hunter2\n'));
    link('nowhere.workload.yaml', 'nowhere');
    link('loop.workload.yaml', 'loop.workload.yaml');
    link('sub/up', '..');
    link('zero.yaml', '/dev/zero');
    mkdirSync(path.join(folder, 'folder.workload.yaml'));
    pipes(path.join(folder, 'pipe.workload.yaml'), path.join(folder, 'f.yaml'));
    const { exit, out, error } = await runCli(['check', folder]);
    expect(exit).toBe(2);
    const said = error
      .trim()
      .split('\n')
      .map((line) => line.replaceAll(`${folder}/`, ''))
      .filter((line) => line.includes(' error '));
    expect(said).toEqual([
      expect.stringContaining('device.workload.yaml could not be read: it is a link that leads outside'),
      expect.stringContaining('loop.workload.yaml could not be read: the system could not read it.'),
      expect.stringContaining('nowhere.workload.yaml could not be read: there is no such file.'),
      expect.stringContaining('pipe.workload.yaml could not be read: it is a device, a pipe or a socket.'),
      expect.stringContaining('secret.workload.yaml could not be read: it is a link that leads outside'),
    ]);
    expect(out).toContain('good');
    expect(out + error).not.toContain('hunter2');
  });

  it('of tables leaves out what is no table, with its path', async () => {
    const { folder, file, link } = repository();
    const document = file('a.yaml', DOCUMENT);
    link('.inference-tco/pricing/zero.csv', '/dev/zero');
    link('.inference-tco/pricing/nowhere.csv', 'nowhere');
    mkdirSync(path.join(folder, '.inference-tco/pricing/folder.csv'));
    pipes(path.join(folder, '.inference-tco/pricing/pipe.yaml'));
    const { exit, error } = await runCli(['estimate', document]);
    expect(exit).toBe(0);
    expect(error.match(/warning file-unreadable: \S+ could not be read/g)).toHaveLength(3);
    expect(error).not.toContain('internal error');
  });

  it('of tables may be a file', async () => {
    const { file } = repository();
    const document = file('a.yaml', DOCUMENT);
    file('.inference-tco/pricing', 'x');
    const { exit, error } = await runCli(['estimate', document]);
    expect(exit).toBe(0);
    expect(error).toContain('it is a file. Tables stand in a folder of this name.');
  });

  it('behind model: is a problem of the document', async () => {
    const { folder, file } = repository();
    pipes(path.join(folder, 'fifo.json'));
    const { exit, error } = await runCli([
      'estimate',
      file('a.yaml', DOCUMENT.replace('llama-3.3-70b', './fifo.json')),
    ]);
    expect(exit).toBe(2);
    expect(error).toContain('error unreadable-reference');
  });

  it('is read where a link stays inside', async () => {
    const { file, link } = repository();
    file('sub/good.yaml', DOCUMENT);
    expect(await runCli(['estimate', link('here.yaml', 'sub/good.yaml')])).toMatchObject({ exit: 0 });
  });
});

describe('a file', () => {
  it('is measured while it is read', () => {
    const { folder, file } = repository();
    const big = file('big.yaml', 'x'.repeat(2000));
    expect(readFileText(big, { within: folder, largestBytes: 1999 })).toEqual({ ok: false, refusal: 'too-large' });
    expect(readFileText(big, { within: folder, largestBytes: 2000 })).toMatchObject({ ok: true });
    expect(readFileText(big, { within: path.join(folder, '.git'), largestBytes: 2000 })).toMatchObject({
      refusal: 'outside',
    });
  });

  it('of /proc says that it is empty and is not', { skip: process.platform !== 'linux' }, () => {
    expect(readFileText('/proc/self/environ', { within: '/', largestBytes: 1 })).toMatchObject({
      refusal: 'too-large',
    });
  });
});

describe('a walk', () => {
  it('is bounded in depth and count, and says what it left out', () => {
    const { folder, file } = workspace();
    file('a/b/c/d/e.yaml', '');
    for (let i = 0; i < 20; i += 1) file(`f${i}.yaml`, '');
    const all = (limits: Partial<typeof WALK_LIMITS>): ReturnType<typeof filesBelow> =>
      filesBelow(folder, () => true, { ...WALK_LIMITS, ...limits });
    expect(all({}).files).toHaveLength(21);
    expect(all({})).not.toHaveProperty('leftOut');
    expect(all({ depth: 3 as never })).toMatchObject({ leftOut: 'folders deeper than 3' });
    expect(all({ entries: 5 as never })).toMatchObject({ leftOut: 'more than 5 files' });
    expect(all({ milliseconds: -1 as never })).toMatchObject({ files: [] });
  });

  it('of a folder that is not there finds nothing', () => {
    const gone = path.join(tmpdir(), `gone-${process.pid}`);
    rmSync(gone, { recursive: true, force: true });
    expect(filesBelow(gone, () => true)).toEqual({ files: [] });
  });
});

describe('a file that is written', () => {
  it('is there whole, or as it was, and a reason says why', () => {
    const { folder, file } = workspace();
    const target = file('clouds/a.csv', 'before');
    expect(writeWhole(target, 'after')).toBeUndefined();
    expect(readFileSync(target, 'utf8')).toBe('after');
    expect(writeWhole(path.join(target, 'b.csv'), 'x')).toBe('a file stands where a folder should be.');
    mkdirSync(path.join(folder, 'c.csv/d'), { recursive: true });
    expect(writeWhole(path.join(folder, 'c.csv'), 'x')).toBe('a folder stands where the file should be.');
    expect(readdirSync(folder).sort()).toEqual(['c.csv', 'clouds']);
  });

  it('leaves nothing that an ended process began, after a while', () => {
    const { folder, file } = workspace();
    utimesSync(file('a.csv.1.part', ''), 0, 0);
    file('a.csv.2.part', '');
    removeAbandoned(folder);
    expect(readdirSync(folder)).toEqual(['a.csv.2.part']);
  });
});
