/** The table of all deployments; columns leave from the least important as it narrows. */
const css = String.raw;

export const comparison = css`
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
  .comparison tr.selected {
    background: color-mix(in srgb, var(--vscode-focusBorder) 8%, transparent);
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
  .comparison tbody th .name {
    display: inline-block;
    max-width: 100%;
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
    vertical-align: bottom;
  }
  .tag {
    color: var(--muted);
    font-size: 11px;
    font-weight: 400;
  }
  .comparison tbody th .note {
    overflow-wrap: anywhere;
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
    .comparison tbody th {
      width: 46%;
    }
    .column-ttft {
      display: none;
    }
  }
  @container (max-width: 230px) {
    .comparison tbody th {
      width: 62%;
    }
    .column-month {
      display: none;
    }
  }
`;
