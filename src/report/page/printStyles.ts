/**
 * Paper: the report's own token sheet under the names that VS Code uses, and the layout of a page. The only place with
 * colours of its own; contrast of every text against its ground is at least 4.5 to 1, in light and in dark.
 */
const css = String.raw;

export const PAPER_CSS = css`
  :root {
    color-scheme: light dark;
    --vscode-font-family: system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', sans-serif;
    --vscode-font-size: 13px;
    --vscode-foreground: light-dark(#22262b, #d4d7db);
    --vscode-descriptionForeground: light-dark(#565d66, #a0a6ae);
    --vscode-editor-background: light-dark(#ffffff, #1b1d20);
    --vscode-sideBar-background: light-dark(#ffffff, #1b1d20);
    --vscode-widget-border: light-dark(#d9dde2, #3a3e44);
    --vscode-focusBorder: light-dark(#005fb8, #4daafc);
    --vscode-errorForeground: light-dark(#b3261e, #ff8078);
    --vscode-textLink-foreground: light-dark(#005fb8, #4daafc);
    --vscode-textLink-activeForeground: light-dark(#005fb8, #4daafc);
    --vscode-charts-blue: light-dark(#1f6feb, #58a6ff);
    --vscode-charts-green: light-dark(#27722f, #7cc987);
    --vscode-charts-orange: light-dark(#b95c00, #e39b4a);
    --vscode-charts-purple: light-dark(#7a3fa0, #c08ae0);
    --vscode-charts-red: light-dark(#c62f2f, #f0706a);
    --vscode-charts-yellow: light-dark(#8a6a00, #d6b340);
  }
  body {
    background: var(--vscode-editor-background);
  }
  .report {
    max-width: 740px;
    margin: 0 auto;
    padding: 32px 40px 48px;
  }
  .reported + .reported {
    margin-top: 48px;
    break-before: page;
  }
  .report .workload h1 {
    font-size: 22px;
    line-height: 1.25;
  }
  .report .section {
    margin-top: 22px;
    padding-top: 14px;
    border-top: 1px solid var(--hairline);
    break-inside: avoid;
  }
  .report .section-head {
    display: flex;
    flex-wrap: wrap;
    align-items: baseline;
    justify-content: space-between;
    gap: 4px 16px;
    margin-bottom: 10px;
  }
  .report .section-head .muted {
    font-size: 12px;
  }
  .report .big-number {
    font-size: 38px;
  }
  .calculations {
    margin-top: 14px;
  }
  .calculation > summary {
    color: var(--vscode-descriptionForeground);
    font-size: 12px;
    cursor: pointer;
  }
  .calculation .derivation {
    overflow-wrap: anywhere;
  }
  .colophon {
    margin-top: 32px;
    padding-top: 12px;
    border-top: 1px solid var(--hairline);
    color: var(--vscode-descriptionForeground);
    font-size: 11px;
  }
  @page {
    size: A4;
    margin: 14mm 12mm;
  }
  @media print {
    :root {
      color-scheme: light;
    }
    .report {
      max-width: none;
      padding: 0;
    }
    * {
      print-color-adjust: exact;
    }
    .twin {
      display: none;
    }
    .comparison table {
      break-inside: auto;
    }
  }
`;
