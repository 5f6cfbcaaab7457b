/** One of each addition that CONTRIBUTING.md tells of: what is written where, and what must then hold. */

/** A text that goes into a file in front of another, which the file holds once. */
export interface Insertion {
  readonly file: string;
  readonly before: string;
  readonly text: string;
}

export interface Addition {
  /** As CONTRIBUTING.md says it: "I want to …". The row must name the folder or file of every change below. */
  readonly wish: string;
  readonly insertions: readonly Insertion[];
  /** New files, from test/fixtures/additions. */
  readonly files: Readonly<Record<string, string>>;
  /** Script of test/fixtures/additions that says what follows from it. */
  readonly use: string;
}

const into = (file: string, before: string, text: string): Insertion => ({ file, before, text });

const key: Addition = {
  wish: 'add a key to the document',
  insertions: [
    into(
      'src/workload/schema/serving.ts',
      "  redundancy: {\n    doc: 'Spare replicas.',",
      `  warm_replicas: {
    doc: 'Replicas kept warm.',
    type: quantity('count', whole),
    default: '(none)',
    example: '2',
  },
  warm_up: { doc: 'Time until a replica serves.', type: quantity('duration', { minimum: 0 }), default: '90 s' },
  router: {
    doc: 'How requests find a replica.',
    type: choice({ 'round-robin': 'In turn', prefix: 'To the replica that knows the prefix' }),
    default: 'round-robin',
  },
`,
    ),
  ],
  files: {},
  use: 'keys.use.ts.txt',
};

const accelerator: Addition = {
  wish: 'add or update a price, an accelerator, a model',
  insertions: [],
  files: { 'pricing/accelerators/additions.csv': 'accelerators.csv' },
  use: 'accelerator.use.ts.txt',
};

const machine: Addition = {
  wish: 'add a kind of machine',
  insertions: [
    into(
      'src/quantity/machineKind.ts',
      "  'on-chip': {",
      "  wafer: { holdsIn: 'memory', gigabyte: 2 ** 30, systemSize: 1 },\n",
    ),
    into(
      'src/performance/machines/index.ts',
      "import { onChip } from './onChip.ts';",
      "import { wafer } from './wafer.ts';\n",
    ),
    into('src/performance/machines/index.ts', "'on-chip': onChip };", 'wafer, '),
  ],
  files: { 'src/performance/machines/wafer.ts': 'wafer.ts.txt', 'pricing/accelerators/wafers.csv': 'wafers.csv' },
  use: 'machine.use.ts.txt',
};

const element: Addition = {
  wish: 'add a cost element of owned machines',
  insertions: [
    into(
      'src/quantity/costElement.ts',
      '  staff: { kind:',
      "  insurance: { kind: 'running', label: message('insurance') },\n",
    ),
    into(
      'src/economics/own.ts',
      '  /** USD per kW of critical power and month. */\n  readonly staff: Figure;',
      '  /** Share of hardware price per year. */\n  readonly insurance: Figure;\n',
    ),
    into(
      'src/economics/own.ts',
      "  { element: 'staff', each:",
      `  {
    element: 'insurance',
    each: ({ own, equipment }) =>
      multiply(perHour('insurance'), 'USD', [equipment, own.insurance], 'hardware × insurance per year', 1 / HOURS_PER_YEAR),
  },
`,
    ),
    into(
      'src/estimate/offers/own.ts',
      '      staff: context.engineersBilled',
      "      insurance: figure('insurance', own.insurance, '1/year', 1, () =>\n        fromTable('insurance', 'maintenance', '1/year'),\n      ),\n",
    ),
    into(
      'src/workload/schema/payment.ts',
      "      staff: {\n        doc: 'Operations staff",
      `      insurance: {
        doc: 'Insurance of the machines, as a share of the purchase price per year.',
        type: quantity('yearlyShare', share),
        default: '(ownership table)',
        example: '1%',
      },
`,
    ),
    into(
      'src/estimate/contract/inputs.ts',
      "  'own.staff': {",
      "  'own.insurance': { label: message('insurance'), unit: '1/year' },\n",
    ),
    into(
      'src/estimate/explore/levers.ts',
      "  ['staff', ({ staff }) => staff",
      "  ['insurance', ({ insurance }) => insurance, 1],\n",
    ),
  ],
  files: {},
  use: 'element.use.ts.txt',
};

const chart: Addition = {
  wish: 'add or change a chart',
  insertions: [
    into(
      'src/report/charts/catalogue.tsx',
      "import { Tornado } from './Tornado.tsx';",
      "import { Streams } from './Streams.tsx';\n",
    ),
    into(
      'src/report/charts/catalogue.tsx',
      "  {\n    code: 'memory',",
      `  {
    code: 'streams',
    label: message('Streams'),
    title: message('Sequences in flight'),
    draw: ({ estimate }) => <Streams estimate={estimate} />,
    paper: ({ estimate }, t) => [
      { id: 'streams', title: t('Sequences in flight'), drawing: <Streams estimate={estimate} /> },
    ],
  },
`,
    ),
  ],
  files: { 'src/report/charts/Streams.tsx': 'Streams.tsx.txt' },
  use: 'chart.use.tsx.txt',
};

const format: Addition = {
  wish: 'add an output format',
  insertions: [
    into('src/cli/formats.ts', '],\n  explain: [', ", 'tsv'"),
    into('src/report/text/index.ts', 'export { rankMarkdown, rankText }', "export { tsv } from './tsv.ts';\n"),
    into('src/report/index.ts', '  updateText,\n', '  tsv,\n'),
    into('src/cli/commands/rank.ts', 'rankMarkdown, rankText }', 'tsv, '),
    into(
      'src/cli/commands/rank.ts',
      '    csv: () => csv(rankRows(ranking)),',
      '    tsv: () => tsv(rankRows(ranking)),\n',
    ),
  ],
  files: { 'src/report/text/tsv.ts': 'tsv.ts.txt' },
  use: 'format.use.ts.txt',
};

/** Asked of a copy that has the name of the format and no writer: what the compiler says of it. */
export const FORMAT_ALONE = format.insertions[0];

export const ADDITIONS: readonly Addition[] = [key, accelerator, machine, element, chart, format];
