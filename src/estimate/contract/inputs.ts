/** The inputs that a sensitivity moves one by one: codes for programs, English names (which surfaces translate) and units. */
import { message } from '../../quantity/index.ts';

interface Input {
  readonly label: string;
  readonly unit: string;
}

export const INPUTS = {
  'traffic.requests': { label: message('requests'), unit: '1/s' },
  'traffic.peak_to_average': { label: message('peak to average'), unit: '' },
  'traffic.input_tokens': { label: message('input tokens'), unit: 'token' },
  'traffic.output_tokens': { label: message('output tokens'), unit: 'token' },
  'traffic.cached_input': { label: message('cached share of input'), unit: '' },
  'serving.headroom': { label: message('headroom'), unit: '' },
  'rent.price': { label: message('price per instance-hour'), unit: 'USD' },
  'own.serverPrice': { label: message('system price'), unit: 'USD' },
  'own.network': { label: message('network per accelerator'), unit: 'USD' },
  'own.life': { label: message('life'), unit: 'year' },
  'own.costOfCapital': { label: message('cost of capital'), unit: '1/year' },
  'own.residualValue': { label: message('residual value'), unit: '' },
  'own.colocation': { label: message('colocation'), unit: 'USD/kW/month' },
  'own.building': { label: message('building'), unit: 'USD/kW' },
  'own.electricity': { label: message('electricity'), unit: 'USD/kWh' },
  'own.maintenance': { label: message('maintenance'), unit: '1/year' },
  'own.staff': { label: message('staff'), unit: 'USD/kW/month' },
  'api.input': { label: message('price per million input tokens'), unit: 'USD' },
  'api.output': { label: message('price per million output tokens'), unit: 'USD' },
  'api.cachedInput': { label: message('price per million cached input tokens'), unit: 'USD' },
} as const satisfies Readonly<Record<string, Input>>;

export type InputCode = keyof typeof INPUTS;
