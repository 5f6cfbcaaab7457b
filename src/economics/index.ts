/**
 * Economics: what a deployment costs and what it burns. Arithmetic on plain inputs and figures.
 *
 * Start at cost.ts (the definitions users read), then fleet.ts (traffic to machines), then rent.ts, own.ts, api.ts
 * (the three ways to pay) and energy.ts. YAML and tables are not known here: whoever calls brings numbers and figures.
 */
export * from './traffic.ts';
export * from './fleet.ts';
export * from './fleetFigures.ts';
export * from './cost.ts';
export * from './costLine.ts';
export * from './tokens.ts';
export * from './split.ts';
export * from './purchase.ts';
export * from './rent.ts';
export * from './own.ts';
export * from './capital.ts';
export * from './api.ts';
export * from './energy.ts';
export * from './server.ts';
export * from './currency.ts';
export * from './prices.ts';
export * from './breakEven.ts';
export * from './sensitivity.ts';
export * from './slices.ts';
export * from './power.ts';
