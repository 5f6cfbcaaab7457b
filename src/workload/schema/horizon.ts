/** The years that a deployment is owned, rented or called for: the keys of `horizon`. */
import { choice, either, keys, notNegative, positive, quantity, share } from './words.ts';

/** Longest plan: beyond it no growth or price holds. */
export const MOST_YEARS = 30;

/** A price may fall by at most nine tenths in a year, and rise to eleven times. */
const yearlyChange = quantity('yearlyShare', { minimum: -0.9, maximum: 10 });

export const HORIZON = keys({
  years: {
    doc: 'Length of the plan in years.',
    type: quantity('factor', { above: 0, maximum: MOST_YEARS }),
    default: '3',
    example: '3',
  },
  growth: {
    doc: 'Growth of traffic per year, compounded by month; or a list of multiples of `traffic.requests`, month by month (the last one stays).',
    type: either(yearlyChange, { kind: 'list', of: quantity('factor', notNegative), least: 1, most: 12 * MOST_YEARS }),
    default: '0%',
    neutral: true,
    example: '60%/year',
  },
  ramp: {
    doc: 'Time in which traffic rises from nothing, in a straight line.',
    type: quantity('duration', positive),
    default: '(none)',
    example: '3 months',
  },
  discount_rate: {
    doc: 'Rate per year at which later payments count less.',
    type: quantity('yearlyShare', { minimum: 0, maximum: 2 }),
    default: "(the deployment's cost of capital, else the ownership table's)",
    example: '9%',
  },
  rent_change: {
    doc: 'Change of rents per year; a commitment keeps its price until its term ends.',
    type: yearlyChange,
    default: '0%',
    neutral: true,
    example: '-10%/year',
  },
  api_change: {
    doc: 'Change of API prices per year.',
    type: yearlyChange,
    default: '0%',
    neutral: true,
    example: '-30%/year',
  },
  hardware_refresh: {
    doc: 'Time after which machines are replaced.',
    type: quantity('duration', positive),
    default: '(`own.life`)',
    example: '4 years',
  },
  salvage: {
    doc: 'Share of their price that machines still bring when the plan ends; otherwise their straight-line value.',
    type: quantity('share', share),
    default: '(straight-line value)',
    example: '15%',
  },
  tax: {
    doc: 'Rate of tax on profit: all costs are then counted after tax, machines by their depreciation.',
    type: quantity('share', { minimum: 0, maximum: 0.9 }),
    default: '0%',
    neutral: true,
    example: '25%',
  },
  depreciation: {
    doc: 'How machines are written off for tax.',
    type: choice({
      'straight-line': 'The same amount every month of their life',
      'declining-balance': 'Twice the straight-line rate of what is left',
    }),
    default: 'straight-line',
  },
});
