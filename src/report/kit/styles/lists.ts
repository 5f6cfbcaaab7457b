/** Better options, remarks, problems. */
const css = String.raw;

export const lists = css`
  .options {
    font-size: 12px;
    container-type: inline-size;
  }
  .option {
    padding: 6px 0;
    border-top: 1px solid var(--hairline);
  }
  .option-line {
    display: flex;
    justify-content: space-between;
    gap: 12px;
  }
  .option:first-child {
    border-top: 0;
    padding-top: 0;
  }
  @container (max-width: 300px) {
    .option-line {
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
