/**
 * Ten questions that people ask, answered on the real tables: each golden file holds the question, what a buyer would
 * expect of an answer and why, and the answer. The laws beside them are what the sentence promises.
 */
import { describe, expect, it } from 'vitest';
import { estimateText, rankText } from '../../../src/report/index.ts';
import type { DeploymentEstimate, EvaluatedWorkload, RankOptions } from '../../../src/estimate/index.ts';
import { expectGolden } from '../../helpers/golden.ts';
import { ask, engine } from './support.ts';

const PAGE = { locale: 'en', width: 140 };
const CHAT = 'traffic: {requests: 20, input_tokens: 1800, output_tokens: 350}';

const workload = (name: string, ...lines: readonly string[]): string =>
  ['apiVersion: inference-tco/v1', `name: ${name}`, ...lines, ''].join('\n');

const codes = ({ reasons }: DeploymentEstimate): readonly string[] => reasons.map(({ code }) => code);

interface Answer extends EvaluatedWorkload {
  /** Writes the golden file: the question, why, and what is shown. */
  readonly golden: (...shown: readonly string[]) => void;
}

function asked(question: string, why: string, text: string, file: string): Answer {
  const answer = ask(text);
  const golden = (...shown: readonly string[]): void => {
    const parts = [
      `# ${question}`,
      '',
      why,
      '',
      '```yaml',
      text.trimEnd(),
      '```',
      '',
      '```',
      ...shown.map((s) => s.trimEnd()),
      '```',
      '',
    ];
    expectGolden(parts.join('\n'), `questions/${file}.md`);
  };
  return { ...answer, golden };
}

const estimated = ({ estimate }: EvaluatedWorkload): string => estimateText([estimate], PAGE);

function ranked({ workload: found, estimate }: EvaluatedWorkload, options: RankOptions) {
  const ranking = engine().rank(found!, { top: 8, ...options });
  const cells = { locale: 'en', currency: estimate.currency, limits: estimate.limits };
  return { rows: ranking.rows, text: rankText({ ...ranking, infeasible: [] }, cells, PAGE.width) };
}

const DOUBTS = ['spot', 'outlier', 'placeholder', 'listing-only', 'not-for-sale', 'uncorroborated', 'does-not-run'];

describe('a question gets an answer to act on:', () => {
  it('a chat service on Llama 3.3 70B', () => {
    const answer = asked(
      'Llama 3.3 70B, 20 requests/s, first token within a second: what would serve it?',
      'Two clouds that rent by the hour or year, one API whose price others confirm, one owned machine with a quoted price, so that one can compare ways to pay; spot and marketplaces stand aside, because nobody can plan on them.',
      workload('chat', 'model: llama-3.3-70b', CHAT, 'slo: {ttft: 1 s}'),
      '01-chat',
    );
    const { deployments } = answer.estimate;
    for (const kind of ['rent', 'own', 'api']) expect(deployments.map((d) => d.kind)).toContain(kind);
    for (const deployment of deployments) {
      expect(
        codes(deployment).filter((code) => DOUBTS.includes(code)),
        deployment.name,
      ).toEqual([]);
      expect(deployment.stages.map(({ purchase }) => purchase)).not.toContain('spot');
    }
    answer.golden(estimated(answer));
  });

  it('renting an H200', () => {
    const answer = asked(
      'What does an H200 cost to rent?',
      'A young price of a seller that holds machines ready, near what others ask: a third-hand price of last winter, or one far below the market, is what one hopes to pay and not what one gets.',
      workload('h200', 'model: llama-3.3-70b', CHAT, 'deployments:', '  h200: {accelerator: h200-sxm, rent: {}}'),
      '02-h200',
    );
    const [row] = engine().catalog.offers('h200-sxm', { cloud: answer.estimate.deployments[0]!.stages[0]!.cloud! });
    expect(row!.origin.asOf >= '2026-08').toBe(true);
    expect(codes(answer.estimate.deployments[0]!)).toEqual([]);
    answer.golden(estimated(answer));
  });

  it('a ranking for DeepSeek V3.2', () => {
    const answer = asked(
      'What is cheapest for DeepSeek V3.2?',
      'Nothing that was a spot price ten months ago: spot moves by the day, so one of the past says nothing of tomorrow.',
      workload(
        'v32',
        'model: deepseek-v3.2',
        'traffic: {requests: 10, input_tokens: 4000, output_tokens: 800}',
        'slo: {ttft: 2 s, tpot: 50 ms}',
      ),
      '03-deepseek-v3.2',
    );
    const { rows, text } = ranked(answer, {});
    for (const { estimate } of rows) expect(codes(estimate)).not.toContain('spot');
    answer.golden(text);
  });

  it('DeepSeek R1 by API or on machines', () => {
    const answer = asked(
      'DeepSeek R1: the API, or machines of one’s own?',
      'The API price that decides has to be one that a second seller asks too: a placeholder of a twelfth of the real price turned this answer around.',
      workload(
        'r1',
        'model: deepseek-r1',
        'traffic: {requests: 2, input_tokens: 2000, output_tokens: 1000}',
        'deployments:',
        '  hosted: {api: {}}',
        '  rented: {accelerator: h200-sxm, rent: {}}',
      ),
      '04-r1-api',
    );
    const hosted = answer.estimate.deployments.find(({ kind }) => kind === 'api')!;
    expect(hosted.provider).not.toBe('hyperbolic');
    expect(codes(hosted)).not.toContain('uncorroborated');
    answer.golden(
      estimated(answer),
      '',
      ...engine()
        .breakEven(answer.workload!)
        .pairs.map(({ message }) => message),
    );
  });

  it('buying H200', () => {
    const answer = asked(
      'Should we buy H200?',
      'It depends on the rent one would pay instead, so the offer is named and the months are a range over the clouds one could go to; the same for the API.',
      workload(
        'buy',
        'model: llama-3.3-70b',
        CHAT,
        'deployments:',
        '  rented: {accelerator: h200-sxm, rent: {}}',
        '  owned: {accelerator: h200-sxm, own: {}}',
        '  hosted: {api: {}}',
      ),
      '05-buy-h200',
    );
    const { pairs } = engine().breakEven(answer.workload!);
    for (const pair of pairs) expect(pair.message).toContain('Measured against');
    expect(pairs.find(({ kind }) => kind === 'own-rent')?.range).toBeDefined();
    answer.golden(estimated(answer), '', ...pairs.map(({ message }) => message));
  });

  it('fifty employees and a workstation card', () => {
    const answer = asked(
      'Fifty employees, an RTX PRO 6000 in the office: what does it cost?',
      'What is bought is what is sold: the answer says how many cards, whose price it is, and that nobody has confirmed it where that is so.',
      workload(
        'office',
        'model: qwen3-32b',
        'traffic: {requests: 0.05, input_tokens: 3000, output_tokens: 500, profile: office-hours}',
        'deployments:',
        '  card: {accelerator: rtx-pro-6000-se, own: {}}',
        '  rented: {accelerator: rtx-pro-6000-se, rent: {}}',
      ),
      '06-office',
    );
    answer.golden(estimated(answer));
  });

  it('a billion tokens a night', () => {
    const answer = asked(
      'A billion tokens a night: which API?',
      'A batch service takes half of what its own seller asks for an answer at once; whether that beats a cheaper seller’s online price is what the two lines say. A provider without a batch price is not asked for batch.',
      workload(
        'night',
        'model: llama-3.3-70b',
        'traffic: {requests: 1e6 / day, input_tokens: 800, output_tokens: 200}',
        'deployments:',
        '  online: {api: {}}',
        '  batch: {api: {batch: true}}',
        '  same-seller: {api: {provider: groq}}',
      ),
      '07-night',
    );
    const [, batch, online] = answer.estimate.deployments;
    expect(batch!.provider).toBe(online!.provider);
    expect(batch!.cost.perMillionTokens.value!).toBeCloseTo(online!.cost.perMillionTokens.value! / 2);
    answer.golden(estimated(answer));
  });

  it('machines in the EU', () => {
    const answer = asked(
      'Only in the EU: what can be rented?',
      'Regions that a source confirms for the machine: a list of all machines in all regions of a cloud is no stock.',
      workload(
        'eu',
        'model: llama-3.3-70b',
        'traffic: {requests: 5, input_tokens: 1800, output_tokens: 350}',
        'slo: {ttft: 1 s}',
      ),
      '08-eu',
    );
    const { catalog } = engine();
    const regions = [
      ...new Set(
        catalog.accelerators.flatMap(({ id }) => catalog.offers(id, { region: 'eu' }).map(({ region }) => region)),
      ),
    ];
    const { rows, text } = ranked(answer, { regions, kinds: ['rent'] });
    expect(rows.map(({ estimate }) => estimate.stages[0]?.cloud)).not.toContain('lambda');
    answer.golden(text);
  });

  it('published prices alone', () => {
    const answer = asked(
      'Only prices that their seller publishes: what is left?',
      'The wish holds for hardware as for rent: a planning figure is no offer, and a machine nobody sells has no price at all.',
      workload('published', 'model: llama-3.3-70b', CHAT, 'slo: {ttft: 1 s}'),
      '09-published',
    );
    const { rows, text } = ranked(answer, { minimumConfidence: 'published' });
    const all = ranked(answer, { minimumConfidence: 'published', kinds: ['own'], top: 99 });
    for (const { deployment } of all.rows) {
      const id = deployment.kind === 'serve' ? deployment.pool.accelerator.value : '';
      expect(engine().catalog.accelerator(id)?.priceOrigin?.confidence, id).toBe('published');
    }
    expect(rows.length).toBeGreaterThan(0);
    answer.golden(text);
  });

  it('two hundred requests a second on spot', () => {
    const answer = asked(
      'Two hundred requests a second, spot allowed: what would it be?',
      'Hundreds of spot chips at once may not be there: the row says so, and what can be had stands beside it.',
      workload(
        'large',
        'model: llama-3.3-70b',
        'traffic: {requests: 200, input_tokens: 1800, output_tokens: 350}',
        'slo: {ttft: 1 s}',
      ),
      '10-large',
    );
    const { rows, text } = ranked(answer, { include: ['spot'] });
    const many = rows.filter(({ estimate: { stages } }) =>
      stages.some(({ purchase, accelerators }) => purchase === 'spot' && accelerators >= 100),
    );
    expect(many.length).toBeGreaterThan(0);
    for (const { estimate } of many) expect(codes(estimate)).toContain('capacity-doubt');
    answer.golden(text);
  });
});
