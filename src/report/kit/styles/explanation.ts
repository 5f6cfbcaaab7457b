/** A derivation, opened in place. */
const css = String.raw;

export const explanation = css`
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
