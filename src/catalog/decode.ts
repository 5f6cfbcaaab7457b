/** Cells → rows: the one place that knows which column feeds which field. */
import type { Confidence, Layer, RowOrigin } from '../quantity/index.ts';
import type { Cells } from './compiled.ts';
import { origin, present, yes } from './decodeCells.ts';
import type {
  AcceleratorRow,
  AliasRow,
  ApiPriceRow,
  Availability,
  CurrencyRow,
  InstanceRow,
  MachineKind,
  OwnershipRow,
  PriorRow,
  RegionRow,
  SiteFactKind,
  SiteFactRow,
} from './types.ts';

export { model } from './decodeModel.ts';

export function accelerator(cells: Cells, layer: Layer): AcceleratorRow {
  const id = cells.text('id') ?? '';
  const own = origin(cells, id, layer);
  const priced = cells.number('price_usd') ?? cells.number('system_price_usd');
  const priceOrigin: RowOrigin = {
    ...own,
    row: `${id} price`,
    source: cells.text('price_source') ?? own.source,
    asOf: cells.text('price_as_of') ?? own.asOf,
    confidence: (cells.text('price_confidence') ?? own.confidence) as Confidence,
  };
  return present({
    origin: own,
    id,
    vendor: cells.text('vendor') ?? '',
    name: cells.text('name') ?? id,
    released: cells.text('released') ?? '',
    availability: (cells.text('availability') ?? 'available') as Availability,
    status: cells.text('status') ?? '',
    class: cells.text('class') ?? 'any',
    machine: (cells.text('machine') ?? 'memory') as MachineKind,
    peakTflops: present({
      bf16: cells.number('bf16_tflops'),
      fp8: cells.number('fp8_tflops'),
      int8: cells.number('int8_tops'),
      fp4: cells.number('fp4_tflops'),
    }),
    memoryGb: cells.number('memory_gb'),
    memoryType: cells.text('memory_type'),
    memoryBandwidthTbS: cells.number('memory_bandwidth_tb_s'),
    onChipMb: cells.number('on_chip_mb'),
    onChipBandwidthTbS: cells.number('on_chip_bandwidth_tb_s'),
    scaleUpName: cells.text('scale_up_name'),
    scaleUpGbS: cells.number('scale_up_gb_s'),
    scaleUpDomain: cells.number('scale_up_domain'),
    domainSpansInstances: yes(cells.text('domain_spans_instances')),
    scaleOutGbitS: cells.number('scale_out_gbit_s'),
    tdpW: cells.number('tdp_w'),
    idleW: cells.number('idle_w'),
    serverW: cells.number('server_w'),
    priceUsd: cells.number('price_usd'),
    systemPriceUsd: cells.number('system_price_usd'),
    systemSize: cells.number('system_size'),
    priceOrigin: priced === undefined ? undefined : priceOrigin,
    notes: cells.text('notes'),
  });
}

export function instance(cells: Cells, layer: Layer): InstanceRow {
  const name = cells.text('instance') ?? '';
  const region = cells.text('region') ?? 'unstated';
  const count = cells.number('count') ?? 1;
  return present({
    origin: origin(cells, `${name} ${region}`, layer),
    cloud: cells.text('cloud') ?? '',
    instance: name,
    accelerator: cells.text('accelerator') ?? '',
    count,
    perAccelerator: yes(cells.text('per_accelerator')),
    nodeSize: cells.number('node_size') ?? Math.max(1, count),
    minimumCount: cells.number('minimum_count'),
    billing: cells.text('billing') as InstanceRow['billing'],
    region,
    onDemandUsdH: cells.number('on_demand_usd_h'),
    spotUsdH: cells.number('spot_usd_h'),
    spotAsOf: cells.text('spot_as_of'),
    reserved1yUsdH: cells.number('reserved_1y_usd_h'),
    reserved3yUsdH: cells.number('reserved_3y_usd_h'),
    reservedKind: cells.text('reserved_kind'),
    vcpus: cells.number('vcpus'),
    ramGb: cells.number('ram_gb'),
    notes: cells.text('notes'),
  });
}

export function region(cells: Cells, layer: Layer): RegionRow {
  const cloud = cells.text('cloud') ?? '';
  const name = cells.text('region') ?? '';
  return present({
    origin: origin(cells, `${cloud} ${name}`, layer),
    cloud,
    region: name,
    location: cells.text('location'),
    zone: cells.text('zone') ?? '',
  });
}

export function alias(cells: Cells, layer: Layer): AliasRow {
  const name = cells.text('alias') ?? '';
  return { origin: origin(cells, name, layer), alias: name, model: cells.text('model') ?? '' };
}

export function api(cells: Cells, layer: Layer): ApiPriceRow {
  const provider = cells.text('provider') ?? '';
  const modelId = cells.text('model_id') ?? '';
  return present({
    origin: origin(cells, `${provider} ${modelId}`, layer),
    provider,
    modelId,
    model: cells.text('model'),
    openWeight: yes(cells.text('open_weight')),
    contextTokens: cells.number('context_tokens'),
    maxOutputTokens: cells.number('max_output_tokens'),
    inputUsdMtok: cells.number('input_usd_mtok'),
    cachedInputUsdMtok: cells.number('cached_input_usd_mtok'),
    outputUsdMtok: cells.number('output_usd_mtok'),
    batchInputUsdMtok: cells.number('batch_input_usd_mtok'),
    batchOutputUsdMtok: cells.number('batch_output_usd_mtok'),
  });
}

export function siteFact(cells: Cells, layer: Layer): SiteFactRow {
  const kind = cells.text('kind') as SiteFactKind;
  const provider = cells.text('provider') ?? '';
  const place = cells.text('region') ?? '';
  return present({
    origin: origin(cells, `${kind} ${provider} ${place}`, layer),
    kind,
    provider,
    region: place,
    location: cells.text('location'),
    value: cells.number('value') ?? 0,
  });
}

export function ownership(cells: Cells, layer: Layer): OwnershipRow {
  const parameter = cells.text('parameter') ?? '';
  const segment = cells.text('segment');
  const id = cells.text('accelerator');
  return present({
    origin: origin(cells, [parameter, segment, id].filter(Boolean).join(' '), layer),
    parameter,
    segment,
    accelerator: id,
    value: cells.number('value') ?? 0,
    low: cells.number('low'),
    high: cells.number('high'),
    unit: cells.text('unit') ?? '',
    notes: cells.text('notes'),
  });
}

export function prior(cells: Cells, layer: Layer): PriorRow {
  const scope = cells.text('scope') ?? '';
  const quantity = cells.text('quantity') ?? '';
  const value = cells.number('value') ?? 0;
  return {
    origin: origin(cells, `${scope} ${quantity}`, layer),
    scope,
    quantity,
    value,
    low: cells.number('low') ?? value / 1.5,
    high: cells.number('high') ?? value * 1.5,
    method: cells.text('method') ?? '',
  };
}

export function currency(cells: Cells, layer: Layer): CurrencyRow {
  const code = (cells.text('currency') ?? '').toUpperCase();
  return { origin: origin(cells, code, layer), currency: code, usd: cells.number('usd') ?? 1 };
}
