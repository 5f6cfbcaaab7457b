/** One run of a command: reads and evaluates what was named, says the problems, decides the exit code. */
import path from 'node:path';
import type { Estimate, EvaluatedWorkload, EvaluateOptions, Engine, Evaluation, Problem } from '../estimate/index.ts';
import { EXIT, UsageError, type ExitCode } from './exit.ts';
import type { CommandName, FormatOf } from './formats.ts';
import { createHost, type Host } from './host.ts';
import { expandFolders, readInput, type Input, type NamedFile } from './input.ts';
import type { Terminal } from './terminal.ts';

/** Options every command about documents takes. */
export interface CommonOptions<Name extends CommandName = CommandName> {
  readonly format: FormatOf<Name>;
  readonly workload?: string;
  readonly asOf?: string;
  readonly pricing?: string;
}

export interface EvaluatedInput {
  readonly input: Input;
  readonly engine: Engine;
  readonly evaluation: Evaluation;
  /** How it was read: another version of the file is read alike. */
  readonly options: EvaluateOptions;
}

export interface Selected extends Omit<EvaluatedInput, 'evaluation'> {
  readonly workload: EvaluatedWorkload;
}

/** Whether a warning is worth saying: commands about one deployment, or about none, leave out those of the others. */
export type Concern = (problem: Problem, workload: EvaluatedWorkload) => boolean;

/** Warnings of the deployment asked for, and of what all share. */
export const ofDeployment =
  (asked: (workload: EvaluatedWorkload) => string | undefined): Concern =>
  ({ path: [root, name] }, workload) =>
    root !== 'deployments' || name === undefined || name === asked(workload);

export class Session {
  readonly host: Host;
  readonly options: CommonOptions;
  /** Files that could not be read, in the order they were named. */
  readonly unreadable: { readonly name: string; readonly sentence: string }[] = [];
  readonly #concern: Concern;
  #errors = false;

  constructor(terminal: Terminal, options: CommonOptions, concern: Concern = () => true) {
    this.options = options;
    this.#concern = concern;
    this.host = createHost(terminal, options);
  }

  get terminal(): Terminal {
    return this.host.terminal;
  }

  /** Exit 2 once any input had an error. */
  get exit(): ExitCode {
    return this.#errors ? EXIT.inputErrors : EXIT.fine;
  }

  /** Evaluates each file named; an unreadable one is said and left out, problems go to the error stream. */
  evaluateAll(files: readonly string[]): readonly EvaluatedInput[] {
    return this.evaluateFound(files.map((file) => ({ file, named: true })));
  }

  /** Files as named, and every workload below a folder; folders that were not seen to their end are said. */
  evaluateBelow(files: readonly string[]): readonly EvaluatedInput[] {
    const found = expandFolders(files);
    for (const { folder, reason } of found.leftOut)
      this.terminal.error(`${folder}: warning folder-left-out: ${folder} has ${reason}; the rest is not looked at.\n`);
    return this.evaluateFound(found.files);
  }

  /** Likewise for files found in folders: their documents that are no workloads are skipped in silence. */
  evaluateFound(files: readonly NamedFile[]): readonly EvaluatedInput[] {
    return files.flatMap(({ file, named }) => {
      const input = readInput(file);
      if (!('unreadable' in input)) return [this.#evaluate(input, named)];
      this.#errors = true;
      const sentence = `${input.name} could not be read: ${input.unreadable}`;
      this.unreadable.push({ name: input.name, sentence });
      this.terminal.error(`${input.name}: error file-unreadable: ${sentence}\n`);
      return [];
    });
  }

  #evaluate(input: Input, named: boolean): EvaluatedInput {
    const engine = this.host.engineFor(input.folder);
    const options = { fileName: path.join(input.folder, path.basename(input.name)), force: named };
    const evaluation = engine.evaluateText(input.text, options);
    this.report(input.name, evaluation);
    return { input, engine, evaluation, options };
  }

  /** Problems as `file:line:column: severity code: message`; those of the documents that `--workload` selects, where it selects any. */
  report(name: string, evaluation: Evaluation): void {
    const wanted = this.options.workload;
    const chosen = wanted === undefined ? [] : evaluation.workloads.filter(isCalled(wanted, evaluation.workloads));
    const problems = chosen.length > 0 ? chosen.flatMap(({ estimate }) => estimate.problems) : evaluation.problems;
    const owner = new Map(evaluation.workloads.flatMap((w) => w.estimate.problems.map((problem) => [problem, w])));
    for (const problem of problems) {
      const { range, severity, code, message } = problem;
      const of = owner.get(problem);
      if (severity !== 'error' && of !== undefined && !this.#concern(problem, of)) continue;
      this.#errors ||= severity === 'error';
      const sentence = message.replace(/\s*\n\s*/g, ' ');
      this.terminal.error(`${name}:${range.start.line}:${range.start.column}: ${severity} ${code}: ${sentence}\n`);
    }
  }

  /** The workloads `--workload` selects, by name or by index from 0; all without it. */
  select(inputs: readonly EvaluatedInput[]): readonly Selected[] {
    const all = inputs.flatMap(({ evaluation, ...rest }) =>
      evaluation.workloads.map((workload) => ({ workload, ...rest })),
    );
    const wanted = this.options.workload;
    if (wanted === undefined) return all;
    const matches = isCalled(
      wanted,
      all.map(({ workload }) => workload),
    );
    const chosen = all.filter(({ workload }) => matches(workload));
    if (chosen.length > 0 || all.length === 0) return chosen;
    throw new UsageError(
      `There is no workload ${wanted}. The input has: ${all.map(({ workload }) => workload.estimate.name).join(', ')}.`,
    );
  }

  /** The selected workload, by default the first that has `deployment`. */
  one(inputs: readonly EvaluatedInput[], deployment?: string): Selected | undefined {
    const selected = this.select(inputs);
    if (deployment === undefined) return selected[0];
    const found = selected.find(({ workload }) =>
      workload.estimate.deployments.some(({ name }) => name === deployment),
    );
    if (found !== undefined || selected.length === 0) return found;
    const names = selected.flatMap(({ workload }) => workload.estimate.deployments.map(({ name }) => name));
    throw new UsageError(`There is no deployment ${deployment}. The input has: ${names.join(', ')}.`);
  }
}

/** An estimate under the name that its file was given by. */
export function underGivenName(estimate: Estimate, { name }: Input): Estimate {
  return { ...estimate, source: { ...estimate.source, file: name } };
}

/** Whether a workload is the one meant: by name, or by index from 0 where no name of `all` is that. */
export function isCalled(wanted: string, all: readonly EvaluatedWorkload[]): (workload: EvaluatedWorkload) => boolean {
  if (all.some(({ estimate }) => estimate.name === wanted)) return ({ estimate }) => estimate.name === wanted;
  return ({ document }) => /^\d+$/.test(wanted) && document.index === Number(wanted);
}
