/** A hand-worked case: what is given, a sheet of arithmetic, and what the program must say. See cases/*.yaml. */
export interface Given {
  readonly traffic: {
    readonly requests: number;
    readonly input: number;
    readonly output: number;
    readonly cached?: number;
    readonly peak?: number;
    readonly profile?: 'flat' | readonly number[];
    readonly low?: number;
    readonly high?: number;
  };
  readonly pools?: readonly GivenPool[];
  readonly api?: {
    readonly input?: number;
    readonly cachedInput?: number;
    readonly output?: number;
    readonly batchInput?: number;
    readonly batchOutput?: number;
    readonly batch?: boolean;
  };
  /** USD for one unit. */
  readonly currency?: { readonly code: string; readonly usd: number };
}

export interface GivenPool {
  readonly stage: 'serve' | 'prefill' | 'decode';
  /** Requests/s of one replica. */
  readonly capacity: number | { readonly value: number; readonly low: number; readonly high: number };
  /** Accelerators per replica and per machine. */
  readonly accelerators: number;
  readonly machine: number;
  readonly share?: boolean;
  readonly scaling?: 'peak' | { readonly min: number; readonly max?: number } | { readonly replicas: number };
  readonly headroom?: number;
  readonly redundancy?: number;
  /** Busy seconds per request. */
  readonly phases?: { readonly prefill: number; readonly decode: number; readonly cachedAttention?: number };
  /** Prices per instance-hour; `plan` chooses one. */
  readonly rent?: {
    readonly plan: 'on-demand' | 'spot' | '1-year' | '3-year';
    readonly onDemand?: number | { readonly value: number; readonly low: number; readonly high: number };
    readonly spot?: number;
    readonly oneYear?: number;
    readonly threeYear?: number;
    readonly price?: number;
    readonly discount?: number;
    readonly reserve?: number;
  };
  /** Per accelerator; capital in USD, life in years, staff and colocation in USD per kW-month. */
  readonly own?: {
    readonly hardware?: number;
    readonly system?: number;
    readonly acceleratorPrice?: number;
    readonly serverShare?: number;
    readonly network?: number;
    readonly storage?: number;
    readonly spares?: number;
    readonly life: number;
    readonly residual?: number;
    readonly rate: number;
    readonly maintenance?: number;
    readonly staff?: number;
    readonly provisioned: number;
    readonly colocation?: number;
    readonly building?: number;
    readonly buildingLife?: number;
    readonly electricity: number;
  };
  readonly power?: {
    readonly idle: number;
    readonly limit: number;
    /** Watts of one accelerator at full load. */
    readonly full: number;
    readonly server: number;
    readonly pue: number;
    readonly carbon: number;
    readonly water: number;
    /** g CO2e per accelerator and hour. */
    readonly embodied?: number;
  };
}

export interface Case {
  readonly name: string;
  readonly covers: readonly string[];
  /** Where published figures come from. */
  readonly source?: string;
  readonly given: Given;
  readonly sheet?: Readonly<Record<string, string | number>>;
  /** Path of a figure → arithmetic over the sheet, `unknown`, or a lower bound `>= arithmetic`. `path.low` and `path.high` are its bounds. */
  readonly expect: Readonly<Record<string, string | number>>;
}
