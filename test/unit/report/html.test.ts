import { describe, expect, it } from 'vitest';
import { htmlReport } from '../../../src/report/page/html.ts';
import { charts, DEPLOYMENTS, estimate, known } from '../../helpers/estimate.ts';

const report = (over = {}) =>
  htmlReport({
    workloads: [{ estimate: estimate(over), charts: charts() }],
    asOf: '2026-11-23',
    tables: '2026-09-18',
    locale: 'en-US',
  });

describe('HTML report', () => {
  it('is one file that loads nothing and runs nothing', () => {
    const html = report();
    expect(html).not.toMatch(/<script|<link|<img|<iframe|@import|url\(/);
    expect(html).toContain("default-src 'none'");
    expect(html.length).toBeLessThan(200_000);
  });

  it('escapes every text of the user', () => {
    const evil = '</title><script>alert(1)</script>';
    const html = report({
      name: evil,
      model: evil,
      deployments: DEPLOYMENTS.map((one) => ({ ...one, name: `${one.name}"><b>` })),
    });
    expect(html).not.toContain('<script>');
    expect(html).not.toMatch(/<b>/);
  });

  it('has one main heading per workload and sections below it', () => {
    expect(report().match(/<h1>/g)).toHaveLength(1);
    expect(report().match(/<h2 /g)!.length).toBeGreaterThan(8);
  });

  it('says what is missing where nothing could be estimated', () => {
    const html = htmlReport({
      workloads: [{ estimate: estimate({ deployments: [] }) }],
      asOf: '2026-11-23',
      tables: '2026-09-18',
      locale: 'en-US',
    });
    expect(html).toContain('No deployment could be estimated');
  });

  it('unfolds how each headline number is computed, without a script', () => {
    const explain = (deployment: string, path: string) => ({
      label: `${path} of ${deployment}`,
      quantity: known(0.581, 'USD'),
      formula: 'bill ÷ tokens',
      inputs: [],
    });
    const html = htmlReport({
      workloads: [{ estimate: estimate(), explain }],
      asOf: '2026-11-23',
      tables: '2026-09-18',
      locale: 'en-US',
    });
    expect(html.match(/<details class="calculation">/g)).toHaveLength(5);
    expect(html).toContain('cost.perMillionTokens of aws-h100');
    expect(report()).not.toContain('class="calculation"');
  });

  it('has ids only once', () => {
    const html = htmlReport({
      workloads: [{ estimate: estimate(), charts: charts() }, { estimate: estimate({ name: 'other' }) }],
      asOf: '2026-11-23',
      tables: '2026-09-18',
      locale: 'en-US',
    });
    const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
