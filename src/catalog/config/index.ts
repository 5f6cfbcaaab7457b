/** Config: the parts of a Hugging Face config.json: layers, experts, number formats. */
export { familyDefault } from './defaults.ts';
export { mixers } from './layers.ts';
export { moePlacement } from './moe.ts';
export { otherParameters } from './others.ts';
export { checkpointPrecision } from './precision.ts';
export { parseConfig, withQuantization } from './text.ts';
export { checkpointKvCache, unquantised } from './unquantised.ts';
