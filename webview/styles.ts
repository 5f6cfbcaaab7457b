/** Look of the panel around the shared components. The host puts all into one style element with its nonce. */
import { CHART_CSS } from '../src/report/charts/index.ts';
import { COMPONENT_CSS } from '../src/report/kit/index.ts';
import { columns } from './styles/columns.ts';
import { levers } from './styles/levers.ts';
import { sections } from './styles/sections.ts';
import { states } from './styles/states.ts';
import { tabs } from './styles/tabs.ts';

export const PANEL_CSS = [COMPONENT_CSS, CHART_CSS, sections, tabs, levers, states, columns].join('\n');
