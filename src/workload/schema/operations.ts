/** What running a service costs beside its machines: the keys of `operations`. Nothing of it is assumed; what is left out is said. */
import { keys, notNegative, positive, quantity } from './words.ts';

const perTime = (doc: string, example: string) => ({ doc, type: quantity('moneyPerTime', notNegative), example }) as const;

export const OPERATIONS = keys({
  license: perTime('Software licence of one accelerator; an API has none.', '4500 USD/year'),
  support: {
    doc: 'Software support, as a share of the licence.',
    type: quantity('share', notNegative),
    example: '10%',
  },
  engineers: {
    doc: 'People who run it, in full-time posts; of owned machines they take the place of `own.staff`.',
    type: quantity('factor', notNegative),
    example: '0.5',
  },
  engineer_cost: {
    ...perTime('Cost of one post, with what the employer pays on top of the wage.', '220000 USD/year'),
    default: '(operations table)',
  },
  egress: {
    doc: 'Price of data sent to users; an API sends none of yours.',
    type: quantity('moneyPerData', notNegative),
    example: '0.09 USD/GB',
  },
  egress_per_token: {
    doc: 'Data sent for one output token: plain text needs about 4 bytes, a stream of JSON events some 250.',
    type: quantity('data', positive),
    default: '(operations table: plain text)',
    example: '4 B',
  },
  storage: {
    doc: 'Price of keeping one copy of the weights.',
    type: quantity('moneyPerDataTime', notNegative),
    example: '0.023 USD/GB/month',
  },
  load_balancer: perTime('Load balancers, all of them.', '25 USD/month'),
  control_plane: perTime('Cluster management, such as a Kubernetes control plane.', '73 USD/month'),
  monitoring: perTime('Metrics, logs and alarms.', '300 USD/month'),
});
