/** What a calibration leaves behind: constants as readable JSON, accuracy by slice, and the tables of the documentation. */
import { readFileSync, writeFileSync } from 'node:fs';
import type { Table } from './fit.ts';
import type { Observation } from './measurements.ts';
import { lineOf, scored, TABLE, type Line } from './report.ts';
import type { Coverage } from './coverage.ts';
import { nearbyTableText, type NearbyLine } from './nearbyReport.ts';
import type { LeftOut } from './slices.ts';

export interface AccuracyRow extends Line {
  readonly rows: string;
  readonly metric: string;
  readonly target: string;
}

export interface Accuracy {
  /** The lines of the target table: fitted, and left out by group, model and accelerator. */
  readonly headline: readonly {
    readonly name: string;
    readonly target: string;
    readonly n: number;
    readonly columns: Readonly<Record<string, Line>>;
  }[];
  readonly byAccelerator: readonly AccuracyRow[];
  readonly byEngine: readonly AccuracyRow[];
  readonly bySource: readonly AccuracyRow[];
  readonly coverage: readonly Coverage[];
  /** What runs near by gain, in groups of five points or more. */
  readonly nearby: readonly NearbyLine[];
}

const rounded = (l: Line): Line => ({ ...l, median: r(l.median), p90: r(l.p90), bias: r(l.bias) });
const r = (x: number): number => Math.round(x * 1e3) / 1e3;

export function accuracyOf(
  observations: readonly Observation[],
  fitted: Float64Array,
  left: LeftOut,
  coverage: readonly Coverage[],
): Omit<Accuracy, 'nearby'> {
  const columns: Record<string, Float64Array> = {
    group: left.seen,
    campaign: left.campaign,
    model: left['new model'],
    accelerator: left['new accelerator'],
    fitted,
  };
  const by = (of: (o: Observation) => string): AccuracyRow[] => {
    const names = [...new Set(observations.filter(scored).map(of))].sort();
    const out: AccuracyRow[] = [];
    for (const name of names)
      for (const kind of ['throughput', 'tpot', 'ttft', 'energy'] as const) {
        const line = rounded(lineOf(observations, left.seen, (o) => scored(o) && o.kind === kind && of(o) === name));
        if (line.n > 0) out.push({ rows: name, metric: kind, target: '', ...line });
      }
    return out;
  };
  return {
    headline: TABLE.map((t) => ({
      name: t.name,
      target: t.target,
      n: lineOf(observations, fitted, t.pick).n,
      columns: Object.fromEntries(
        Object.entries(columns).map(([name, residuals]) => [name, rounded(lineOf(observations, residuals, t.pick))]),
      ),
    })),
    byAccelerator: by((o) => o.item.accelerator),
    byEngine: by((o) => o.item.configuration.replica.engine),
    bySource: by((o) => o.item.source),
    coverage: coverage.map((c) => ({ ...c, coverage: r(c.coverage) })),
  };
}

const short = (x: number): number => Number(x.toPrecision(4));

/** One constant a line. */
export function constantsText(date: string, table: Table): string {
  const scopes = Object.entries(table).map(([scope, names]) => {
    const lines = Object.entries(names).map(
      ([name, c]) =>
        `      ${JSON.stringify(name)}: ${JSON.stringify({ value: short(c.value), prior: c.prior, sd: c.sd, measurements: c.measurements })}`,
    );
    return `    ${JSON.stringify(scope)}: {\n${lines.join(',\n')}\n    }`;
  });
  return `{\n  "date": ${JSON.stringify(date)},\n  "constants": {\n${scopes.join(',\n')}\n  }\n}\n`;
}

const percent = (x: number): string => (100 * x).toFixed(1);

/** Markdown between `<!-- name -->` and `<!-- /name -->`. */
export function documentationTables(accuracy: Accuracy, constants: Table): Readonly<Record<string, string>> {
  const head = '| rows | metric | n | groups | median % | P90 % | bias % |\n|---|---|---:|---:|---:|---:|---:|';
  const row = (a: AccuracyRow): string =>
    `| ${a.rows} | ${a.metric} | ${a.n} | ${a.groups} | ${percent(a.median)} | ${percent(a.p90)} | ${percent(a.bias)} |`;
  const cell = (l: Line | undefined): string =>
    l ? `${percent(l.median)} / ${percent(l.p90)} (${l.bias >= 0 ? '+' : ''}${percent(l.bias)})` : '';
  return {
    headline: [
      '| rows | n | left out: group | left out: campaign | left out: model | left out: accelerator | fitted |',
      '|---|---:|---|---|---|---|---|',
      ...accuracy.headline.map(
        (h) =>
          `| ${h.name} | ${h.n} | ${['group', 'campaign', 'model', 'accelerator', 'fitted'].map((name) => cell(h.columns[name])).join(' | ')} |`,
      ),
    ].join('\n'),
    accelerators: [head, ...accuracy.byAccelerator.map(row)].join('\n'),
    engines: [head, ...accuracy.byEngine.map(row)].join('\n'),
    sources: [head, ...accuracy.bySource.map(row)].join('\n'),
    coverage: [
      '| file | metric | slice | n | inside the 80 % interval |',
      '|---|---|---|---:|---:|',
      ...accuracy.coverage.map(
        (c) => `| ${c.file} | ${c.metric} | ${c.slice} | ${c.n} | ${(100 * c.coverage).toFixed(0)} % |`,
      ),
    ].join('\n'),
    nearby: nearbyTableText(accuracy.nearby),
    constants: [
      '| scope | constant | value | prior | log-sd | measurements |',
      '|---|---|---:|---:|---:|---:|',
      ...Object.entries(constants)
        .filter(([scope]) => !scope.startsWith('accelerator:'))
        .flatMap(([scope, names]) =>
          Object.entries(names).map(
            ([name, c]) => `| ${scope} | ${name} | ${short(c.value)} | ${c.prior} | ${c.sd} | ${c.measurements} |`,
          ),
        ),
    ].join('\n'),
    chips: [
      '| accelerator | compute | bandwidth | overhead | power | measurements |',
      '|---|---:|---:|---:|---:|---:|',
      ...Object.entries(constants)
        .filter(([scope]) => scope.startsWith('accelerator:'))
        .map(
          ([scope, c]) =>
            `| ${scope.slice(12)} | ${c.compute ? short(c.compute.value) : ''} | ${c.bandwidth ? short(c.bandwidth.value) : ''} | ${c.overhead ? short(c.overhead.value) : ''} | ${c.power ? short(c.power.value) : ''} | ${Math.max(...Object.values(c).map((x) => x.measurements))} |`,
        ),
    ].join('\n'),
  };
}

export function withTables(text: string, tables: Readonly<Record<string, string>>): string {
  let out = text;
  for (const [name, table] of Object.entries(tables))
    out = out.replace(
      new RegExp(`(<!-- ${name} -->\\n)[\\s\\S]*?(<!-- /${name} -->)`),
      (_, a: string, b: string) => `${a}\n${table}\n\n${b}`,
    );
  return out;
}

export function writeDocumentation(path: URL, accuracy: Accuracy, constants: Table, date: string): void {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch {
    return;
  }
  writeFileSync(
    path,
    withTables(text, documentationTables(accuracy, constants)).replace(
      /Calibrated on \d{4}-\d{2}-\d{2}/,
      `Calibrated on ${date}`,
    ),
  );
}
