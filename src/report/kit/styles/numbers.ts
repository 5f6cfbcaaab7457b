/** Numbers that can be opened, and differences between them. */
const css = String.raw;

export const numbers = css`
  .number {
    white-space: nowrap;
  }
  .number-unknown {
    color: var(--muted);
    font-weight: 400;
    font-style: italic;
  }
  td .number-stale {
    text-decoration: underline dashed var(--muted);
    text-decoration-thickness: 1px;
    text-underline-offset: 3px;
  }
  /* Of another text than the present one. */
  .unread .number,
  .unread .verdict span,
  .unread .delta {
    color: var(--muted);
  }
  .unread .interval-range,
  .unread .interval-point {
    fill: var(--muted);
  }
  .number-button {
    border-bottom: 1px dotted transparent;
  }
  .number-button:hover,
  .number-button[aria-expanded='true'] {
    border-bottom-color: currentColor;
  }
  .plus-minus {
    margin-left: 5px;
    white-space: nowrap;
  }
  .delta {
    font-size: 12px;
    white-space: nowrap;
  }
  .delta-better {
    color: var(--good);
  }
  .delta-worse {
    color: var(--bad);
  }
  .delta-same {
    color: var(--muted);
  }
`;
