/** A panel snapshot around the hand-made estimate. */
import type { Lever, PanelSnapshot } from '../../webview/protocol.ts';
import { charts, estimate } from './estimate.ts';

export const LEVERS: readonly Lever[] = [
  {
    kind: 'amount',
    key: 'requests',
    label: 'Requests',
    isDefault: false,
    value: 17.36,
    min: 1.736,
    max: 173.6,
    scale: 'log',
    factor: 1,
    unit: '/s',
  },
  {
    kind: 'amount',
    key: 'outputTokens',
    label: 'Output tokens',
    isDefault: false,
    value: 350,
    min: 35,
    max: 3500,
    scale: 'log',
    factor: 1,
    unit: '',
  },
  {
    kind: 'amount',
    key: 'cachedInput',
    label: 'Cached input',
    isDefault: false,
    value: 0.4,
    min: 0,
    max: 0.95,
    scale: 'linear',
    factor: 100,
    unit: '%',
  },
  {
    kind: 'amount',
    key: 'tpot',
    label: 'TPOT target',
    isDefault: false,
    value: 0.04,
    min: 0.004,
    max: 0.4,
    scale: 'log',
    factor: 1000,
    unit: 'ms',
  },
  { kind: 'choice', key: 'weights', label: 'Weights', isDefault: false, value: 'fp8', options: ['bf16', 'fp8', 'fp4'] },
  {
    kind: 'choice',
    key: 'purchase',
    label: 'Purchase',
    isDefault: false,
    value: '1-year',
    options: ['on-demand', 'spot', '1-year', '3-year'],
  },
];

export function snapshot(over: Partial<PanelSnapshot> = {}): PanelSnapshot {
  return {
    kind: 'workload',
    document: 'file:///w/support-chat.workload.yaml',
    file: 'support-chat.workload.yaml',
    version: 7,
    documentIndex: 0,
    workloads: [{ index: 0, name: 'support-chat' }],
    locale: 'en-US',
    asOf: '2026-11-23',
    estimate: estimate(),
    selected: 'aws-h100',
    levers: LEVERS,
    charts: charts(),
    ...over,
  };
}
