/** The answer for one deployment. */
const css = String.raw;

export const headline = css`
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
  .verdict {
    margin-top: 8px;
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
