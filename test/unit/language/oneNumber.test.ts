/** One number, one way to write it: what the lens says of a deployment, the panel, the terminal and the ranking say too. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { ageInDays } from '../../../src/quantity/index.ts';
import { createEngine, tpotMetric, tpotOf, ttftMetric, ttftOf } from '../../../src/estimate/index.ts';
import { tenPercentMore } from '../../../src/language/effects.ts';
import { comparison, headline, inlayHints } from '../../../src/language/index.ts';
import { ENGLISH, formatDuration, formatSpread, isSkewed } from '../../../src/quantity/index.ts';
import { estimateText, priceList, rankText } from '../../../src/report/index.ts';
import { plusMinus } from '../../../src/report/kit/index.ts';
import { columnsFor } from '../../../src/report/parts/index.ts';
import { catalog } from '../../helpers/catalog.ts';
import { contextOf } from '../../helpers/language.ts';
import { AS_OF, ask, document, engine } from '../estimate/support.ts';

const example = fileURLToPath(new URL('../../../examples/support-chat.workload.yaml', import.meta.url));
const wide = { locale: 'en-US', width: 200 };

const line = (text: string, name: string): string | undefined =>
  text.split('\n').find((one) => one.trimStart().startsWith(name));

describe('the spread of a cost', () => {
  const { estimate } = ask(readFileSync(example, 'utf8'));
  const terminal = estimateText([estimate], wide);

  it.each(estimate.deployments.filter(({ cost }) => cost.perMillionTokens.value !== null))(
    'is the same in lens, panel and terminal for $name',
    ({ name, cost, ...rest }) => {
      const spread = plusMinus(cost.perMillionTokens, ENGLISH) ?? '';
      const lens = headline({ name, cost, ...rest }, estimate.limits, ENGLISH);
      // A skewed interval is a range, for which a column of the terminal has no room.
      if (isSkewed(cost.perMillionTokens)) expect(lens).toContain(` (${spread}) `);
      else expect(lens).toContain(` ${spread} `);
      expect(line(terminal, name)).toContain(` ${formatSpread(cost.perMillionTokens, 'en-US') ?? ''} `);
    },
  );
});

describe('the TTFT that is shown is the one that is judged', () => {
  const answer = (statistic: string) =>
    ask(
      document(
        'a: {accelerator: h100-sxm, tensor_parallel: 2, rent: {price: 4 USD/hour}}',
        `slo: {ttft: {${statistic}: 600 ms}}`,
      ),
    );

  it.each(['mean', 'p50', 'p95', 'p99'])('with a target for its %s', (statistic) => {
    const { estimate, workload, explain } = answer(statistic);
    const [deployment] = estimate.deployments;
    const ttft = ttftOf(deployment!, estimate.limits);
    const shown = `${formatDuration(ttft.value!, 'en-US')} ✓`;
    expect(ttft.value!).toBeLessThanOrEqual(0.6 * (1 + 1e-6));
    expect(headline(deployment!, estimate.limits, ENGLISH)).toContain(`TTFT ${shown}`);
    expect(estimateText([estimate], wide)).toContain(shown);
    const column = columnsFor(estimate.limits).find(({ key }) => key === 'ttft')!;
    expect(explain('a', column.path)?.quantity.value).toBe(ttft.value);
    const ranking = engine().rank(workload!, { by: 'ttft', top: 3 });
    const text = rankText(ranking, { locale: 'en-US', currency: 'USD', limits: estimate.limits }, 200);
    expect(text).toContain(ttftMetric(estimate.limits).heading);
    const [first, second] = ranking.rows.map((row) => ttftOf(row.estimate, estimate.limits).value!);
    expect(first).toBeLessThanOrEqual(second!);
    expect(text).toContain(`${formatDuration(first!, 'en-US')} ✓`);
  });
});

describe('the TPOT that is shown is the one that is judged', () => {
  // A target that nothing meets, so that the lens shows it.
  const answer = (target: string) =>
    ask(
      document(
        'a: {accelerator: h100-sxm, tensor_parallel: 2, rent: {price: 4 USD/hour}}',
        target === '' ? '' : `slo: {tpot: {${target}}}`,
      ),
    );

  it.each(['mean', 'p50', 'p95', 'p99'])('with a target for its %s', (statistic) => {
    const { estimate, workload, explain } = answer(`${statistic}: 1 ms`);
    const [deployment] = estimate.deployments;
    const tpot = tpotOf(deployment!, estimate.limits);
    const shown = `${formatDuration(tpot.value!, 'en-US')} ✗`;
    const ratio = tpot.value! / deployment!.performance.tpot.value!;
    if (statistic === 'p95' || statistic === 'p99') expect(ratio).toBeGreaterThan(1.0001);
    else expect(ratio).toBe(1);
    expect(headline(deployment!, estimate.limits, ENGLISH)).toContain(`TPOT ${shown}`);
    expect(estimateText([estimate], wide)).toContain(shown);
    const column = columnsFor(estimate.limits).find(({ key }) => key === 'tpot')!;
    expect(explain('a', column.path)?.quantity.value).toBe(tpot.value);
    const ranking = engine().rank(workload!, { by: 'tpot', top: 3 });
    const text = rankText(ranking, { locale: 'en-US', currency: 'USD', limits: estimate.limits }, 200);
    expect(text).toContain(tpotMetric(estimate.limits).heading);
    const ranked = ranking.rows.map((row) => tpotOf(row.estimate, estimate.limits).value!);
    expect(ranked).toEqual([...ranked].sort((a, b) => a - b));
  });

  it('is the mean without a target', () => {
    const { estimate } = answer('');
    expect(tpotMetric(estimate.limits).path).toBe('performance.tpot');
    expect(estimate.deployments[0]!.performance).not.toHaveProperty('tpotP95');
  });
});

describe('the age of a price', () => {
  const offer = engine().catalog.accelerators.flatMap(({ id }) => engine().catalog.offers(id));

  it('that is dated by a month counts from its last day, in the list as in the policy', () => {
    const row = offer.find(({ origin }) => origin.asOf.length === 7)!;
    const line = { ...row.origin, id: row.instance, what: '', unit: '/h', kind: 'instance' } as const;
    const days = ageInDays(row.origin.asOf, AS_OF)!;
    const age = days < 60 ? `${days} days` : `${Math.round(days / 30.4)} months`;
    expect(priceList([line], 1, AS_OF, wide)).toContain(`${row.origin.asOf} (${age})`);
  });

  it('of an API is the one its interval was widened by', () => {
    const row = engine().catalog.apiPrices.find(({ origin }) => origin.asOf.length === 7);
    const asOf = '2028-01-01';
    const other = createEngine({ catalog: catalog(), asOf });
    const text = document(`a: {api: {provider: ${row?.provider ?? 'deepinfra'}}}`);
    const stale = other.evaluateText(text).problems.find(({ code }) => code === 'stale-price');
    const data = stale?.data as { readonly asOf: string; readonly days: number } | undefined;
    expect(data?.days).toBe(ageInDays(data!.asOf, asOf));
  });
});

describe('an amount in a foreign currency', () => {
  const hints = (price: string): readonly string[] =>
    inlayHints(contextOf(document(`a: {accelerator: h100-sxm, rent: {price: ${price}}}`))).map(({ label }) => label);

  it.each(['EUR', 'CHF', 'SEK'])('%s is a literal: nothing to work out for the reader', (currency) => {
    expect(hints(`40 ${currency}/hour`)).toEqual(hints('40 USD/hour').map((label) => label.replace('40 USD', '40')));
  });
});

describe('a change of latency is of the statistic that is judged', () => {
  const text = (statistic: string, rate = 4) =>
    document(
      `a: {accelerator: h100-sxm, tensor_parallel: 4, rent: {price: 4 USD/hour}}
b: {accelerator: h200-sxm, tensor_parallel: 8, rent: {price: 5 USD/hour}}`,
      `slo: {ttft: {${statistic}: 4 s}, tpot: {${statistic}: 90 ms}}\nbaseline: a\nserving: {scaling: {replicas: 2}}`,
      `requests: ${rate}`,
    );
  const statistics = ['mean', 'p50', 'p95', 'p99'];
  const [ttft, tpot] = [ttftOf, tpotOf];

  it.each(statistics)('against the baseline, by %s', (statistic) => {
    const { estimate, explain } = ask(text(statistic));
    const [a, b] = estimate.deployments;
    for (const [key, of] of Object.entries({ ttft, tpot })) {
      const share = b!.versusBaseline![key as 'ttft' | 'tpot']!;
      expect(share, key).toBeCloseTo(of(b!, estimate.limits).value! / of(a!, estimate.limits).value! - 1, 9);
      expect(explain('b', `versus.${key}`)?.quantity.value).toBe(share);
    }
  });

  it.each(statistics)('between two texts, by %s', (statistic) => {
    const [old, now] = [text(statistic), text(statistic, 5)];
    const diff = engine().diff(old, now);
    const [first] = diff.deployments;
    const { limits } = diff.after.workloads[0]!.estimate;
    const shown = comparison(contextOf(now), diff);
    for (const { heading, path, pick } of [ttftMetric(limits), tpotMetric(limits)]) {
      const change = first!.changes.find((one) => one.path === path)!;
      expect(change.before?.value).toBe(pick(first!.before!).value);
      expect(change.after?.value).toBe(pick(first!.after!).value);
      expect(shown).toContain(`| ${heading} |`);
    }
  });

  it('and of nothing where the texts judge by different ones', () => {
    const [first] = engine().diff(text('mean'), text('p99')).deployments;
    const change = first!.changes.find(({ path }) => path === 'performance.ttftP99')!;
    expect(change).toMatchObject({ comparable: false });
    expect(change.before).toBeUndefined();
  });

  it.each(statistics)('of ten per cent more of an input, by %s', (statistic) => {
    const context = contextOf(text(statistic));
    const workload = context.evaluation.workloads[0]!;
    const { limits } = workload.estimate;
    const [before, after] = [workload, ask(text(statistic, 4.4))].map(({ estimate }) => estimate.deployments[0]!);
    const effect = tenPercentMore(context, workload, ['traffic', 'requests'])!;
    expect(effect.ttft).toBeCloseTo(ttftOf(after!, limits).value! / ttftOf(before!, limits).value! - 1, 9);
    expect(effect.tpot).toBeCloseTo(tpotOf(after!, limits).value! / tpotOf(before!, limits).value! - 1, 9);
  });
});
