/** The program that start.ts starts. */
import { readFileSync } from 'node:fs';
import { feedToRead, readFeed } from './feedWorker.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const feed = feedToRead();
if (feed === undefined)
  void run(process.argv.slice(2), processTerminal(), version).then((code) => (process.exitCode = code));
else readFeed(feed, processTerminal());
