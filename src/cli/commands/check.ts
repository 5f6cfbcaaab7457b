import {
  checkEstimate,
  checkIncrease,
  checkRules,
  currencyRates,
  type EvaluatedWorkload,
  type Rule,
  type Subject,
} from '../../estimate/index.ts';
import {
  checkJunit,
  checkMarkdown,
  checkSarif,
  checkText,
  commandJson,
  type LocatedCheck,
} from '../../report/index.ts';
import { workloadsTouched } from '../changed.ts';
import { readRules } from '../failOn.ts';
import { EXIT, UsageError, type ExitCode } from '../exit.ts';
import { write } from '../formats.ts';
import { increaseLimit, inCurrency, type WrittenLimit } from '../increaseLimit.ts';
import { readerAt, readRevision } from '../revision.ts';
import { Session, type CommonOptions, type Selected } from '../session.ts';
import type { Terminal } from '../terminal.ts';

export interface CheckCommandOptions extends CommonOptions<'check'> {
  readonly all?: boolean;
  readonly allowUnknown?: boolean;
  /** The files are those that changed: what they touch is checked. */
  readonly changed?: boolean;
  /** Git revision whose bills `maxIncrease` is measured from. */
  readonly against?: string;
  /** `10%`, `500 USD`, or both with a comma between: the stricter holds. */
  readonly maxIncrease?: string;
  /** Rules that fail a deployment where they hold. */
  readonly failOn?: readonly string[];
}

/** `check FILE…`: budgets, latency targets and the rise of the bill; exit 1 if one fails, 2 if the input has errors. */
export function checkCommand(terminal: Terminal, files: readonly string[], options: CheckCommandOptions): ExitCode {
  const increase = wantedIncrease(options);
  const session = new Session(terminal, options);
  const rules = readRules(options.failOn ?? [], currencyRates(session.host.engineFor(process.cwd()).catalog));
  const selected = session.select(
    options.changed ? session.evaluateFound(workloadsTouched(files)) : session.evaluateBelow(files),
  );
  const checks = [
    ...session.unreadable.map(({ name, sentence }): LocatedCheck => ({
      ...failed(name, '', sentence),
      file: name,
      line: 1,
      currency: 'USD',
    })),
    ...selected.flatMap((one) => [
      ...limitChecks(one, options),
      ...(increase ? increaseChecks(one, increase) : []),
      ...ruleChecks(one, rules, options),
    ]),
  ];
  const allowUnknown = options.allowUnknown ?? false;
  const missed = checks.some(({ verdict }) => verdict === 'failed' || (verdict === 'undecided' && !allowUnknown));
  const { locale, width } = terminal;
  write<'check'>(terminal, options.format, {
    table: () => checkText(checks, { locale, width }),
    json: () => commandJson('check', { passed: !missed && session.exit === EXIT.fine, checks }),
    markdown: () => checkMarkdown(checks, locale),
    junit: () => checkJunit(checks, locale, allowUnknown),
    sarif: () => checkSarif(checks, locale),
  });
  return session.exit !== EXIT.fine ? session.exit : missed ? EXIT.checkFailed : EXIT.fine;
}

/** The limits of the document itself, and first of all that it can be read. */
function limitChecks({ workload, input }: Selected, { all = false }: CheckCommandOptions): readonly LocatedCheck[] {
  const { estimate } = workload;
  const place = { file: input.name, currency: estimate.currency };
  const errors = estimate.problems
    .filter(({ severity }) => severity === 'error')
    .map(({ message, range }): LocatedCheck => ({
      ...failed(estimate.name, '', message),
      ...place,
      line: range.start.line,
    }));
  const checks = checkEstimate(estimate, { all }).map((check): LocatedCheck => {
    const statistic = statisticOf(check.subject, workload);
    const line = lineOf(workload, check.deployment);
    return { ...check, ...place, line, ...(statistic === undefined ? {} : { statistic }) };
  });
  return [...errors, ...checks];
}

interface Increase {
  readonly against: string;
  readonly limits: readonly WrittenLimit[];
  readonly all: boolean;
}

function wantedIncrease({ against, maxIncrease, all = false }: CheckCommandOptions): Increase | undefined {
  if (against === undefined && maxIncrease === undefined) return undefined;
  if (against === undefined) throw new UsageError('--max-increase LIMIT needs --against REVISION to measure from.');
  return { against, limits: maxIncrease === undefined ? [] : increaseLimit(maxIncrease), all };
}

function increaseChecks(selected: Selected, { against, limits, all }: Increase): readonly LocatedCheck[] {
  const { workload, input, engine, options } = selected;
  const { estimate } = workload;
  const old = input.name === '<stdin>' ? undefined : readRevision(input.name, against);
  if (old === undefined) return [];
  const before = engine
    .evaluateText(old.text, { ...options, readFile: readerAt(input.folder, against) })
    .workloads.find((other) => other.estimate.name === estimate.name);
  if (before === undefined) return [];
  const limit = inCurrency(limits, estimate.currency, engine.catalog);
  return checkIncrease(before.estimate, estimate, limit, { all }).map((check): LocatedCheck => ({
    ...check,
    file: input.name,
    line: lineOf(workload, check.deployment),
    currency: estimate.currency,
  }));
}

function ruleChecks(
  { workload, input, engine }: Selected,
  rules: readonly Rule[],
  { all = false }: CheckCommandOptions,
): readonly LocatedCheck[] {
  const { estimate } = workload;
  return checkRules(estimate, rules, currencyRates(engine.catalog), { all }).map((check) => ({
    ...check,
    file: input.name,
    line: lineOf(workload, check.deployment),
    currency: estimate.currency,
  }));
}

const failed = (workload: string, deployment: string, message: string) =>
  ({ workload, deployment, subject: 'valid', verdict: 'failed', straddles: false, message }) as const;

function lineOf({ document }: EvaluatedWorkload, deployment: string): number {
  return document.rangeOf(['deployments', deployment])?.key?.start.line ?? 1;
}

function statisticOf(subject: Subject, { estimate }: EvaluatedWorkload): string | undefined {
  return subject === 'ttft' || subject === 'tpot' ? estimate.limits?.[subject]?.statistic : undefined;
}
