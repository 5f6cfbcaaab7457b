/** Config: the parts of a Hugging Face config.json: layers, experts, number formats. */
export { attentionDetails, geometryOf } from './attention.ts';
export { familyDefault } from './defaults.ts';
export { family, NOT_DECODERS, TIED } from './family.ts';
export { feedForwardOf } from './feedForward.ts';
export { mixers } from './layers.ts';
export { nasBlocks } from './prunedBlocks.ts';
export { otherParameters } from './others.ts';
export { checkpointPrecision } from './precision.ts';
export { parseConfig, withQuantization } from './text.ts';
export { checkpointKvCache, unquantised } from './unquantised.ts';
