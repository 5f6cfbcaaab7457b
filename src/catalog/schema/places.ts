/** Places, owners, priors and money. */
import { EVIDENCE, needed, number, oneOf, text, type TableDefinition } from './column.ts';

const SITE_KINDS = [
  'electricity',
  'electricity-commercial',
  'carbon-intensity',
  'pue',
  'water',
  'grid-water',
  'carbon-free-share',
] as const;

export const energy = {
  kind: 'energy',
  title: 'Electricity, carbon, PUE and water of places',
  identity: ['kind', 'provider', 'region'],
  columns: [
    oneOf(
      'kind',
      SITE_KINDS,
      'USD/kWh, USD/kWh, gCO2e/kWh, ratio, l/kWh of IT energy, l/kWh of electricity, share.',
      needed,
    ),
    text('provider', 'Cloud, or who published it for a country or state.', needed),
    text('region', 'Region of the cloud, zone (US-VA, DE), or average.', needed),
    text('location', 'In words.'),
    number('value', 0, 5000, 'In the unit of the kind.', needed),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const ownership = {
  kind: 'ownership',
  title: 'Assumptions of owners, and market figures to compare with',
  identity: ['parameter', 'segment', 'accelerator'],
  columns: [
    text('parameter', 'What is assumed.', needed),
    text('segment', 'For whom.'),
    text('accelerator', 'Accelerator id, where it is of one.', { references: 'accelerators' }),
    number('value', 0, 1e12, 'In the unit.', needed),
    number('low', 0, 1e12, 'Low end of the 80 % range.'),
    number('high', 0, 1e12, 'High end.'),
    text('unit', 'Unit of value, low and high.', needed),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const priors = {
  kind: 'priors',
  title: 'How a missing specification is derived',
  identity: ['scope', 'quantity'],
  columns: [
    text('scope', 'Accelerator id, class, or any.', needed),
    text('quantity', 'Column of accelerators.csv, or a ratio named in method.', needed),
    number('value', 0, 1e9, 'In the unit of the quantity.', needed),
    number('low', 0, 1e9, 'At most value ÷ 1.5.', needed),
    number('high', 0, 1e9, 'At least value × 1.5.', needed),
    text('method', 'How the value was found.', needed),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const currencies = {
  kind: 'currencies',
  title: 'Dated exchange rates',
  identity: ['currency'],
  columns: [
    text('currency', 'ISO 4217 code.', needed),
    number('usd', 1e-6, 100, 'USD for one unit.', { ...needed, fallback: 1 }),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;
