/**
 * Every ```console block of the command pages is run and compared: a line starting with "$ " is typed, the rest is what
 * a terminal of 100 columns shows. UPDATE_GOLDEN=1 writes what is shown now.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { shellWords } from '../../../src/workload/import/engineArguments.ts';
import { runCli } from '../../helpers/cli.ts';

const PAGES = new URL('../../../docs/commands/', import.meta.url);
const BLOCK = /```console\n(\$ [^\n]*)\n([\s\S]*?)```/g;

async function transcript(page: string): Promise<string> {
  const text = readFileSync(new URL(page, PAGES), 'utf8');
  const parts: string[] = [];
  let end = 0;
  for (const match of text.matchAll(BLOCK)) {
    const [whole, prompt = ''] = match;
    const [program, ...args] = shellWords(prompt.slice(2));
    if (program !== 'inference-tco') throw new Error(`${page}: a transcript runs inference-tco, not ${program}`);
    const { out: shown, exit } = await runCli(args, { together: true, width: 100 });
    if (exit === 3) throw new Error(`${page}: ${prompt}\n${shown}`);
    parts.push(text.slice(end, match.index), '```console\n', prompt, '\n', shown, '```');
    end = match.index + whole.length;
  }
  return parts.join('') + text.slice(end);
}

describe('the command pages show what the program prints', () => {
  const pages = readdirSync(PAGES).filter((name) => name.endsWith('.md'));
  it.each(pages)('%s', async (page) => {
    const now = await transcript(page);
    if (process.env['UPDATE_GOLDEN']) writeFileSync(new URL(page, PAGES), now);
    expect(readFileSync(new URL(page, PAGES), 'utf8')).toBe(now);
  });
});
