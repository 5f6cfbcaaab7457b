/** Where there is room: two columns in the side bar pulled wide, three in the editor tab. */
const css = String.raw;

export const columns = css`
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
