import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  PRICE_SOURCES,
  updatePrices,
  type PriceSource,
  type UpdateResult,
  type World,
} from '../../catalog/sources/index.ts';
import { commandJson, updateText } from '../../report/index.ts';
import { EXIT, UsageError, type ExitCode } from '../exit.ts';
import { readInThread } from '../feedWorker.ts';
import { userDataFolder } from '../folders.ts';
import { write } from '../formats.ts';
import { createHost } from '../host.ts';
import { progress, type Terminal } from '../terminal.ts';
import { removeAbandoned, writeWhole } from '../writeWhole.ts';

export interface PricesUpdateOptions {
  readonly format: 'table' | 'json';
  readonly source?: readonly string[];
  readonly yes?: boolean;
  readonly dryRun?: boolean;
  readonly asOf?: string;
}

/** What the command touches outside itself; tests bring their own. */
export interface UpdateWorld {
  readonly world: World;
  /** Folder of the refreshed layer. */
  readonly folder: string;
  readonly ask: (question: string) => Promise<boolean>;
}

/** `prices update`: asks the public sources, shows what changes, writes the refreshed layer when it is wanted. */
export async function pricesUpdateCommand(
  terminal: Terminal,
  options: PricesUpdateOptions,
  outside = realWorld(terminal, options),
): Promise<ExitCode> {
  const sources = chosenSources(options.source);
  const host = createHost(terminal, options);
  if (!options.yes && !(await outside.ask(consentQuestion(sources)))) {
    terminal.error('Nothing was asked and nothing was changed.\n');
    return EXIT.fine;
  }
  const result = await updatePrices(sources, host.engineFor(process.cwd()).catalog, outside.world, {
    today: host.asOf,
    onProgress: ({ source, step, done, of, bytes }) =>
      progress(terminal, `[${done + 1}/${of}] ${source}: ${step}, ${(bytes / 1e6).toFixed(1)} MB`),
  });
  progress(terminal);
  const written =
    result.files.length > 0 &&
    !options.dryRun &&
    (options.yes || (await outside.ask(`${updateText(result)}\nWrite these tables?`)));
  if (written) writeTables(outside.folder, result);
  const { reports, changes, findings } = result;
  write<'prices'>(terminal, options.format, {
    json: () => commandJson('prices', { updated: written, folder: outside.folder, reports, changes, findings }),
    table: () => updateText(result) + (written ? `Written to ${outside.folder}.\n` : 'The tables are as they were.\n'),
  });
  return result.reports.every(({ status }) => status === 'failed') ? EXIT.checkFailed : EXIT.fine;
}

function chosenSources(names: readonly string[] | undefined): readonly PriceSource[] {
  if (names === undefined) return PRICE_SOURCES.filter(({ heavy }) => !heavy);
  return names.map((name) => {
    const source = PRICE_SOURCES.find(({ id }) => id === name);
    if (source === undefined)
      throw new UsageError(`--source ${name} is unknown. Use ${PRICE_SOURCES.map(({ id }) => id).join(', ')}.`);
    return source;
  });
}

function consentQuestion(sources: readonly PriceSource[]): string {
  const hosts = [...new Set(sources.flatMap((source) => source.urls().map((url) => new URL(url).host)))];
  return `Prices are read over https from ${hosts.join(', ')}. Nothing of yours is sent. Go on?`;
}

/** Each table whole or as it was; the first that cannot be written ends it with a sentence. */
function writeTables(folder: string, { files }: UpdateResult): void {
  for (const { path: name, text } of files) {
    const target = path.join(folder, name);
    removeAbandoned(path.dirname(target));
    const failure = writeWhole(target, text);
    if (failure !== undefined) throw new UsageError(`${target} could not be written: ${failure} It is as it was.`);
  }
}

function realWorld(terminal: Terminal, { asOf }: PricesUpdateOptions): UpdateWorld {
  const options = asOf === undefined ? {} : { asOf };
  return {
    folder: path.join(userDataFolder(), 'pricing'),
    world: {
      fetch: (url, init) => fetch(url, init),
      parse: (source, text, url) =>
        readInThread({ kind: 'feed', source, text, url, options }, new URL('program.js', import.meta.url)),
      sleep: (milliseconds, signal) =>
        sleep(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined),
    },
    ask: async (question) => {
      if (!terminal.interactive)
        throw new UsageError('There is nobody to ask here. Add --yes to read prices from the network.');
      const prompt = createInterface({ input: process.stdin, output: process.stderr });
      const answer = await prompt.question(`${question} [y/N] `);
      prompt.close();
      return /^y(es)?$/i.test(answer.trim());
    },
  };
}
