/** Puts the parts of economics together for a case, the way the engine does. */
import {
  apiCostFigures,
  apiLines,
  apiRates,
  busyWatts,
  convertCost,
  costFigures,
  day,
  energyFigures,
  fleetFigures,
  fullLoadPerRequest,
  hardwarePerAccelerator,
  instanceHour,
  isCommitment,
  linearPower,
  gridPower,
  ownAcceleratorHour,
  ownLines,
  rentLines,
  spareAccelerators,
  tokensOf,
  type CostFigures,
  type EnergyFigures,
  type FleetFigures,
  type FleetRule,
  type Ownership,
  type Packing,
  type PoolPower,
  type RentPlan,
  type Scaling,
  type Tokens,
} from '../../src/economics/index.ts';
import { leaf, product, sharing, sum, type Figure } from '../../src/quantity/index.ts';
import type { Given, GivenPool } from './case.ts';

const origin = { kind: 'default', reason: 'oracle case' } as const;
type Number = number | { readonly value: number; readonly low: number; readonly high: number };
const figure = (label: string, value: Number, unit: string): Figure =>
  leaf(label, typeof value === 'number' ? { value } : value, unit, origin);

export interface Composed {
  readonly cost: CostFigures;
  readonly energy?: EnergyFigures;
  readonly fleet: Readonly<Record<string, FleetFigures>>;
  readonly instanceHour?: Figure;
  readonly acceleratorHour?: Figure;
}

export function compose(given: Given): Composed {
  const { traffic } = given;
  const rate = figure(
    'requests',
    traffic.low === undefined || traffic.high === undefined
      ? traffic.requests
      : { value: traffic.requests, low: traffic.low, high: traffic.high },
    '1/s',
  );
  const requests = sharing(rate);
  const tokens = tokensOf(
    figure('input', traffic.input, 'token'),
    figure('cached', traffic.cached ?? 0, '1'),
    figure('output', traffic.output, 'token'),
  );
  const converted = (cost: CostFigures): CostFigures =>
    given.currency ? convertCost(cost, given.currency.code, figure('rate', given.currency.usd, 'USD')) : cost;
  if (given.api) return { cost: converted(apiCost(given.api, tokens, requests)), fleet: {} };
  const hours = day({ peakToAverage: traffic.peak ?? 1, ...(traffic.profile ? { profile: traffic.profile } : {}) });
  const pools = (given.pools ?? []).map((pool) =>
    composePool(pool, { hourly: hours.hourly, peak: hours.peak }, requests),
  );
  const [first] = pools;
  if (!first) throw new Error('a case has pools or an api');
  const served = pools.map((pool) => pool.fleet.served).reduce((a, b) => ((b.value ?? 0) < (a.value ?? 0) ? b : a));
  const phases = (given.pools ?? []).find((pool) => pool.stage !== 'decode')?.phases ?? { prefill: 1, decode: 1 };
  const cost = costFigures({
    pools: pools.map(({ stage, lines }) => ({ stage, lines })),
    phases: { cachedAttention: 0, ...phases },
    tokens,
    served,
    fullLoad: sum(
      'full load',
      'USD',
      pools.map((pool) => pool.fullLoad),
    ),
  });
  const powers = pools.flatMap((pool) => (pool.power ? [pool.power] : []));
  return {
    cost: converted(cost),
    ...(powers.length > 0 ? { energy: energyFigures({ pools: powers, tokens, served }) } : {}),
    fleet: Object.fromEntries(pools.map((pool) => [pool.stage, pool.fleet])),
    instanceHour: first.machineHour,
    ...(first.acceleratorHour ? { acceleratorHour: first.acceleratorHour } : {}),
  };
}

function apiCost(api: NonNullable<Given['api']>, tokens: Tokens, served: Figure): CostFigures {
  const price = (key: 'input' | 'cachedInput' | 'output' | 'batchInput' | 'batchOutput') =>
    api[key] === undefined ? {} : { [key]: figure(key, api[key], 'USD') };
  const prices = {
    ...price('input'),
    ...price('cachedInput'),
    ...price('output'),
    ...price('batchInput'),
    ...price('batchOutput'),
  };
  const rates = apiRates(prices, api.batch ?? false);
  return apiCostFigures(apiLines(rates, tokens, served), rates, tokens, served);
}

function scalingOf(scaling: GivenPool['scaling']): Scaling {
  if (scaling === undefined || scaling === 'peak') return { kind: 'peak' };
  return 'replicas' in scaling ? { kind: 'fixed', replicas: scaling.replicas } : { kind: 'autoscale', ...scaling };
}

function composePool(given: GivenPool, day: Pick<FleetRule, 'hourly' | 'peak'>, requests: Figure) {
  const rule: FleetRule = {
    ...day,
    scaling: scalingOf(given.scaling),
    headroom: given.headroom ?? 0,
    redundancy: given.redundancy ?? 0,
  };
  const packing: Packing = {
    acceleratorsPerReplica: given.accelerators,
    acceleratorsPerMachine: given.machine,
    ...(given.share ? { share: true } : {}),
  };
  const capacity = figure('capacity', given.capacity, '1/s');
  const always = given.own !== undefined || isCommitment(given.rent?.plan ?? 'on-demand');
  const stage = given.stage === 'serve' ? undefined : given.stage;
  const fleet = fleetFigures({ label: stage ?? '', rule, packing, requests, capacity, always });
  const power = given.power ? poolPower(given.power, given, fleet, rule, packing, requests, capacity) : undefined;
  if (given.rent) {
    const plan = rentPlan(given.rent);
    const machineHour = instanceHour(plan);
    const fullLoad = fullLoadPerRequest(machineHour, packing, capacity);
    return {
      stage: given.stage,
      lines: rentLines(plan, fleet.billed, stage),
      fullLoad,
      fleet,
      power,
      machineHour,
      acceleratorHour: undefined,
    };
  }
  const own = ownership(given);
  const accelerators = product('accelerators', '1', [[fleet.billed, 1]], 'machines × accelerators', given.machine);
  const grid = power ? product('kW', 'kW', [[gridPower(power), 1]], 'W ÷ 1,000', 1e-3) : figure('kW', 0, 'kW');
  const full = given.power ? ((given.power.full + given.power.server) * given.power.pue) / 1000 : 0;
  const acceleratorHour = ownAcceleratorHour(own, figure('kW at full load', full, 'kW'));
  const machineHour = product('machine-hour', 'USD', [[acceleratorHour, 1]], 'accelerators × hour', given.machine);
  const fullLoad = fullLoadPerRequest(machineHour, packing, capacity);
  return {
    stage: given.stage,
    lines: ownLines(own, accelerators, grid, stage),
    fullLoad,
    fleet,
    power,
    machineHour,
    acceleratorHour,
  };
}

function rentPlan(rent: NonNullable<GivenPool['rent']>): RentPlan {
  const of = (plan: string, value: Number | undefined) =>
    value === undefined ? {} : { [plan]: figure(`${plan} price`, value, 'USD') };
  return {
    purchase: rent.plan,
    prices: {
      ...of('on-demand', rent.onDemand),
      ...of('spot', rent.spot),
      ...of('1-year', rent.oneYear),
      ...of('3-year', rent.threeYear),
    },
    interruptionReserve: figure('reserve', rent.reserve ?? 0.1, '1'),
    ...(rent.price === undefined ? {} : { price: figure('your price', rent.price, 'USD') }),
    ...(rent.discount === undefined ? {} : { discount: figure('discount', rent.discount, '1') }),
  };
}

function ownership(given: GivenPool): Ownership {
  const own = given.own;
  if (!own) throw new Error('a pool has rent or own');
  const hardware =
    own.hardware === undefined
      ? hardwarePerAccelerator({
          ...(own.system === undefined
            ? {}
            : { system: { price: figure('system', own.system, 'USD'), accelerators: given.machine } }),
          ...(own.acceleratorPrice === undefined
            ? {}
            : {
                accelerator: {
                  price: figure('accelerator', own.acceleratorPrice, 'USD'),
                  serverShare: figure('share', own.serverShare ?? 0, '1'),
                },
              }),
        })
      : figure('hardware', own.hardware, 'USD');
  if (!hardware) throw new Error('a price of hardware is missing');
  return {
    hardware,
    network: figure('network', own.network ?? 0, 'USD'),
    storage: figure('storage', own.storage ?? 0, 'USD'),
    spares: figure('spares', own.spares ?? 0, '1'),
    life: figure('life', own.life, 'year'),
    residualValue: figure('residual', own.residual ?? 0, '1'),
    costOfCapital: figure('rate', own.rate, '1/year'),
    maintenance: figure('maintenance', own.maintenance ?? 0, '1/year'),
    staff: figure('staff', own.staff ?? 0, 'USD'),
    provisioned: figure('provisioned', own.provisioned, 'kW'),
    housing:
      own.building === undefined
        ? { kind: 'colocation', price: figure('colocation', own.colocation ?? 0, 'USD') }
        : {
            kind: 'building',
            price: figure('building', own.building, 'USD'),
            life: figure('building life', own.buildingLife ?? 15, 'year'),
          },
    electricity: figure('electricity', own.electricity, 'USD'),
  };
}

function poolPower(
  power: NonNullable<GivenPool['power']>,
  given: GivenPool,
  fleet: FleetFigures,
  rule: FleetRule,
  packing: Packing,
  requests: Figure,
  capacity: Figure,
): PoolPower {
  const [rate, each] = [requests.value ?? 0, capacity.value ?? 0];
  const curve = linearPower(power, { load: 1, watts: power.full });
  const spare = spareAccelerators(rule, packing, rate, each);
  const running = (fleet.running.value ?? 0) * given.machine;
  return {
    accelerators: figure('accelerators', busyWatts(rule, packing, rate, each, curve), 'W'),
    spare: figure('spare', spare * power.idle, 'W'),
    servers: figure('servers', running * power.server, 'W'),
    pue: figure('PUE', power.pue, '1'),
    carbonIntensity: figure('carbon', power.carbon, 'g'),
    water: figure('water', power.water, 'l'),
    embodied: figure('embodied', running * (power.embodied ?? 0), 'g'),
  };
}
