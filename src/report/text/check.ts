/** Verdicts of `check` for people (text, Markdown) and for machines that gate (JUnit, SARIF 2.1.0). */
import { formatMoney, formatNumber, formatDuration, formatQuantity, type Quantity } from '../../quantity/index.ts';
import type { Check, RuleOutcome, Subject, Verdict } from '../../estimate/index.ts';
import { cell } from './cells.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { textTable, wrap, type Column } from './table.ts';
import type { TextOptions } from './text.ts';

/**
 * Beside the limits of a document: `valid`, failed by an error of its text, `increase`, over the bill of an older version,
 * and `rule`, failed where a rule of the command line holds.
 */
type Gate = Subject | 'valid' | 'increase' | 'rule';

/** A verdict with the place it is about. */
export interface LocatedCheck extends Omit<Check, 'subject'> {
  readonly subject: Gate;
  readonly file: string;
  /** From 1. */
  readonly line: number;
  readonly currency: string;
  /** Of a latency target: what the limit is for. */
  readonly statistic?: string;
  /** Of `increase`: the bill there was. */
  readonly before?: Quantity;
  readonly rule?: RuleOutcome;
}

const SUBJECTS: Readonly<Record<Gate, string>> = {
  valid: 'readable',
  feasible: 'feasible',
  served: 'all requests served',
  ttft: 'TTFT',
  tpot: 'TPOT',
  'cost-per-million-tokens': 'cost per 1M tokens',
  'cost-per-month': 'cost per month',
  'energy-per-million-tokens': 'kWh per 1M tokens',
  increase: 'rise of cost per month',
  rule: 'rule',
};

function label({ subject, statistic, rule }: LocatedCheck): string {
  if (rule !== undefined) return rule.text;
  return statistic === undefined ? SUBJECTS[subject] : `${SUBJECTS[subject]} (${statistic})`;
}

const MARKS: Readonly<Record<Verdict, string>> = { passed: '✓', failed: '✗', undecided: '?' };

export function checkText(checks: readonly LocatedCheck[], { locale, width }: TextOptions): string {
  if (checks.length === 0) return 'Nothing to check: no workload with a deployment of its own.\n';
  const columns: readonly Column[] = ['', 'Workload', 'Deployment', 'Check', 'Value', 'Limit', ''].map((title, i) => ({
    title,
    align: i === 4 || i === 5 ? 'right' : 'left',
    dropOrder: i === 6 ? 1 : 0,
  }));
  const rows = checks.map((check) => [
    MARKS[check.verdict],
    check.workload,
    check.deployment,
    label(check),
    valueText(check, locale),
    limitText(check, locale),
    remark(check, locale),
  ]);
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length;
  const summary = `${count('passed')} passed, ${count('failed')} failed${count('undecided') > 0 ? `, ${count('undecided')} undecided` : ''}`;
  // What keeps a document from being read stands among the problems already.
  const reasons = checks.flatMap(({ deployment, message, subject }) =>
    message === undefined || subject === 'valid'
      ? []
      : wrap(deployment === '' ? message : `${deployment}: ${message}`, width, '  '),
  );
  return [...textTable(columns, rows, width), ...reasons, '', summary].join('\n') + '\n';
}

/** First line of the Markdown: a workflow finds its comment by it (docs/ci.md). */
const MARK = '<!-- inference-tco check -->';

/** A comment on GitHub holds 65,536 characters, one on Azure DevOps 150,000; some are left for what stands around it. */
const LONGEST_COMMENT = 60_000;
const LONGEST_CELL = 160;

/** The table, then the reasons; what a comment cannot hold is counted, and what passed is left out first. */
export function checkMarkdown(checks: readonly LocatedCheck[], locale: string): string {
  if (checks.length === 0) return `${MARK}\nNothing to check: no workload with a deployment of its own.\n`;
  const whole = markdownOf(checks, locale);
  if (whole.length <= LONGEST_COMMENT) return whole;
  const open = checks.filter(({ verdict }) => verdict !== 'passed');
  let shown = open.length;
  let text = markdownOf(open, locale);
  while (text.length > LONGEST_COMMENT && shown > 0) {
    shown = Math.floor(shown * Math.min(0.9, LONGEST_COMMENT / text.length));
    text = markdownOf(open.slice(0, shown), locale);
  }
  const count = (verdict: Verdict): number => checks.filter((check) => check.verdict === verdict).length;
  const left = checks.length - shown;
  return `${text}\n${count('passed')} passed, ${count('failed')} failed, ${count('undecided')} undecided. ${left} of them do not fit here; \`--format json\` has all.\n`;
}

function markdownOf(checks: readonly LocatedCheck[], locale: string): string {
  const rows = checks.map((check) => [
    MARKS[check.verdict],
    nameCell(check.workload),
    nameCell(check.deployment),
    label(check),
    valueText(check, locale),
    limitText(check, locale),
    escapeMarkdown(remark(check, locale)),
  ]);
  const reasons = checks.flatMap((check) =>
    check.message === undefined ? [] : [`- ${escapeMarkdown(sentence(check, locale))}`],
  );
  const table = markdownTable(
    ['', 'Workload', 'Deployment', 'Check', 'Value', 'Limit', ''],
    [false, false, false, false, true, true, false],
    rows,
  );
  return `${MARK}\n${table}\n${reasons.length === 0 ? '' : `\n${reasons.join('\n')}\n`}`;
}

const nameCell = (name: string): string =>
  escapeMarkdown(name.length > LONGEST_CELL ? `${name.slice(0, LONGEST_CELL)}…` : name);

/** One test case per check, grouped by file; undecided fails unless it is allowed. */
export function checkJunit(checks: readonly LocatedCheck[], locale: string, allowUnknown: boolean): string {
  const bad = (check: LocatedCheck): boolean =>
    check.verdict === 'failed' || (check.verdict === 'undecided' && !allowUnknown);
  const files = [...new Set(checks.map(({ file }) => file))];
  const suites = files.map((file) => {
    const cases = checks.filter((check) => check.file === file);
    const body = cases.map((check) => {
      const open = `    <testcase classname="${xml([check.workload, check.deployment].filter((part) => part !== '').join('.'))}" name="${xml(label(check))}"`;
      return bad(check)
        ? `${open}>\n      <failure message="${xml(sentence(check, locale))}"/>\n    </testcase>`
        : `${open}/>`;
    });
    return `  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${cases.filter(bad).length}">\n${body.join('\n')}\n  </testsuite>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites tests="${checks.length}" failures="${checks.filter(bad).length}">\n${suites.join('\n')}\n</testsuites>\n`;
}

export function checkSarif(checks: readonly LocatedCheck[], locale: string): string {
  const results = checks
    .filter(({ verdict }) => verdict !== 'passed')
    .map((check) => ({
      ruleId: check.subject,
      level: check.verdict === 'failed' ? 'error' : 'warning',
      message: { text: sentence(check, locale) },
      locations: [
        { physicalLocation: { artifactLocation: { uri: uriOf(check.file) }, region: { startLine: check.line } } },
      ],
    }));
  const rules = Object.entries(SUBJECTS).map(([id, text]) => ({ id, shortDescription: { text } }));
  const run = { tool: { driver: { name: 'inference-tco', rules } }, results };
  return (
    JSON.stringify(
      { $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] },
      null,
      2,
    ) + '\n'
  );
}

/** A path as a relative reference of RFC 3986, or the `file:` address of a drive. */
function uriOf(file: string): string {
  const parts = file
    .replaceAll('\\', '/')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .split('/');
  const drive = /^[A-Za-z]:$/.test(parts[0] ?? '') ? `file:///${parts.shift() ?? ''}/` : '';
  return drive + parts.map(encodeURIComponent).join('/');
}

const STATES = {
  limit: { passed: 'is within the limit', failed: 'is over the limit', undecided: 'is undecided' },
  rule: { passed: 'does not hold', failed: 'holds', undecided: 'is undecided' },
} as const satisfies Readonly<Record<string, Readonly<Record<Verdict, string>>>>;

function sentence(check: LocatedCheck, locale: string): string {
  if (check.message !== undefined)
    return check.deployment === '' ? check.message : `${check.deployment}: ${check.message}`;
  const state = STATES[check.rule === undefined ? 'limit' : 'rule'][check.verdict];
  const limit = check.limit === undefined ? remark(check, locale) : `limit ${limitText(check, locale)}`;
  return `${check.deployment}: ${label(check)} ${state}: ${[valueText(check, locale), limit].filter(Boolean).join(', ')}.`;
}

function remark(check: LocatedCheck, locale: string): string {
  const { straddles, verdict, value, before } = check;
  if (before !== undefined) {
    // A bill before is in the currency that the document had then.
    const was = `was ${cell(before, (amount) => formatMoney(amount, before.unit, locale))}`;
    return value !== undefined && value.unit !== before.unit ? `${was}; the currency changed` : was;
  }
  if (straddles) return 'the interval straddles the limit';
  if (verdict === 'undecided') return value?.low === undefined ? '' : 'only a lower bound is known';
  return '';
}

function valueText(check: LocatedCheck, locale: string): string {
  const named = check.rule?.values.map(({ value }) => formatQuantity(value, { locale }));
  return named?.join(', ') ?? (check.value === undefined ? '' : cell(check.value, writer(check, locale)));
}

function limitText(check: LocatedCheck, locale: string): string {
  return check.limit === undefined ? '' : writer(check, locale)(check.limit);
}

function writer({ subject, currency }: LocatedCheck, locale: string): (value: number) => string {
  if (subject === 'ttft' || subject === 'tpot') return (value) => formatDuration(value, locale);
  if (subject === 'energy-per-million-tokens') return (value) => `${formatNumber(value, locale)} kWh`;
  return (value) => formatMoney(value, currency, locale);
}

function xml(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    '&': '&amp;',
    '<': '&lt;',
    '>': '&gt;',
    '"': '&quot;',
    "'": '&apos;',
  };
  // XML 1.0 has no way to write these: control characters, halves of a pair, and two that are no characters.
  return text
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, '\ufffd')
    .replace(/[&<>"']/g, (c) => entities[c] ?? c);
}
