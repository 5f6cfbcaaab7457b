import type { ModelRow } from '../schema/index.ts';
import type { LinearLayer } from './linearLayers.ts';

/** How many layers mix tokens in which way. */
export interface Mixers {
  readonly full: number;
  readonly sliding: number;
  readonly window?: number;
  readonly linearLayers: number;
  readonly linear?: LinearLayer;
  readonly sparse?: NonNullable<ModelRow['sparse']>;
  readonly compression?: NonNullable<ModelRow['compression']>;
}
