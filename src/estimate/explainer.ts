/** Why a number of an answer is what it is. */
import { readPath } from '../quantity/index.ts';
import type { Estimate, WhatIf } from './contract/index.ts';
import type { Answer } from './document/index.ts';
import { explainChange, explainMark, explainTraffic } from './explain/index.ts';

type Explained = Pick<Answer, 'evaluated' | 'request'> & { readonly estimate?: Pick<Estimate, 'baseline'> };

/** Quantities of the estimate, differences between its deployments, and what surfaces draw beside it. */
export function explainer({ evaluated, request, estimate }: Explained): WhatIf['explain'] {
  return (deployment, path) => {
    const of = evaluated.get(deployment);
    const figure = of?.figures.get(path);
    if (figure !== undefined) return figure.why();
    if (request === undefined) return undefined;
    const { root } = readPath(path);
    if (root === 'traffic') return explainTraffic(request, path);
    if (of === undefined) return undefined;
    const base = evaluated.get(estimate?.baseline ?? '');
    return root === 'versus' ? base && explainChange(of, base, path, request) : explainMark(of, request, path);
  };
}
