/** Derivations that set two evaluations side by side: a difference, a break-even, an input at both its ends. */
import { finished } from '../../economics/index.ts';
import { type Derivation, ENGLISH, type Quantity, readPath } from '../../quantity/index.ts';
import type { Deployment, Workload } from '../../workload/index.ts';
import {
  applyLevers,
  breakEvenOf,
  movedOf,
  rentPerMonth,
  runningPerMonth,
  upfront,
  yearsOf,
} from '../explore/index.ts';
import type { EvaluationRequest } from '../names/index.ts';
import { changeFigure, type Evaluated, isCompared } from '../deployment/index.ts';

type Evaluate = (workload: Workload, deployment: Deployment) => Evaluated | undefined;

/** "−33 % against the baseline". @param path such as `versus.cost` */
export function explainChange(
  of: Evaluated,
  base: Evaluated,
  path: string,
  { limits }: EvaluationRequest,
): Derivation | undefined {
  const { rest } = readPath(path);
  return isCompared(rest) ? changeFigure(of, base, rest, limits)?.why() : undefined;
}

/** @param path `breakEven.<second>`, `sensitivity.<input>`, or `years.netPresentValue` and its like; all evaluate anew */
export function explainAcross(
  workload: Workload,
  deployment: string,
  path: string,
  evaluate: Evaluate,
  request: EvaluationRequest,
): Derivation | undefined {
  const { root, rest: name } = readPath(path);
  if (root === 'years') return explainYears(request, workload, deployment, path, evaluate);
  if (root === 'breakEven') return explainBreakEven(workload, deployment, name, evaluate);
  return root === 'sensitivity' ? explainInput(workload, deployment, name, evaluate) : undefined;
}

function explainYears(
  request: EvaluationRequest,
  workload: Workload,
  name: string,
  path: string,
  evaluate: Evaluate,
): Derivation | undefined {
  const deployments = workload.deployments.filter((one) => one.name === name);
  const { figures } = finished(yearsOf({ ...workload, deployments }, request, evaluate));
  return figures.get(name)?.get(path)?.why();
}

function explainBreakEven(
  workload: Workload,
  first: string,
  second: string,
  evaluate: Evaluate,
): Derivation | undefined {
  const deployments = workload.deployments.filter(({ name }) => name === first || name === second);
  const { pairs } = finished(breakEvenOf({ ...workload, deployments }, evaluate, ENGLISH));
  const pair = pairs.find((one) => one.first === first && one.second === second);
  if (pair?.at === undefined) return undefined;
  const at = pair.kind === 'self-api' ? applyLevers(workload, { requests: pair.at.value ?? 0 }) : workload;
  const [a, b] = [first, second].map((name) => {
    const found = at.deployments.find((one) => one.name === name);
    return found && evaluate(at, found);
  });
  if (a === undefined || b === undefined) return undefined;
  if (pair.kind === 'own-rent')
    return {
      label: `months until ${first} has cost less than ${second}`,
      quantity: pair.at,
      formula: 'capital ÷ (rent per month − running cost per month)',
      inputs: [upfront(a).why(), rentPerMonth(b).why(), runningPerMonth(a).why()],
    };
  const cost = 'cost.perMillionTokens';
  return {
    label: `requests/s at which ${first} and ${second} cost the same`,
    quantity: pair.at,
    formula: 'the traffic at which both costs per million tokens meet, found by bisection',
    inputs: [a, b].flatMap((one) => {
      const figure = one.figures.get(cost);
      return figure === undefined ? [] : [named(figure.why(), one.estimate.name)];
    }),
  };
}

function explainInput(workload: Workload, name: string, input: string, evaluate: Evaluate): Derivation | undefined {
  const path = 'cost.perMillionTokens';
  const moved = movedOf(workload, name, path, input, evaluate);
  if (moved === undefined) return undefined;
  const { label, unit, base, low, high } = moved;
  const end = (at: typeof low): readonly Derivation[] => {
    const told = at.evaluated.figures.get(path)?.why();
    const value: Quantity = { value: at.input, unit, state: 'known' };
    return told === undefined ? [] : [{ ...told, inputs: [{ label, quantity: value, inputs: [] }, ...told.inputs] }];
  };
  return {
    label: `what ${label} does to the ${base.label}`,
    quantity: base.quantity,
    formula: 'the same calculation at the low and at the high end of this input alone, parallelism and place held',
    inputs: [...end(low), ...end(high)],
  };
}

function named(derivation: Derivation, deployment: string): Derivation {
  return { ...derivation, label: `${derivation.label} of ${deployment}` };
}
