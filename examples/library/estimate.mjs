/** The smallest use: a workload, the tables of the release, an answer with its error bar. `node examples/library/estimate.mjs` */
import { bundledCatalog, createEngine } from 'inference-tco';

const engine = createEngine({ catalog: bundledCatalog(), asOf: '2026-11-23' });

const { workloads, problems } = engine.evaluateText(
  `apiVersion: inference-tco/v1
model: llama-3.3-70b
traffic: {requests: 20, input_tokens: 1800, output_tokens: 350}
deployments:
  aws-h100: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1}}
  own-h200: {accelerator: h200-sxm, own: {}}
`,
);

for (const problem of problems) console.error(`line ${problem.range.start.line}: ${problem.message}`);
for (const { estimate } of workloads)
  for (const { name, cost, energy } of estimate.deployments) {
    const { value, low, high } = cost.perMillionTokens;
    // An unknown is null and never 0; a lower bound has `low` alone.
    const price = value === null ? 'unknown' : `${value.toFixed(3)} USD (${low?.toFixed(3)} to ${high?.toFixed(3)})`;
    console.log(`${name}: ${price} per million tokens, ${energy.joulesPerOutputToken.value?.toFixed(2)} J per token`);
  }
