/**
 * Kit: the small pieces that charts and parts of the panel and the report are made of, and the words on them.
 *
 * Start at surface.ts: it says how one component serves both a live panel and paper. Preact, no DOM globals, no editor.
 */
export { Delta } from './Delta.tsx';
export { escapeHtml } from './escapeHtml.ts';
export { DerivationNode, Explanation } from './Explanation.tsx';
export { IntervalBar } from './IntervalBar.tsx';
export { costLineName, inputName } from './labels.ts';
export { tpotName, ttftName } from './latencyNames.ts';
export { layoutLine, machineCount, machineLine, machineShort, payment, stageName } from './machines.ts';
export { NumberButton } from './NumberButton.tsx';
export { Section } from './Section.tsx';
export { COMPONENT_CSS } from './styles.ts';
export { type Explained, type NumberKey, sameNumber, type Surface, SurfaceContext, useSurface } from './surface.ts';
export {
  amount,
  bytes,
  change,
  cloudName,
  count,
  interval,
  money,
  type NumberStyle,
  percent,
  plusMinus,
  short,
} from './words.ts';
