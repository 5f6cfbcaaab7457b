/**
 * Public claims beside our answers: writes docs/claims.md from pricing/claims/claims.csv. A test keeps the page current.
 *
 * Usage: npm run claims
 */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createCatalog } from '../src/catalog/index.ts';
import { createEngine, type Engine } from '../src/estimate/index.ts';
import { formatNumber } from '../src/quantity/index.ts';
import { answer, type Answer } from './claims/answers.ts';
import { compilePricing } from './compile-pricing.ts';

const ROOT = path.join(path.dirname(fileURLToPath(import.meta.url)), '..');
const TABLE = 'pricing/claims/claims.csv';
const AS_OF = '2026-11-23';

interface Claim {
  readonly id: string;
  readonly claimant: string;
  readonly date: string;
  readonly claim: string;
  readonly value: string;
  readonly unit: string;
  readonly answer: string;
  readonly operating_point: string;
  readonly source: string;
  readonly notes: string;
}

export function readClaims(): readonly Claim[] {
  const text = readFileSync(path.join(ROOT, TABLE), 'utf8');
  const [header = '', ...lines] = text.trim().split('\n');
  const names = header.split(',');
  return lines.map(
    (line) => Object.fromEntries(line.split(',').map((cell, i) => [names[i], cell])) as unknown as Claim,
  );
}

export function claimsPage(engine: Engine): string {
  const rows = readClaims().map((claim) => ({ claim, answer: answer(claim.answer, engine, ROOT) }));
  const table = rows.map(({ claim, answer: given }) =>
    [
      claim.claimant,
      claim.date,
      claim.claim,
      `${n(Number(claim.value))} ${claim.unit}`,
      ...answerCells(given, claim),
      claim.operating_point,
    ].join(' | '),
  );
  const curves = rows.flatMap(({ claim, answer: given }) =>
    given.kind === 'curve' ? [curveSection(claim, given.points)] : [],
  );
  const notes = rows.flatMap(({ claim }) =>
    claim.notes === undefined || claim.notes === '' ? [] : [`- **${claim.id}**: ${claim.notes}.`],
  );
  return [
    '# Claims beside answers',
    '',
    `What makers and analysts say about the newest machines, and what this model answers on a stated workload. Written by \`npm run claims\`; prices as of ${AS_OF}. A ratio near 1 means we agree; one far from 1 is information about the claim as well as about the model.`,
    '',
    '| Claimant | Date | Claim | Claimed | Our answer | Ours ÷ claim | Operating point |',
    '|---|---|---|---:|---:|---:|---|',
    ...table.map((row) => `| ${row} |`),
    '',
    '## Claims whose operating point is not public',
    '',
    'The answer depends on how fast each user is served, so it is shown over that speed; where a machine does not reach it, the row ends.',
    '',
    ...curves,
    '## Notes',
    '',
    ...notes,
    '',
    `Sources: \`${TABLE}\`, each row with its own. Specifications come from \`pricing/accelerators\`, speeds and energy from the model ([performance-model.md](performance-model.md)).`,
    '',
  ].join('\n');
}

const n = (value: number): string => formatNumber(value, 'en-US');

function answerCells(given: Answer, claim: Claim): readonly string[] {
  if (given.kind === 'none') return [given.reason, ''];
  if (given.kind === 'number') return [`${n(given.value)} ${claim.unit}`, n(given.value / Number(claim.value))];
  const values = given.points.map(({ value }) => value);
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return [
    `${n(low)} to ${n(high)} ${claim.unit}`,
    `${n(low / Number(claim.value))} to ${n(high / Number(claim.value))}`,
  ];
}

function curveSection(
  claim: Claim,
  points: readonly { readonly tokensPerSecondPerUser: number; readonly value: number }[],
): string {
  const [, file = '', a = '', , b = '', of = ''] = claim.answer.split(' ');
  return [
    `**${claim.claim}.** ${a} ÷ ${b}, ${of.replaceAll('-', ' ')}, on [${path.basename(file)}](../${file}):`,
    '',
    `| tokens/s per user | ${points.map((p) => n(p.tokensPerSecondPerUser)).join(' | ')} |`,
    `|---|${points.map(() => '---:').join('|')}|`,
    `| ratio | ${points.map((p) => n(p.value)).join(' | ')} |`,
    '',
  ].join('\n');
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href)
  writeFileSync(
    path.join(ROOT, 'docs/claims.md'),
    claimsPage(createEngine({ catalog: createCatalog(compilePricing().data), asOf: AS_OF })),
  );
