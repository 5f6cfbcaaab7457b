/** The program that start.ts starts. */
import { feedToRead, readFeed } from './feedWorker.ts';
import { run } from './program.ts';
import { processTerminal } from './terminal.ts';
import { packageVersion } from './version.ts';

const feed = feedToRead();
if (feed === undefined)
  void run(process.argv.slice(2), processTerminal(), packageVersion()).then((code) => (process.exitCode = code));
else readFeed(feed, processTerminal());
