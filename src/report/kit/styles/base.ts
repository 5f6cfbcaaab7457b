/** Ground of all components: theme variables under names of our own, resets, small words, links, focus. */
const css = String.raw;

export const base = css`
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
