/** The what-if: name, slider, field and unit in one row, in columns that line up. */
const css = String.raw;

export const levers = css`
  .levers {
    container-type: inline-size;
  }
  .lever {
    display: grid;
    grid-template-columns: minmax(84px, 34%) minmax(56px, 1fr) 66px 26px;
    align-items: center;
    gap: 2px 8px;
    min-height: 32px;
    font-size: 12px;
    line-height: 1.3;
  }
  .lever .was {
    display: block;
    color: var(--muted);
    font-size: 11px;
    font-weight: 400;
  }
  .lever.moved label,
  .lever.moved > span:first-child {
    font-weight: 600;
  }
  .lever-choice {
    grid-template-columns: minmax(84px, 36%) 1fr;
    min-height: 34px;
  }
  .lever vscode-text-field {
    --input-min-width: 0px;
    width: 100%;
    min-width: 0;
  }
  .lever .unit {
    margin-left: -4px;
    font-size: 11px;
    white-space: nowrap;
  }
  .lever input[type='range'] {
    width: 100%;
    min-width: 0;
    height: 18px;
    margin: 0;
    background: none;
    appearance: none;
    cursor: pointer;
  }
  /* --at, the share to the left of the thumb, is set with the value. */
  .lever input[type='range']::-webkit-slider-runnable-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(to right, var(--vscode-focusBorder) var(--at), var(--hairline) var(--at));
  }
  .lever input[type='range']::-webkit-slider-thumb {
    width: 14px;
    height: 14px;
    margin-top: -5px;
    border: 2px solid var(--field);
    border-radius: 50%;
    background: var(--vscode-focusBorder);
    appearance: none;
  }
  .lever input[type='range']::-moz-range-track {
    height: 4px;
    border-radius: 2px;
    background: linear-gradient(to right, var(--vscode-focusBorder) var(--at), var(--hairline) var(--at));
  }
  .lever input[type='range']::-moz-range-thumb {
    width: 10px;
    height: 10px;
    border: 2px solid var(--field);
    border-radius: 50%;
    background: var(--vscode-focusBorder);
  }
  .lever vscode-dropdown {
    --dropdown-list-max-height: 200px;
    min-width: 0;
    width: 100%;
  }
  .lever-wrong {
    grid-column: 1 / -1;
    font-size: 11px;
  }
  .lever vscode-text-field[aria-invalid='true'] {
    outline: 1px solid var(--vscode-inputValidation-errorBorder, var(--bad));
  }
  .play-line {
    position: sticky;
    top: 0;
    z-index: 1;
    margin: 0 0 6px;
    padding: 6px 0;
    border-bottom: 1px solid var(--hairline);
    background: var(--field);
    font-size: 12px;
  }
  .lever-actions {
    margin-top: 12px;
  }
  @container (max-width: 250px) {
    .lever {
      grid-template-columns: 1fr 54px 26px;
      padding-bottom: 6px;
    }
    .lever input[type='range'] {
      grid-column: 1 / -1;
      grid-row: 2;
    }
    .lever-choice {
      grid-template-columns: 1fr;
    }
  }
`;
