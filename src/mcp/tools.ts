/** The tools: what each takes and gives, as JSON Schema, and the question to the engine behind it. */
import type { McpServer } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';
import { z } from 'zod';
import { importNames } from '../catalog/index.ts';
import { type Engine, type EvaluatedWorkload, type Evaluation, RANK_ORDERS, withProposals } from '../estimate/index.ts';
import { estimateForModel } from '../language/index.ts';
import { ENGLISH } from '../quantity/index.ts';
import { derivationText, diffText, rankText, yearsText } from '../report/index.ts';
import { importWorkload, MOST_YEARS } from '../workload/index.ts';
import { answer, refusal } from './answers.ts';

type Text = { readonly text: string; readonly fileName?: string } | { readonly refused: string };

export interface ToolHost {
  engine(): Engine;
  textOf(given: { readonly text?: string | undefined; readonly file?: string | undefined }): Promise<Text>;
}

const LONGEST_WORKLOAD = 1_000_000;
const MOST_ROWS = 50;
const LOCALE = ENGLISH.locale;
const WIDTH = 120;

const source = {
  text: z.string().max(LONGEST_WORKLOAD).optional().describe('The workload as YAML'),
  file: z.string().max(4096).optional().describe('Path of a workload inside the roots of the client'),
};
const which = { workload: z.string().optional().describe('Name of the workload, where the text has several') };
const readOnly = { readOnlyHint: true, idempotentHint: true, openWorldHint: false } as const;
/** Objects whose keys docs/commands describes. */
const rows = z.array(z.looseObject({}));
const schema = z.string().describe('Name and version of this shape, as the command line writes it');

interface Asked {
  readonly engine: Engine;
  readonly evaluation: Evaluation;
  readonly workload: EvaluatedWorkload;
}

type Given = {
  readonly text?: string | undefined;
  readonly file?: string | undefined;
  readonly workload?: string | undefined;
};
/** Reads and evaluates what a call gives, and answers from it. */
type Evaluated = (given: Given, use: (asked: Asked) => CallToolResult) => Promise<CallToolResult>;

export function addTools(server: McpServer, host: ToolHost): void {
  const evaluated = evaluating(host);
  addEstimate(server, evaluated);
  addRank(server, evaluated);
  addExplain(server, evaluated);
  addCompare(server, host);
  addImport(server, host);
  addPrices(server, host);
  addTco(server, evaluated);
}

function evaluating(host: ToolHost): Evaluated {
  return async (given, use) => {
    const read = await host.textOf(given);
    if ('refused' in read) return refusal(read.refused);
    const engine = host.engine();
    const { fileName = 'workload.yaml' } = read;
    const evaluation = engine.evaluateText(read.text, { fileName, force: true });
    const { workloads } = evaluation;
    const workload =
      given.workload === undefined ? workloads[0] : workloads.find(({ estimate }) => estimate.name === given.workload);
    return workload ? use({ engine, evaluation, workload }) : refusal(noWorkload(evaluation, given.workload));
  };
}

function addEstimate(server: McpServer, evaluated: Evaluated): void {
  server.registerTool(
    'estimate',
    {
      title: 'Estimate a workload',
      description:
        'Fit, speed, cost and energy of every deployment of a workload; without deployments five are proposed.',
      inputSchema: { ...source },
      outputSchema: { schema, workloads: rows },
      annotations: readOnly,
    },
    (given) =>
      evaluated(given, ({ engine, evaluation }) => {
        const context = { ...ENGLISH, engine, evaluation, uri: '', fileName: '' };
        const workloads = evaluation.workloads.map(({ estimate }) => estimate);
        if (workloads.every(({ deployments }) => deployments.length === 0))
          return refusal(problemsOf(evaluation.problems));
        return answer('estimate', { workloads }, estimateForModel(context, {}));
      }),
  );
}

function addRank(server: McpServer, evaluated: Evaluated): void {
  server.registerTool(
    'rank',
    {
      title: 'Rank the catalog for a workload',
      description:
        'Every accelerator, cloud and API that would serve the workload, best first, with what does not fit and why.',
      inputSchema: {
        ...source,
        ...which,
        by: z.enum(RANK_ORDERS).optional(),
        top: z.number().int().min(1).max(MOST_ROWS).optional().describe('Rows, 10 unless said'),
        available: z.boolean().optional().describe('Leave out what is announced or not sold'),
      },
      outputSchema: { schema, rows },
      annotations: readOnly,
    },
    (given) =>
      evaluated(given, ({ engine, workload: { workload, estimate } }) => {
        if (!workload) return refusal(problemsOf(estimate.problems));
        const { by = 'cost', top = 10, available = false } = given;
        const ranking = engine.rank(workload, { by, top, availableNow: available });
        const cells = { locale: LOCALE, currency: estimate.currency, limits: estimate.limits };
        return answer('rank', { rows: ranking.rows.map((row) => row.estimate) }, rankText(ranking, cells, WIDTH));
      }),
  );
}

function addExplain(server: McpServer, evaluated: Evaluated): void {
  server.registerTool(
    'explain',
    {
      title: 'Explain a number',
      description: 'The calculation of one number down to table rows, with source and date, and lines of the workload.',
      inputSchema: {
        ...source,
        ...which,
        deployment: z.string().optional(),
        value: z.string().optional().describe('Such as cost.perMillionTokens, performance.ttft, years.netPresentValue'),
      },
      outputSchema: { schema, deployment: z.string(), value: z.string(), derivation: z.looseObject({}) },
      annotations: readOnly,
    },
    (given) =>
      evaluated(given, ({ engine, workload: { workload, estimate, explain } }) => {
        const { deployment = estimate.deployments[0]?.name ?? '', value = 'cost.perMillionTokens' } = given;
        const derivation =
          explain(deployment, value) ?? (workload && engine.explainAcross(workload, deployment, value));
        if (!derivation) return refusal(`There is no value ${value} in ${deployment}.`);
        return answer('explain', { deployment, value, derivation }, derivationText(derivation, { locale: LOCALE }));
      }),
  );
}

function addCompare(server: McpServer, host: ToolHost): void {
  server.registerTool(
    'compare',
    {
      title: 'Compare two versions of a workload',
      description: 'What a change does to cost, energy and latency, and which edit causes which part of it.',
      inputSchema: { before: z.string().max(LONGEST_WORKLOAD), after: z.string().max(LONGEST_WORKLOAD) },
      outputSchema: { schema, deployments: rows },
      annotations: readOnly,
    },
    ({ before, after }) => {
      const { deployments } = host.engine().diff(before, after, { fileName: 'workload.yaml', force: true });
      return answer('compare', { deployments }, diffText(deployments, { locale: LOCALE, width: WIDTH }));
    },
  );
}

function addImport(server: McpServer, host: ToolHost): void {
  server.registerTool(
    'import',
    {
      title: 'Read a deployment file',
      description: 'A vLLM command, Kubernetes manifest, Helm values, config.json and the like as a workload.',
      inputSchema: { ...source, name: z.string().optional().describe('Its file name, where that tells the format') },
      outputSchema: { schema, from: z.string(), text: z.string(), read: rows, ignored: rows, assumed: rows },
      annotations: readOnly,
    },
    async ({ name, ...given }) => {
      const read = await host.textOf(given);
      if ('refused' in read) return refusal(read.refused);
      const names = importNames(host.engine().catalog);
      const result = importWorkload(read.text, name ?? read.fileName ?? 'file', { names });
      if (!result.ok) return refusal(result.message);
      const { notes } = result;
      return answer(
        'import',
        { from: result.format, text: result.text, read: notes.read, ignored: notes.ignored, assumed: notes.assumed },
        result.text,
      );
    },
  );
}

function addPrices(server: McpServer, host: ToolHost): void {
  server.registerTool(
    'prices',
    {
      title: 'Look up prices',
      description:
        'Rows of the tables that have all the words in them: machines, instances, APIs, with date, source and confidence.',
      inputSchema: {
        words: z.string().max(200).describe('Such as "h100 aws us-east-1"'),
        top: z.number().int().min(1).max(MOST_ROWS).optional(),
      },
      outputSchema: { schema, rows },
      annotations: readOnly,
    },
    ({ words, top = 20 }) => {
      const found = pricedRows(host.engine(), words.toLowerCase().split(/\s+/).filter(Boolean)).slice(0, top);
      return answer(
        'prices',
        { rows: found },
        found.map((row) => JSON.stringify(row)).join('\n') || 'No row has all these words.',
      );
    },
  );
}

function addTco(server: McpServer, evaluated: Evaluated): void {
  server.registerTool(
    'tco',
    {
      title: 'The bill over years',
      description: 'Cash by year, present value and levelised cost of each deployment, and when owning has cost less.',
      inputSchema: { ...source, ...which, years: z.number().positive().max(MOST_YEARS).optional() },
      outputSchema: { schema, workloads: rows },
      annotations: readOnly,
    },
    (given) =>
      evaluated(given, ({ engine, workload: { workload, proposals, estimate } }) => {
        const { years } = given;
        const found =
          workload && engine.years(withProposals(workload, proposals), years === undefined ? {} : { years });
        if (!found) return refusal(problemsOf(estimate.problems));
        return answer('tco', { workloads: [found] }, yearsText([found], { locale: LOCALE, width: WIDTH }));
      }),
  );
}

function noWorkload({ workloads, problems }: Evaluation, wanted: string | undefined): string {
  if (workloads.length === 0) return problemsOf(problems);
  return `There is no workload ${wanted ?? ''}. The text has: ${workloads.map(({ estimate }) => estimate.name).join(', ')}.`;
}

function problemsOf(problems: Evaluation['problems']): string {
  const lines = problems.map(({ range, code, message }) => `line ${range.start.line}: ${code}: ${message}`);
  return ['The text holds no workload that can be answered for.', ...lines].join('\n');
}

function pricedRows(engine: Engine, words: readonly string[]): readonly Readonly<Record<string, unknown>>[] {
  const { accelerators, instances, apiPrices } = engine.catalog;
  return [...accelerators, ...instances, ...apiPrices].flatMap((row) => {
    const text = JSON.stringify(row).toLowerCase();
    return words.every((word) => text.includes(word)) ? [{ ...row }] : [];
  });
}
