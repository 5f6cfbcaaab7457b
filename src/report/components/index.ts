/**
 * Components: what the side panel and the HTML report are built of. Preact, no DOM globals, no editor.
 *
 * Start at Headline.tsx (the answer for one deployment) and Comparison.tsx (all of them); surface.ts says how one
 * component serves both a live panel and paper. Charts stand in report/charts/.
 */
export * from './surface.ts';
export * from './words.ts';
export * from './machines.ts';
export * from './order.ts';
export { Comparison, type ComparisonProps } from './Comparison.tsx';
export { DerivationNode, Explanation } from './Explanation.tsx';
export { Delta, type DeltaProps } from './Delta.tsx';
export { Headline, type HeadlineProps } from './Headline.tsx';
export { verdict, type Verdict } from './verdict.ts';
export { IntervalBar, type IntervalBarProps } from './IntervalBar.tsx';
export { NumberButton, type NumberButtonProps } from './NumberButton.tsx';
export { BETTER_ORDERS, type BetterOption, type BetterOptions, type BetterOrder } from './betterOption.ts';
export { Options, type OptionsProps } from './Options.tsx';
export { Problems } from './Problems.tsx';
export { Section, type SectionProps } from './Section.tsx';
export { WorkloadHeader } from './WorkloadHeader.tsx';
export { COMPONENT_CSS } from './styles.ts';
