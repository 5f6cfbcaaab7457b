/**
 * Look of components; that of charts is in charts/styles.ts. Colours are theme variables only: VS Code sets them in the
 * panel, paper.ts on paper. Space and alignment before lines; numbers in tabular figures; nothing moves unless its value does.
 */
import { base } from './styles/base.ts';
import { comparison } from './styles/comparison.ts';
import { explanation } from './styles/explanation.ts';
import { headline } from './styles/headline.ts';
import { lists } from './styles/lists.ts';
import { numbers } from './styles/numbers.ts';

export const COMPONENT_CSS = [base, numbers, headline, comparison, explanation, lists].join('\n');
