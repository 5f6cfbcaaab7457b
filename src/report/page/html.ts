/** The report as one self-contained page: no script, nothing loaded, light and dark, made for printing too. */
import { h } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { ChartData, Estimate } from '../../estimate/index.ts';
import { CHART_CSS } from '../charts/index.ts';
import { COMPONENT_CSS, escapeHtml } from '../kit/index.ts';
import type { Explain } from './Calculations.tsx';
import { Page, type PageProps } from './Page.tsx';
import { PAPER_CSS } from './printStyles.ts';

export type HtmlReport = PageProps;

/** Every text of the user is escaped by the renderer; the policy forbids what could still slip through. */
export function htmlReport(report: HtmlReport): string {
  const names = report.workloads.map(({ estimate }) => estimate.name).join(', ');
  const body = renderToString(h(Page, report));
  return `<!doctype html>
<html lang="${report.t === undefined ? 'en' : report.locale}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(names)} – inference cost and energy</title>
<style>${PAPER_CSS}${COMPONENT_CSS}${CHART_CSS}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

/** The same for estimates alone; `charts` gives what more is known of each. */
export function reportHtml(
  estimates: readonly Estimate[],
  options: {
    readonly locale: string;
    readonly asOf: string;
    readonly tables: string;
    readonly charts?: (estimate: Estimate, index: number) => ChartData | undefined;
    /** Derivations of the headline numbers of one of the estimates. */
    readonly explain?: (index: number) => Explain | undefined;
  },
): string {
  const workloads = estimates.map((estimate, index) => {
    const charts = options.charts?.(estimate, index);
    const explain = options.explain?.(index);
    return {
      estimate,
      ...(charts === undefined ? {} : { charts }),
      ...(explain === undefined ? {} : { explain }),
    };
  });
  return htmlReport({ workloads, asOf: options.asOf, tables: options.tables, locale: options.locale });
}
