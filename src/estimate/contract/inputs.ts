/** The inputs that a sensitivity moves one by one: codes for programs, English names and units for tables. */
interface Input {
  readonly label: string;
  readonly unit: string;
}

export const INPUTS = {
  'traffic.requests': { label: 'requests', unit: '1/s' },
  'traffic.peak_to_average': { label: 'peak to average', unit: '' },
  'traffic.input_tokens': { label: 'input tokens', unit: 'token' },
  'traffic.output_tokens': { label: 'output tokens', unit: 'token' },
  'traffic.cached_input': { label: 'cached share of input', unit: '' },
  'serving.headroom': { label: 'headroom', unit: '' },
  'rent.price': { label: 'price per instance-hour', unit: 'USD' },
  'own.serverPrice': { label: 'system price', unit: 'USD' },
  'own.network': { label: 'network per accelerator', unit: 'USD' },
  'own.life': { label: 'life', unit: 'year' },
  'own.costOfCapital': { label: 'cost of capital', unit: '1/year' },
  'own.residualValue': { label: 'residual value', unit: '' },
  'own.colocation': { label: 'colocation', unit: 'USD/kW/month' },
  'own.building': { label: 'building', unit: 'USD/kW' },
  'own.electricity': { label: 'electricity', unit: 'USD/kWh' },
  'own.maintenance': { label: 'maintenance', unit: '1/year' },
  'own.staff': { label: 'staff', unit: 'USD/kW/month' },
  'api.input': { label: 'price per million input tokens', unit: 'USD' },
  'api.output': { label: 'price per million output tokens', unit: 'USD' },
  'api.cachedInput': { label: 'price per million cached input tokens', unit: 'USD' },
} as const satisfies Readonly<Record<string, Input>>;

export type InputCode = keyof typeof INPUTS;
