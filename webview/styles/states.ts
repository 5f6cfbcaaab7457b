/** States without an answer. */
const css = String.raw;

export const states = css`
  .state {
    max-width: 460px;
    padding: 28px var(--space);
  }
  .state h1 {
    margin-bottom: 8px;
    font-size: 18px;
    line-height: 1.25;
  }
  .state-actions {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 16px;
  }
  .bone {
    height: 14px;
    margin-top: 14px;
    border-radius: 3px;
    background: var(--hairline);
  }
  .bone-big {
    width: 55%;
    height: 34px;
  }
  .bone-short {
    width: 70%;
  }
  @media (prefers-reduced-motion: no-preference) {
    .loading p,
    .loading .bone {
      animation: appear 0s 0.3s both;
    }
    @keyframes appear {
      from {
        visibility: hidden;
      }
    }
  }
`;
