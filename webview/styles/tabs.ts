/** Choice of a chart, and of what it compares. */
const css = String.raw;

export const tabs = css`
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
`;
