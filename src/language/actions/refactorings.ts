/** Rewrites offered at a deployment without a problem: cheaper plans, fp8, rent ↔ own, pinning what was chosen, the catalog's best, sorting. */
import { type BetterChange, type BetterWay, changesText, type EvaluatedWorkload } from '../../estimate/index.ts';
import type { EditMapping, TextEdit } from '../../workload/index.ts';
import { deploymentYaml, freeName } from '../deploymentYaml.ts';
import { addDeploymentEdits, sortDeployments, together, type TextInHand } from '../edits.ts';
import { byCost, costPart } from '../headline.ts';
import type { CodeAction, LanguageContext } from '../types.ts';
import { titled } from './candidates.ts';
import { offer, poolsOf, setInPools, type Offer, type Subject } from './offers.ts';
import { cheaperPlaces, cheaperPlans } from './purchases.ts';

export function refactorings(
  workload: EvaluatedWorkload,
  name: string | undefined,
  context: LanguageContext,
): readonly CodeAction[] {
  const deployment = workload.estimate.deployments.find((one) => one.name === name);
  const ofWorkload = [...fromRanking(workload, context), ...sorting(workload, context)];
  if (deployment === undefined || name === undefined || workload.estimate.proposed) return ofWorkload;
  const subject: Subject = { context, workload, deployment, pools: poolsOf(workload, name) };
  const offers = [
    ...cheaperPlans(subject).slice(0, 1),
    ...cheaperPlaces(subject).slice(0, 1),
    ...(deployment.stages.some((stage) => stage.weights !== 'fp8')
      ? setInPools(subject, context.t('Use fp8 weights'), ['weights'], 'fp8')
      : []),
    ...convert(subject),
    ...better(subject),
  ];
  return [
    ...offers.map(({ title, change }) => rewrite(titled(title, change, context), change.edits)),
    ...pin(subject),
    ...ofWorkload,
  ];
}

function rewrite(title: string, edits: readonly TextEdit[]): CodeAction {
  return { title, kind: 'refactor.rewrite', edits };
}

/** Rent to own and back: the other key with its defaults, in every pool that has the first. */
function convert(subject: Subject): readonly Offer[] {
  const { context, workload, pools } = subject;
  return (['rent', 'own'] as const).flatMap((from) => {
    const to = from === 'rent' ? 'own' : 'rent';
    const having = pools.filter((pool) => workload.document.rangeOf([...pool, from]) !== undefined);
    if (having.length === 0) return [];
    const steps = having.map((pool) => (text: TextInHand) => text.exchange([...pool, from], to, {}));
    const title = to === 'own' ? context.t('Own these machines instead') : context.t('Rent these machines instead');
    return offer(subject, title, together(context, workload, steps));
  });
}

/** Ways to save that are offered: the best, and what else saves. */
const WAYS = 2;

/** Pools and multi-token prediction, written where they save; nothing else of the deployment moves. */
function better(subject: Subject): readonly Offer[] {
  const { context, workload, deployment } = subject;
  if (workload.workload === undefined) return [];
  return context.engine
    .better(workload.workload, deployment.name)
    .slice(0, WAYS)
    .flatMap((way) => {
      const title = context.t('Use {0}', changesText(way.changes, context));
      return offer(subject, title, together(context, workload, stepsOf(way, deployment.name, subject)));
    });
}

function stepsOf(
  { changes, deployment }: BetterWay,
  name: string,
  { workload: { document } }: Subject,
): readonly ((text: TextInHand) => void)[] {
  const base = ['deployments', name];
  const commitment = changes.find((change) => change.code === 'commitment');
  if (commitment) return [(text) => commit(text, [...base, 'rent'], commitment)];
  const prediction = changes.find((change) => change.code === 'multi-token-prediction');
  const split = changes.some(({ code }) => code === 'pools');
  const decode = split || document.rangeOf([...base, 'decode']) !== undefined ? [...base, 'decode'] : base;
  const accelerator = deployment.kind === 'disaggregated' ? deployment.prefill.accelerator.value : '';
  return [
    ...(split ? [(text: TextInHand) => divide(text, base, accelerator)] : []),
    ...(prediction ? [(text: TextInHand) => text.set([...decode, 'speculative'], speculative(prediction))] : []),
  ];
}

/** Parallelism of one pool means nothing for two. */
const OF_ONE_POOL = ['tensor_parallel', 'pipeline_parallel', 'expert_parallel', 'data_parallel', 'max_batch'];

function divide(text: TextInHand, base: readonly string[], accelerator: string): void {
  for (const key of OF_ONE_POOL) text.remove([...base, key]);
  text.exchange([...base, 'accelerator'], 'prefill', { accelerator });
  text.set([...base, 'decode'], { accelerator });
}

function commit(
  text: TextInHand,
  rent: readonly string[],
  { replicas, purchase }: Extract<BetterChange, { code: 'commitment' }>,
): void {
  text.remove([...rent, 'purchase']);
  text.set([...rent, 'commit'], { replicas, purchase });
}

function speculative({
  tokensPerStep: { low, value, high },
  draftTokens,
  overhead,
}: Extract<BetterChange, { code: 'multi-token-prediction' }>): EditMapping {
  return {
    tokens_per_step: { low, mid: value, high },
    draft_tokens: draftTokens,
    overhead: `${Number((overhead * 100).toPrecision(3))}%`,
  };
}

/** Writes the parallelism and instance that the tool chose, so that a later table cannot change them. */
function pin({ context, workload, deployment, pools }: Subject): readonly CodeAction[] {
  const steps = pools.flatMap((pool, index) => {
    const stage = deployment.stages[index];
    if (stage === undefined) return [];
    const wanted: readonly (readonly [readonly string[], string | number | undefined])[] = [
      [[...pool, 'tensor_parallel'], stage.tensorParallel],
      [[...pool, 'pipeline_parallel'], stage.pipelineParallel > 1 ? stage.pipelineParallel : undefined],
      [[...pool, 'expert_parallel'], stage.expertParallel > 1 ? stage.expertParallel : undefined],
      [[...pool, 'rent', 'cloud'], stage.cloud],
      [[...pool, 'rent', 'region'], stage.region === 'unstated' ? undefined : stage.region],
      [[...pool, 'rent', 'instance'], stage.cloud === undefined ? undefined : stage.instance],
    ];
    return wanted.flatMap(([path, value]) =>
      value === undefined || workload.document.rangeOf(path) !== undefined
        ? []
        : (text: TextInHand) => text.set(path, value),
    );
  });
  if (steps.length === 0) return [];
  const title = context.t('Pin the chosen parallelism and machines');
  return [rewrite(title, together(context, workload, steps))];
}

function fromRanking(workload: EvaluatedWorkload, context: LanguageContext): readonly CodeAction[] {
  if (workload.workload === undefined) return [];
  const best = context.engine
    .rank(workload.workload, { by: 'cost', top: 3, availableNow: true })
    .rows.find((row) => row.meetsSlo && row.estimate.cost.perMillionTokens.value !== null);
  const cheapest = byCost(workload.estimate.deployments)[0]?.cost.perMillionTokens.value;
  const cost = best?.estimate.cost.perMillionTokens;
  if (best === undefined || cost === undefined || cost.value === null) return [];
  if (!workload.estimate.proposed && cheapest !== null && cheapest !== undefined && cost.value >= cheapest) return [];
  const title = context.t('Add the catalog’s cheapest: {0} ({1})', best.estimate.name, costPart(cost, context));
  const name = freeName(best.estimate.name, workload.document.deploymentNames);
  return [rewrite(title, addDeploymentEdits(context, workload, name, deploymentYaml(best.deployment)))];
}

function sorting(workload: EvaluatedWorkload, context: LanguageContext): readonly CodeAction[] {
  const order = byCost(workload.estimate.deployments).map((one) => one.name);
  const edits = sortDeployments(context, workload, order);
  return edits.length === 0 ? [] : [rewrite(context.t('Sort deployments by cost'), edits)];
}
