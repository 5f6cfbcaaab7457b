/**
 * Five recipes, each a few lines: why a number is what it is, the best machines, a what-if, your own prices, a gate.
 * `node examples/library/recipes.mjs` prints them all.
 */
import { bundledCatalog, checkEstimate, createEngine, derivationText, readOverlay } from 'inference-tco';

const text = `apiVersion: inference-tco/v1
name: support-chat
model: llama-3.3-70b
traffic: {requests: 20, input_tokens: 1800, output_tokens: 350}
slo: {tpot: 50 ms}
budget: {per_million_tokens: 0.60 USD}
deployments:
  aws-h100: {accelerator: h100-sxm, rent: {cloud: aws, region: us-east-1}}
`;
const asOf = '2026-11-23';
const engine = createEngine({ catalog: bundledCatalog(), asOf });
const [evaluated] = engine.evaluateText(text).workloads;

print('1. Why: the derivation of a number, to table rows and lines of the text');
const derivation = evaluated.explain('aws-h100', 'cost.perMillionTokens');
console.log(derivationText(derivation, { locale: 'en-US' }).split('\n').slice(0, 6).join('\n'));

print('2. Rank: the three best machines by energy');
for (const { estimate } of engine.rank(evaluated.workload, { by: 'energy', top: 3, kinds: ['rent'] }).rows)
  console.log(`${estimate.name}: ${estimate.energy.kwhPerMillionTokens.value?.toFixed(3)} kWh per million tokens`);

print('3. What if the traffic doubles');
const doubled = engine.whatIf(evaluated.workload, { requests: 40 });
console.log(`${perMonth(evaluated)} USD a month becomes ${perMonth(doubled)} USD`);

print('4. Your own prices: a row in the format of pricing/clouds/ goes before the bundled ones');
const overlay = readOverlay(
  [
    {
      path: 'clouds/aws.csv',
      text: `cloud,instance,accelerator,count,region,on_demand_usd_h,source,as_of,confidence
aws,p5.48xlarge,h100-sxm,8,us-east-1,31.2,our contract,2026-11-01,published
`,
    },
  ],
  'workspace',
);
for (const problem of overlay.problems) console.error(problem.message);
const contract = createEngine({ catalog: bundledCatalog([overlay.tables]), asOf });
console.log(`${perMonth(contract.evaluateText(text).workloads[0])} USD a month at the contract price`);

print('5. A gate: budgets and targets as verdicts');
for (const { subject, verdict, limit, value } of checkEstimate(evaluated.estimate))
  console.log(`${subject}: ${verdict}${limit === undefined ? '' : ` (${value.value?.toFixed(3)} of ${limit})`}`);

function perMonth({ estimate }) {
  return Math.round(estimate.deployments[0].cost.perMonth.value).toLocaleString('en-US');
}

function print(heading) {
  console.log(`\n${heading}`);
}
