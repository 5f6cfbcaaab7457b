/** A deployment as a user would write it: from the ranking or a proposal back to keys and values. */
import type { Amount, Deployment, EditMapping, Payment, Pool } from '../workload/index.ts';

/** Keys in the order of the design's examples; only what differs from the default is written. */
export function deploymentYaml(deployment: Deployment): EditMapping {
  switch (deployment.kind) {
    case 'serve':
      return poolYaml(deployment.pool);
    case 'disaggregated':
      return {
        prefill: poolYaml(deployment.prefill),
        decode: {
          ...poolYaml(deployment.decode),
          ...(deployment.feedForward === undefined ? {} : { feed_forward: poolYaml(deployment.feedForward) }),
        },
      };
    case 'api': {
      const { provider, model, batch } = deployment.api;
      return {
        api: {
          ...(provider === undefined ? {} : { provider: provider.value }),
          ...(model === undefined ? {} : { model: model.value }),
          ...(batch.value ? { batch: true } : {}),
        },
      };
    }
  }
}

function poolYaml({ accelerator, payment, serving }: Pool): EditMapping {
  return {
    accelerator: accelerator.value,
    ...count('tensor_parallel', serving.tensorParallel),
    ...count('pipeline_parallel', serving.pipelineParallel),
    ...count('expert_parallel', serving.expertParallel),
    ...count('data_parallel', serving.dataParallel),
    ...(serving.weights === undefined || !isWritten(serving.weights.origin.kind)
      ? {}
      : { weights: serving.weights.value }),
    ...paymentYaml(payment),
  };
}

function paymentYaml(payment: Payment): EditMapping {
  if (payment.kind === 'own') return { own: payment.share.value ? { share: true } : {} };
  const { cloud, region, instance, purchase } = payment;
  return {
    rent: {
      ...(cloud === undefined ? {} : { cloud: cloud.value }),
      ...(region === undefined || region.value === 'unstated' ? {} : { region: region.value }),
      ...(instance === undefined ? {} : { instance: instance.value }),
      ...(purchase.value === 'on-demand' ? {} : { purchase: purchase.value }),
    },
  };
}

function count(key: string, amount: Amount | undefined): EditMapping {
  return amount === undefined ? {} : { [key]: amount.mid };
}

/** What the tool chose for the ranking is written; what is inherited from the document is not repeated. */
function isWritten(kind: string): boolean {
  return kind === 'choice';
}

/** `base`, or `base-2`, `base-3` … where it is taken. */
export function freeName(base: string, taken: readonly string[]): string {
  const clean =
    base
      .toLowerCase()
      .replace(/[^a-z0-9.-]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'deployment';
  if (!taken.includes(clean)) return clean;
  for (let n = 2; ; n += 1) if (!taken.includes(`${clean}-${n}`)) return `${clean}-${n}`;
}
