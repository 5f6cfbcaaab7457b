/**
 * A workload as the user meant it: every value in SI base units, with its origin in the text or its default.
 *
 * The fields are those of the keys in schema/: a key added there is a field here. Units are those of `MEASURES`.
 */
import type { Origin, Range } from '../../quantity/index.ts';
import type { ANY_DEPLOYMENT, DOCUMENT_KEYS, LINK } from './definition.ts';
import type { Fields, ValueOf } from './fields.ts';
import type { API, OWN, RENT, SITE } from './payment.ts';
import type { SERVING } from './serving.ts';
import type { SLO, TRAFFIC } from './traffic.ts';
import type { Given } from './values.ts';

export type { ModelReference, Scaling, Statistic, Target, TokenLengths } from './shapes.ts';
export type { Amount, Given } from './values.ts';

export type Traffic = Fields<typeof TRAFFIC>;
export type Profile = NonNullable<Traffic['profile']>['value'];

/** Serving keys, after inheritance document → deployment → pool. Undefined: the tool chooses. */
export type Serving = Fields<typeof SERVING>;
export type Engine = Serving['engine']['value'];
export type Speculative = NonNullable<Serving['speculative']>;

export type Rent = ValueOf<typeof RENT.type>;
export type Purchase = Rent['purchase']['value'];
/** Undefined fields take `pricing/ownership`. */
export type Own = ValueOf<typeof OWN.type>;
export type Api = ValueOf<typeof API.type>;
export type Payment = Rent | Own;

/** Undefined fields come from the region's rows or the ownership defaults. */
export type Site = ValueOf<typeof SITE.type>;

/** One group of equal machines. */
export interface Pool {
  readonly origin: Origin;
  readonly accelerator: Given<string>;
  readonly payment: Payment;
  readonly serving: Serving;
}

interface Named extends Fields<typeof ANY_DEPLOYMENT> {
  readonly name: string;
  readonly origin: Origin;
}

export type Deployment =
  | (Named & { readonly kind: 'serve'; readonly pool: Pool })
  | (Named &
      Fields<typeof LINK> & {
        readonly kind: 'disaggregated';
        readonly prefill: Pool;
        readonly decode: Pool;
        readonly feedForward?: Pool;
      })
  | (Named & { readonly kind: 'api'; readonly api: Api });

type DocumentFields = Fields<typeof DOCUMENT_KEYS>;

export interface Workload extends Omit<DocumentFields, 'apiVersion' | 'name' | 'description'> {
  readonly name: string;
  readonly description?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly slo: Fields<typeof SLO>;
  readonly budget: NonNullable<DocumentFields['budget']>;
  /** Defaults for deployments the tool proposes. */
  readonly serving: Serving;
  /** Empty: the tool proposes five of the catalog, unless `deploymentsUnread`. */
  readonly deployments: readonly Deployment[];
  /** The text means to name deployments, but an error keeps them from being read: no proposal stands in for them. */
  readonly deploymentsUnread?: true;
  /** Names of deployments whose text has an error, so that surfaces can say `invalid`. */
  readonly invalidDeployments: readonly { readonly name: string; readonly range: Range }[];
}
