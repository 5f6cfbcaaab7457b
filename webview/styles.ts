/** Layout of the panel around the shared components. The host puts both into one style element with its nonce. */
import { CHART_CSS } from '../src/report/charts/index.ts';
import { COMPONENT_CSS } from '../src/report/components/index.ts';

const css = String.raw;

const layout = css`
  body {
    padding: 0;
    background-color: var(--field);
  }
  body:has([data-layout='report']) {
    --field: var(--vscode-editor-background);
  }
  .section {
    padding: 14px var(--space);
    border-top: 1px solid var(--hairline);
  }
  .section.first {
    padding-bottom: 8px;
    border-top: 0;
  }
  .first + .section {
    border-top: 0;
    padding-top: 6px;
  }
  .section.tight {
    padding-top: 0;
    border-top: 0;
  }
  .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 4px 12px;
    margin-bottom: 8px;
  }
  .section-head .link {
    font-size: 12px;
  }
  .deployment-name {
    font-size: 13px;
    letter-spacing: 0;
    text-transform: none;
  }
  .standing {
    margin-top: 4px;
    color: var(--muted);
    font-size: 11px;
  }
  .standing-broken {
    color: var(--vscode-foreground);
  }
  .workloads select {
    width: 100%;
    margin-top: 6px;
    padding: 3px 4px;
    font: inherit;
    font-size: 12px;
    color: var(--vscode-dropdown-foreground);
    background: var(--vscode-dropdown-background);
    border: 1px solid var(--vscode-dropdown-border, var(--rule));
  }
  .big-word {
    font-size: 22px;
    font-weight: 600;
    line-height: 1.2;
    margin-bottom: 6px;
  }
  .footer .note {
    margin-top: 8px;
  }
  .work {
    display: inline-flex;
    gap: 10px;
    font-size: 11px;
  }

  .tabs {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 14px;
    margin-bottom: 10px;
  }
  .tab {
    padding: 2px 0 4px;
    border: 0;
    border-bottom: 2px solid transparent;
    background: none;
    color: var(--muted);
    font: inherit;
    font-size: 12px;
    cursor: pointer;
  }
  .tab:hover {
    color: var(--vscode-foreground);
  }
  .tab[aria-selected='true'] {
    color: var(--vscode-foreground);
    border-bottom-color: var(--vscode-focusBorder);
    font-weight: 600;
  }
  .choice {
    display: flex;
    flex-wrap: wrap;
    gap: 6px;
    margin-bottom: 8px;
  }
  .chip {
    padding: 1px 8px;
    border: 1px solid var(--hairline);
    border-radius: 10px;
    background: none;
    color: var(--muted);
    font: inherit;
    font-size: 11px;
    cursor: pointer;
  }
  .chip[aria-pressed='true'] {
    color: var(--vscode-foreground);
    border-color: var(--vscode-focusBorder);
    font-weight: 600;
  }
  .waiting {
    min-height: 180px;
  }

  .levers {
    container-type: inline-size;
  }
  .lever {
    display: grid;
    grid-template-columns: 1fr minmax(64px, 28%) 124px;
    align-items: center;
    gap: 4px 12px;
    min-height: 34px;
    font-size: 12px;
  }
  .lever .was {
    display: block;
    color: var(--muted);
    font-size: 11px;
  }
  .lever.moved label,
  .lever.moved > span:first-child {
    font-weight: 600;
  }
  .lever .was {
    font-weight: 400;
  }
  .lever-choice {
    grid-template-columns: 1fr minmax(120px, auto);
  }
  .lever-value {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .lever-value vscode-text-field {
    --input-min-width: 0px;
    flex: none;
    width: 68px;
    min-width: 0;
  }
  .lever-value .unit {
    font-size: 11px;
    white-space: nowrap;
  }
  .lever input[type='range'] {
    width: 100%;
    margin: 0;
    accent-color: var(--vscode-focusBorder);
  }
  .lever vscode-dropdown {
    --dropdown-list-max-height: 200px;
    min-width: 0;
    width: 100%;
  }
  .lever-actions {
    margin-top: 10px;
  }
  @container (max-width: 300px) {
    .lever {
      grid-template-columns: 1fr 124px;
    }
    .lever {
      padding-bottom: 8px;
    }
    .lever input[type='range'] {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .lever-choice {
      grid-template-columns: 1fr;
    }
  }

  .state {
    max-width: 460px;
    padding: 28px var(--space);
  }
  .state h1 {
    margin-bottom: 8px;
    font-size: 18px;
    line-height: 1.25;
  }
  .state-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 16px;
  }
  .bone {
    height: 14px;
    margin-top: 14px;
    border-radius: 3px;
    background: var(--hairline);
  }
  .bone-big {
    width: 55%;
    height: 34px;
  }
  .bone-short {
    width: 70%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .loading p,
    .loading .bone {
      animation: appear 0s 0.3s both;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
    }
  }

  @media (min-width: 860px) {
    .panel {
      display: grid;
      grid-template-columns: minmax(380px, 5fr) 6fr;
      max-width: 1280px;
      margin: 0 auto;
      align-items: start;
    }
    .panel .column.answer {
      grid-row: 1 / span 2;
    }
    .panel .charts > .section {
      border-top: 0;
    }
  }
  .panel-wide .chart-cell > .section {
    border-top: 1px solid var(--hairline);
  }
  @media (min-width: 860px) {
    .panel-wide .charts {
      display: grid;
      grid-template-columns: repeat(auto-fit, minmax(380px, 1fr));
      align-items: start;
    }
    .panel.panel-wide {
      grid-template-columns: minmax(360px, 400px) minmax(0, 1fr);
      max-width: 1800px;
    }
    .panel.panel-wide .column.answer {
      grid-row: auto;
    }
    .panel.panel-wide .column.charts {
      grid-column: 2;
      grid-row: 1 / span 2;
    }
    .panel.panel-wide .column.play {
      grid-column: 1;
    }
  }
`;

export const PANEL_CSS = `${COMPONENT_CSS}\n${CHART_CSS}\n${layout}`;
