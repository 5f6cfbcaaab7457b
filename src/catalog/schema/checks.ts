/** Tables about tables: what second sources say of a price, and findings of the checks that were looked at and kept. */
import { EVIDENCE, needed, oneOf, perMillion, text, type TableDefinition } from './column.ts';

/** What the checks of the price tables can find (catalog/checks); closed. */
export const CHECK_CODES = [
  'placeholder-price',
  'apart-from-others',
  'apart-from-second-source',
  'currency-slip',
  'form-factor',
  'wrong-unit',
  'listing-only-regions',
  'spot-above-on-demand',
  'commitment-above-on-demand',
  'duplicate-offer',
  'old-price',
] as const;

export type CheckCode = (typeof CHECK_CODES)[number];

export const exceptions = {
  kind: 'exceptions',
  title: 'Findings of the table checks that were looked at and kept, with the reason',
  identity: ['code', 'row'],
  columns: [
    oneOf('code', CHECK_CODES, 'What the check finds.', needed),
    text('row', 'The rows as the finding names them; `*` stands for any text.', needed),
    text('reason', 'Why the rows are kept all the same.', needed),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;

export const references = {
  kind: 'references',
  title: 'What a second source says a hosted model costs; compared with the rows of apis, never billed',
  identity: ['provider', 'model_id'],
  columns: [
    text('provider', 'Provider, as in apis.', needed),
    text('model_id', 'Name at the provider, as in apis.', needed),
    perMillion('input_usd_mtok', 'Input.', needed),
    perMillion('output_usd_mtok', 'Output.', needed),
    ...EVIDENCE,
  ],
} as const satisfies TableDefinition;
