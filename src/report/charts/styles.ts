/** Look of charts: marks take the series colour of their class, patterns and shapes repeat it. Theme variables only. */
const css = String.raw;

export const CHART_CSS = css`
  .plot {
    display: block;
    max-width: 100%;
    overflow: visible;
    margin-top: 10px;
  }
  .plot text {
    fill: var(--vscode-foreground);
    font-size: 12px;
    font-family: inherit;
  }
  .plot .tick {
    fill: var(--muted);
    font-size: 11px;
  }
  .plot .limit-label {
    fill: var(--vscode-foreground);
  }
  .plot .bar-value {
    font-weight: 600;
  }
  .plot .unknown {
    fill: var(--muted);
    font-style: italic;
    font-weight: 400;
  }
  .plot .selected .bar-name {
    font-weight: 600;
  }
  .plot .bar-name,
  .plot .bar-value {
    paint-order: stroke;
    stroke: var(--field);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .hit {
    fill: transparent;
  }
  .plot [data-number] {
    cursor: pointer;
  }
  .axis,
  .grid {
    stroke: var(--hairline);
    stroke-width: 1;
  }
  .fill {
    fill: var(--series);
  }
  .fill-soft {
    fill: color-mix(in srgb, var(--series) 55%, transparent);
  }
  .open {
    fill: none;
    stroke: var(--muted);
    stroke-width: 1;
    stroke-dasharray: 3 3;
  }
  .hatch {
    stroke: var(--field);
    stroke-width: 1.2;
    fill: none;
  }
  .whisker {
    stroke: var(--vscode-foreground);
    stroke-width: 1.25;
    fill: none;
  }
  .base {
    stroke: var(--vscode-foreground);
    stroke-width: 1.5;
    fill: none;
  }
  .limit {
    stroke: var(--vscode-foreground);
    stroke-width: 1.25;
    stroke-dasharray: 3 2;
    fill: none;
  }
  .zone {
    fill: color-mix(in srgb, var(--good) 9%, transparent);
  }
  .curve {
    stroke: var(--series);
    stroke-width: 1.75;
    fill: none;
  }
  .curve.selected {
    stroke-width: 3;
  }
  .operating path,
  .legend-line path:last-child {
    fill: var(--series);
    stroke: var(--field);
    stroke-width: 1.25;
  }
  .plot .direct {
    font-size: 11px;
    paint-order: stroke;
    stroke: var(--field);
    stroke-width: 3px;
    stroke-linejoin: round;
  }
  .measured {
    fill: var(--field);
    stroke: var(--series);
    stroke-width: 1.25;
  }
  .capacity {
    stroke: var(--vscode-foreground);
    stroke-width: 1.5;
    fill: none;
  }
  .hour:hover .fill,
  .bar:hover .fill-soft {
    fill: var(--series);
  }
  .readout {
    min-height: 2.9em;
    margin-top: 8px;
    color: var(--muted);
    font-size: 11px;
  }
  .legend {
    margin-top: 4px;
    font-size: 11px;
  }
  .legend-note {
    color: var(--muted);
  }
  .legend-list {
    display: flex;
    flex-wrap: wrap;
    gap: 2px 16px;
  }
  .legend-list li {
    display: flex;
    align-items: center;
    gap: 6px;
  }
  .key {
    margin-top: 4px;
  }
  .key th,
  .key td {
    padding: 3px 0 3px 12px;
  }
  .key th {
    padding-left: 0;
    text-align: left;
  }
  .key td {
    white-space: nowrap;
  }
  .key td:last-child {
    width: 4em;
  }
  .swatch {
    display: inline-block;
    margin-right: 8px;
    vertical-align: -1px;
  }
  .twin {
    margin-top: 8px;
    font-size: 11px;
  }
  .twin summary {
    display: inline-block;
    color: var(--vscode-textLink-foreground);
    cursor: pointer;
  }
  .twin summary::before {
    content: '▸ ';
  }
  .twin[open] summary::before {
    content: '▾ ';
  }
  .twin-scroll {
    margin-top: 6px;
    max-height: 260px;
    overflow: auto;
  }
  .twin table {
    font-size: 11px;
  }
  .twin th,
  .twin td {
    padding: 3px 0 3px 12px;
    border-top: 1px solid var(--hairline);
  }
  .twin th:first-child {
    padding-left: 0;
  }
  .twin thead th {
    border-top: 0;
    color: var(--muted);
  }
  @media (forced-colors: active) {
    .fill,
    .fill-soft,
    .hatch,
    .curve,
    .operating path {
      forced-color-adjust: none;
    }
  }
`;
