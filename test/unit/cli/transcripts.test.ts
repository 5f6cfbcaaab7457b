/**
 * Every ```console block of the command pages is run and compared: a line starting with "$ " is typed, the rest is what
 * a terminal of 100 columns shows. UPDATE_GOLDEN=1 writes what is shown now.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readShell } from '../../../src/workload/import/source/shell.ts';
import { runCli } from '../../helpers/cli.ts';

const DOCS = new URL('../../../docs/', import.meta.url);
const BLOCK = /```console\n(\$ [^\n]*)\n([\s\S]*?)```/g;

async function transcript(page: string): Promise<string> {
  const text = readFileSync(new URL(page, DOCS), 'utf8');
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(BLOCK)) {
    const [whole, prompt = ''] = match;
    const [program, ...args] = readShell(prompt.slice(2)).commands[0]?.words ?? [];
    if (program !== 'inference-tco') throw new Error(`${page}: a transcript runs inference-tco, not ${program}`);
    const { out: shown, exit } = await runCli(args, { together: true, width: 100 });
    if (exit === 3) throw new Error(`${page}: ${prompt}\n${shown}`);
    parts.push(text.slice(end, match.index), '```console\n', prompt, '\n', shown, '```');
    end = match.index + whole.length;
  }
  return parts.join('') + text.slice(end);
}

describe('the pages show what the program prints', () => {
  const commands = readdirSync(new URL('commands/', DOCS)).filter((name) => name.endsWith('.md'));
  const pages = [...commands.map((name) => `commands/${name}`), 'recipes.md'];
  it.each(pages)('%s', async (page) => {
    const now = await transcript(page);
    if (process.env['UPDATE_GOLDEN']) writeFileSync(new URL(page, DOCS), now);
    expect(readFileSync(new URL(page, DOCS), 'utf8')).toBe(now);
  });
});
