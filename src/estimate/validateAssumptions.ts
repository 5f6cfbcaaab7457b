/** Values for columns a measurement leaves blank; the same table with its reasons stands in pricing/calibration/assumptions.csv. */

/** quantity, source (prefix), model (prefix, or empty for all), value. */
type Assumption = readonly [quantity: string, source: string, model: string, value: number];

const TABLE: readonly Assumption[] = [
  ['isl', 'MLPerf', 'llama-2-70b', 300],
  ['isl', 'MLPerf', 'llama-3.1-8b', 780],
  ['isl', 'MLPerf', 'llama-3.1-405b', 9400],
  ['isl', 'MLPerf', 'deepseek-r1', 800],
  ['isl', 'MLPerf', 'mixtral-8x7b', 220],
  ['isl', 'MLPerf', 'gpt-j-6b', 780],
  ['isl', 'MLPerf', '', 500],
  ['osl', 'MLPerf', 'gpt-j-6b', 69],
  ['osl', 'MLPerf', 'llama-2-70b', 292],
  ['osl', 'MLPerf', 'mixtral-8x7b', 144],
  ['osl', 'MLPerf', 'llama-3.1-8b', 128],
  ['osl', 'MLPerf', '', 300],
  ['isl', 'ML.ENERGY-v3 lm-arena-chat', '', 180],
  ['isl', 'ML.ENERGY-v3 gpqa', '', 260],
  ['isl', 'ML.ENERGY-v3 sourcegraph-fim', '', 450],
  ['isl', 'ML.ENERGY-v3', '', 200],
  ['isl', 'ML.ENERGY-v2', '', 230],
  ['isl', 'llama.cpp-community', '', 1],
  ['isl', 'JetStream', '', 220],
  ['osl', 'JetStream', '', 200],
  ['isl', 'AWS-Neuron', '', 400],
  ['osl', 'AWS-Neuron', '', 150],
  ['isl', 'vLLM-blog', '', 1024],
  ['osl', 'vLLM-blog', '', 1024],
  ['isl', 'DeepSeek-infra', '', 4500],
  ['osl', 'DeepSeek-infra', '', 1000],
  ['isl', 'SGLang-blog', '', 2000],
  ['osl', 'SGLang-blog', '', 100],
  ['isl', 'InferSim-actuals', '', 4096],
  ['osl', 'InferSim-actuals', '', 1024],
  ['isl', 'Vendor-claims', '', 1000],
  ['osl', 'Vendor-claims', '', 1000],
  ['osl', 'ArtificialAnalysis', '', 1000],
  ['beams', 'MLPerf', 'gpt-j-6b', 4],
  ['accelerators', 'TPU-recipes', '', 8],
  ['draft_tokens', '', '', 3],
  ['tokens_per_step', '', '', 2.3],
  ['draft_overhead', '', '', 0.08],
];

/** First row that matches, in the order of the table: longest source first within a source. */
export function assume(quantity: string, source: string, model: string): number | undefined {
  for (const [q, s, m, value] of TABLE)
    if (q === quantity && source.startsWith(s) && (m === '' || model.startsWith(m))) return value;
  return undefined;
}
