/** Sections of the panel, their heads, what stands at the top and the bottom. */
const css = String.raw;

export const sections = css`
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
  .status-line {
    margin-top: 4px;
    color: var(--muted);
    font-size: 11px;
  }
  .status-line-unread {
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
`;
