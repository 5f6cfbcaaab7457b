/**
 * Look of components; that of charts is in charts/styles.ts. Colours are theme variables only: VS Code sets them in the panel, html.ts on paper.
 * Space and alignment before lines; numbers in tabular figures; nothing moves unless its value does.
 */
const css = String.raw;

const base = css`
  :root {
    --space: 16px;
    --muted: var(--vscode-descriptionForeground, var(--vscode-foreground));
    --rule: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border)));
    --accent: var(--vscode-charts-blue);
    --good: color-mix(in srgb, var(--vscode-charts-green) 70%, var(--vscode-foreground));
    --bad: color-mix(in srgb, var(--vscode-errorForeground) 62%, var(--vscode-foreground));
    --field: var(--vscode-sideBar-background, var(--vscode-editor-background));
    --hairline: color-mix(in srgb, var(--vscode-foreground) 16%, transparent);
  }
  .s0 {
    --series: var(--vscode-charts-blue);
  }
  .s1 {
    --series: var(--vscode-charts-green);
  }
  .s2 {
    --series: var(--vscode-charts-yellow);
  }
  .s3 {
    --series: var(--vscode-charts-purple);
  }
  .s4 {
    --series: var(--vscode-charts-red);
  }
  .s5 {
    /* Some themes make it too faint on its own. */
    --series: color-mix(in srgb, var(--vscode-charts-orange) 60%, var(--vscode-foreground));
  }
  .s6 {
    --series: var(--vscode-foreground);
  }
  .quiet {
    --series: color-mix(in srgb, var(--vscode-foreground) 18%, transparent);
  }
  *,
  *::before,
  *::after {
    box-sizing: border-box;
  }
  body {
    margin: 0;
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family, system-ui, sans-serif);
    font-size: var(--vscode-font-size, 13px);
    line-height: 1.45;
    font-variant-numeric: tabular-nums;
    overflow-wrap: break-word;
  }
  h1,
  h2,
  h3,
  p,
  ul,
  dl,
  dd,
  figure {
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  h1 {
    font-size: inherit;
    font-weight: 600;
  }
  h2 {
    font-size: 11px;
    font-weight: 600;
    letter-spacing: 0.04em;
    text-transform: uppercase;
  }
  code {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.92em;
  }
  .hidden {
    position: absolute;
    width: 1px;
    height: 1px;
    margin: -1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .muted {
    color: var(--muted);
    font-weight: 400;
  }
  .good {
    color: var(--good);
  }
  .bad {
    color: var(--bad);
  }
  .note {
    display: block;
    color: var(--muted);
    font-size: 11px;
    font-weight: 400;
  }
  .caption,
  .finding {
    color: var(--muted);
    font-size: 12px;
  }
  body.vscode-dark,
  body.vscode-high-contrast {
    color-scheme: dark;
  }
  body.vscode-light,
  body.vscode-high-contrast-light {
    color-scheme: light;
  }
  body.vscode-high-contrast {
    --hairline: color-mix(in srgb, var(--vscode-contrastBorder) 60%, transparent);
  }
  :where(button.link, button.link-plain, button.number-button, button.sort) {
    margin: 0;
    padding: 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: inherit;
    cursor: pointer;
  }
  button.link {
    color: var(--vscode-textLink-foreground);
  }
  button.link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  button:focus-visible,
  summary:focus-visible,
  [tabindex]:focus-visible,
  select:focus-visible,
  input:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  svg [tabindex]:focus-visible {
    outline-offset: 1px;
  }
  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    font-size: 12px;
  }
`;

const numbers = css`
  .number {
    white-space: nowrap;
  }
  .number-unknown {
    color: var(--muted);
    font-weight: 400;
    font-style: italic;
  }
  td .number-stale {
    text-decoration: underline dashed var(--muted);
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  .number-button {
    border-bottom: 1px dotted transparent;
  }
  .number-button:hover,
  .number-button[aria-expanded='true'] {
    border-bottom-color: currentColor;
  }
  .plus-minus {
    margin-left: 5px;
    white-space: nowrap;
  }
  .delta {
    font-size: 12px;
    white-space: nowrap;
  }
  .delta-better {
    color: var(--good);
  }
  .delta-worse {
    color: var(--bad);
  }
  .delta-same {
    color: var(--muted);
  }
`;

const headline = css`
  .workload h1 {
    font-size: 13px;
  }
  .workload p {
    font-size: 12px;
  }
  .big {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    gap: 0 10px;
  }
  .big-number {
    font-size: 32px;
    font-weight: 600;
    line-height: 1.15;
    letter-spacing: -0.015em;
  }
  .big .delta {
    margin-left: auto;
  }
  .interval-bar {
    display: block;
    margin: 6px 0 4px;
    max-width: 100%;
  }
  .interval-bar .axis {
    stroke: var(--hairline);
    stroke-width: 2;
  }
  .interval-range {
    fill: var(--accent);
    opacity: 0.4;
  }
  .interval-point {
    fill: var(--accent);
    stroke: var(--field);
    stroke-width: 1.5;
  }
  .interval-value {
    stroke: var(--accent);
    stroke-width: 3;
    fill: none;
  }
  .headline {
    container-type: inline-size;
  }
  .facts {
    display: grid;
    grid-template-columns: repeat(3, minmax(0, 1fr));
    gap: 12px 14px;
    margin-top: 16px;
  }
  .fact dt {
    color: var(--muted);
    font-size: 11px;
  }
  .fact dd {
    font-size: 15px;
    font-weight: 600;
    line-height: 1.35;
  }
  .fact .note {
    line-height: 1.35;
  }
  @container (max-width: 300px) {
    .facts {
      grid-template-columns: repeat(2, minmax(0, 1fr));
    }
  }
  .machines {
    margin-top: 14px;
    font-size: 12px;
  }
  .machines strong {
    font-weight: 600;
  }
  .machines .stage {
    display: inline-block;
    min-width: 52px;
    color: var(--muted);
  }
`;

const comparison = css`
  table {
    width: 100%;
    border-collapse: collapse;
    font-size: 12px;
  }
  th {
    font-weight: 400;
    text-align: right;
    vertical-align: baseline;
  }
  td {
    text-align: right;
    vertical-align: baseline;
  }
  th:first-child,
  td:first-child {
    text-align: left;
  }
  .comparison {
    container-type: inline-size;
  }
  .comparison thead th {
    padding: 0 0 5px 10px;
    color: var(--muted);
    font-size: 11px;
    white-space: nowrap;
  }
  .comparison thead th:first-child {
    padding-left: 8px;
  }
  .comparison tbody th,
  .comparison tbody td {
    padding: 6px 0 6px 10px;
    border-top: 1px solid var(--hairline);
  }
  .comparison tbody th {
    padding-left: 8px;
    width: 40%;
  }
  .comparison tr.clickable {
    cursor: pointer;
  }
  .comparison tr.clickable:hover {
    background: var(--vscode-list-hoverBackground);
  }
  .comparison tr.selected .name {
    font-weight: 600;
  }
  .comparison tr.selected th {
    box-shadow: inset 2px 0 0 var(--vscode-focusBorder);
  }
  .comparison tr.selected td {
    font-weight: 600;
  }
  .comparison .impossible {
    color: var(--muted);
    font-style: italic;
    font-weight: 400;
  }
  .comparison .note .delta {
    font-size: 11px;
    font-weight: 400;
  }
  .comparison tbody th {
    max-width: 0;
  }
  .comparison tbody th .name,
  .comparison tbody th .note {
    display: block;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .comparison .explanation-row td {
    padding: 0 0 8px;
    border: 0;
    text-align: left;
    font-weight: 400;
  }
  .arrow {
    display: inline-block;
    width: 1.1em;
  }
  .sort:hover {
    color: var(--vscode-foreground);
  }
  .notes {
    margin-top: 8px;
    color: var(--muted);
    font-size: 11px;
  }
  .notes li + li {
    margin-top: 3px;
  }
  .notes strong {
    color: var(--vscode-foreground);
    font-weight: 600;
  }
  @container (max-width: 480px) {
    .column-tpot {
      display: none;
    }
    .arrow {
      width: auto;
    }
  }
  @container (max-width: 400px) {
    .column-energy {
      display: none;
    }
  }
  @container (max-width: 310px) {
    .column-ttft {
      display: none;
    }
  }
  @container (max-width: 230px) {
    .column-month {
      display: none;
    }
  }
`;

const explanation = css`
  .explanation {
    margin-top: 12px;
    padding: 10px 12px;
    border: 1px solid var(--rule);
    border-radius: 4px;
    background: var(--vscode-editor-background);
    font-size: 12px;
  }
  .explanation-body {
    max-height: 320px;
    overflow: auto;
  }
  .explanation .actions {
    margin-top: 8px;
  }
  .derivation .derivation {
    margin-left: 5px;
    padding-left: 12px;
    border-left: 1px solid var(--hairline);
  }
  .derivation li {
    margin-top: 4px;
  }
  .derivation summary {
    cursor: pointer;
  }
  .derivation-value {
    font-weight: 600;
    white-space: nowrap;
  }
  .derivation-range,
  .formula,
  .origin {
    font-size: 11px;
  }
  .formula {
    color: var(--muted);
    font-family: var(--vscode-editor-font-family, monospace);
    overflow-wrap: anywhere;
  }
  .origin {
    color: var(--muted);
    overflow-wrap: anywhere;
  }
`;

const lists = css`
  .options {
    font-size: 12px;
    container-type: inline-size;
  }
  .option {
    display: flex;
    justify-content: space-between;
    gap: 12px;
    padding: 6px 0;
    border-top: 1px solid var(--hairline);
  }
  .option:first-child {
    border-top: 0;
    padding-top: 0;
  }
  @container (max-width: 300px) {
    .option {
      flex-direction: column;
      gap: 2px;
    }
  }
  .option strong {
    font-weight: 600;
  }
  .gain {
    display: flex;
    gap: 12px;
    align-items: baseline;
    white-space: nowrap;
  }
  .fold {
    font-size: 12px;
  }
  .fold summary {
    display: inline-block;
    color: var(--vscode-textLink-foreground);
    cursor: pointer;
  }
  .fold summary::before {
    content: '▸ ';
  }
  .fold[open] summary::before {
    content: '▾ ';
  }
  .fold .problems,
  .problems + .fold {
    margin-top: 6px;
  }
  .problems {
    font-size: 12px;
  }
  .problem {
    display: flex;
    gap: 8px;
  }
  .problem + .problem {
    margin-top: 4px;
  }
  .problem-sign {
    flex: none;
    width: 1em;
    text-align: center;
    font-weight: 600;
  }
  .problem-error .problem-sign {
    color: var(--bad);
  }
  .problem-warning .problem-sign {
    color: var(--vscode-charts-yellow);
  }
  .problem-information .problem-sign {
    color: var(--accent);
  }
`;

export const COMPONENT_CSS = [base, numbers, headline, comparison, explanation, lists].join('\n');
