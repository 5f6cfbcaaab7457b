/**
 * The words in which the workload's keys are defined (definition.ts). One definition gives the TypeScript type
 * (fields.ts), validates, reads, documents, completes and becomes JSON Schema.
 */
import { dimension, PLAIN, SECONDS_PER_HOUR, SECONDS_PER_MONTH, type Dimension, type Origin } from '../../quantity/index.ts';

/** What a quantity measures. `accepts`: dimensions that may stand here, and the factor from base units to the field's. */
export interface Measure {
  readonly name: string;
  readonly accepts: readonly { readonly dimension: Dimension; readonly scale: number }[];
  /** A bare number may stand here and means this unit; otherwise a unit is needed. */
  readonly bare?: string;
  /** Units offered, the usual one first. */
  readonly units: readonly string[];
  /**
   * Smallest positive and largest amount that has a meaning, in the unit of the field: beyond it nothing was ever built,
   * sold or asked for. It keeps every product of a document's amounts far from what a number can hold.
   */
  readonly within: readonly [least: number, most: number];
}

const MONEY = dimension({ money: 1 });
const PER_TIME = dimension({ time: -1 });

/** @param within in the unit of the field */
function measure(name: string, of: Dimension, units: readonly string[], within: Measure['within'], scale = 1): Measure {
  return { name, accepts: [{ dimension: of, scale }], units, within };
}

const perYear = { dimension: PER_TIME, scale: 8760 * SECONDS_PER_HOUR };

export const MEASURES = {
  /** How many of something. */
  count: { name: 'a count', accepts: [{ dimension: PLAIN, scale: 1 }], bare: '', units: [], within: [1e-3, 1e6] },
  /** A ratio of two equal things, such as PUE. */
  factor: { name: 'a factor', accepts: [{ dimension: PLAIN, scale: 1 }], bare: '', units: [], within: [1e-6, 1e9] },
  share: { name: 'a share', accepts: [{ dimension: PLAIN, scale: 1 }], bare: '', units: ['%'], within: [1e-9, 1e3] },
  /** Per year, said or not: `9%` and `9%/year` are the same. */
  yearlyShare: {
    name: 'a share per year',
    accepts: [{ dimension: PLAIN, scale: 1 }, perYear],
    bare: 'per year',
    units: ['%', '%/year'],
    within: [1e-9, 1e3],
  },
  tokens: { name: 'a number of tokens', accepts: [{ dimension: PLAIN, scale: 1 }], bare: 'tokens', units: [], within: [1e-3, 1e9] },
  pixels: { name: 'a number of pixels', accepts: [{ dimension: PLAIN, scale: 1 }], bare: 'pixels', units: [], within: [1, 1e5] },
  rate: {
    name: 'a rate of requests',
    accepts: [{ dimension: PER_TIME, scale: 1 }],
    bare: 'requests per second',
    units: ['/ s', '/ min', '/ hour', '/ day', '/ month'],
    within: [1e-9, 1e9], // from one request in thirty years
  },
  latency: measure('a time', dimension({ time: 1 }), ['ms', 's'], [1e-9, 1e7]),
  duration: measure('a time', dimension({ time: 1 }), ['years', 'months', 'days'], [3600, 1e11]),
  bandwidth: measure('a bandwidth', dimension({ data: 1, time: -1 }), ['Gbit/s', 'GB/s', 'Mbit/s', 'TB/s'], [1e5, 1e15]),
  money: measure('money', MONEY, ['USD'], [1e-9, 1e12]),
  /** USD per hour; an amount of money alone is per hour too. */
  moneyPerHour: {
    name: 'money per hour',
    accepts: [
      { dimension: dimension({ money: 1, time: -1 }), scale: SECONDS_PER_HOUR },
      { dimension: MONEY, scale: 1 },
    ],
    units: ['USD/hour', 'USD'],
    within: [1e-9, 1e7],
  },
  /** USD in a month → USD per second. */
  moneyPerMonth: measure('money', MONEY, ['USD'], [1e-12, 1e9], 1 / SECONDS_PER_MONTH),
  /** USD for a million tokens → USD per token. */
  moneyPerMillionTokens: measure('money', MONEY, ['USD'], [1e-15, 1], 1e-6),
  energyPerMillionTokens: measure('energy', dimension({ energy: 1 }), ['kWh', 'MJ', 'Wh'], [1e-9, 1e9], 1e-6),
  /** USD per second. */
  moneyPerTime: measure('money per time', dimension({ money: 1, time: -1 }), ['USD/month', 'USD/year'], [1e-12, 1e3]),
  /** USD per byte; USD per byte and second. */
  moneyPerData: measure('money per data', dimension({ money: 1, data: -1 }), ['USD/GB', 'USD/TB'], [1e-18, 1e-6]),
  moneyPerDataTime: measure('money per data and time', dimension({ money: 1, data: -1, time: -1 }), ['USD/GB/month'], [1e-24, 1e-12]),
  /** Bytes. */
  data: measure('an amount of data', dimension({ data: 1 }), ['B', 'kB'], [1e-3, 1e6]),
  electricityPrice: measure('money per energy', dimension({ money: 1, energy: -1 }), ['USD/kWh', 'USD/MWh'], [1e-15, 1e-3]),
  carbonIntensity: measure('mass per energy', dimension({ mass: 1, energy: -1 }), ['g/kWh', 'kg/MWh'], [1e-12, 1]),
  waterIntensity: measure('volume per energy', dimension({ length: 3, energy: -1 }), ['l/kWh', 'm3/MWh'], [1e-12, 1]),
  /** USD per watt and second. */
  moneyPerPowerTime: measure('money per power and time', dimension({ money: 1, energy: -1 }), [
    'USD/kW/month',
    'USD/kW/year',
  ], [1e-15, 1]),
  moneyPerPower: measure('money per power', dimension({ money: 1, energy: -1, time: 1 }), [
    'USD/W',
    'USD/kW',
    'USD/MW',
  ], [1e-9, 1e6]),
} as const satisfies Readonly<Record<string, Measure>>;

export type MeasureName = keyof typeof MEASURES;

/** Bounds of a quantity: those of its key, and where the key says nothing those of what it measures. */
export function boundsOf({ measure: name, minimum, maximum, above, integer }: QuantityBounds): {
  readonly minimum?: number;
  readonly maximum: number;
  readonly above?: number;
  readonly integer?: true;
} {
  const [least, most] = MEASURES[name].within;
  return {
    ...(minimum !== undefined ? { minimum } : above === 0 ? { minimum: least } : {}),
    maximum: maximum ?? most,
    ...(above === undefined ? {} : { above }),
    ...(integer === undefined ? {} : { integer }),
  };
}

type QuantityBounds = Omit<Extract<PlainType, { kind: 'quantity' }>, 'kind'>;

/** Names that the catalog resolves; the text layer only checks that a name stands here. */
export type CatalogTable = 'accelerator' | 'cloud' | 'region' | 'instance' | 'provider' | 'api-model' | 'currency';

export type ValueType = Shaped & PlainType;

/**
 * Makes what the estimate works with of the value as read: `{mean, p50}` of lengths, one kind of scaling. Applied to a
 * mapping or an `either` as a whole, not to the options of an `either`; undefined where the value says too little.
 */
export interface Shaped {
  readonly shape?: (value: never, origin: Origin) => unknown;
}

/** @param value what a value of the type is read into before it is shaped; the definition guarantees that it fits */
export function inShape(type: Shaped, value: unknown, origin: Origin): unknown {
  return type.shape ? type.shape(value as never, origin) : value;
}

type PlainType =
  | { readonly kind: 'text' }
  | { readonly kind: 'name'; readonly table: CatalogTable }
  | { readonly kind: 'deployment-name' }
  | { readonly kind: 'path' }
  | { readonly kind: 'choice'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'boolean' }
  | {
      readonly kind: 'quantity';
      readonly measure: MeasureName;
      /** In the unit of the field. */
      readonly minimum?: number;
      readonly maximum?: number;
      /** Must be greater than, not equal. */
      readonly above?: number;
      readonly integer?: true;
    }
  /** `least` to `most` numbers. */
  | { readonly kind: 'list'; readonly of: ValueType; readonly least: number; readonly most: number }
  | MappingType
  /** A mapping of which the text layer only knows that its keys are names: a Hugging Face config. */
  | { readonly kind: 'free' }
  /** The value of a `let` name: a quantity of any dimension. */
  | { readonly kind: 'definition' }
  /** The first that fits the node's shape: scalar, list or mapping (told apart by their keys). */
  | { readonly kind: 'either'; readonly options: readonly ValueType[] };

/** Nothing after the colon means the empty mapping. */
export interface MappingType extends Shaped {
  readonly kind: 'mapping';
  readonly keys: Keys;
  /** Any other key is a name of the user's: a deployment, a `let` name. */
  readonly names?: Key;
}

export type Keys = Readonly<Record<string, Key>>;

/** One key of the document: everything anybody says about it. */
export interface Key {
  /** One or two sentences: what it means. */
  readonly doc: string;
  readonly type: ValueType;
  readonly required?: true;
  /** As a user would write it, or a phrase in parentheses. */
  readonly default?: string;
  readonly example?: string;
  /** The default changes nothing: the field is absent where the key is, and no derivation names it. */
  readonly neutral?: true;
  /** The field it is read into, where that is not the key in camelCase. */
  readonly field?: string;
}
