/** The engine's face put together from its parts. */
import { createCore } from './engine.ts';
import type { Engine, EngineOptions } from './face.ts';

export function createEngine(options: EngineOptions): Engine {
  const core = createCore(options);
  const { catalog, asOf, performance, evaluateText, evaluate } = core;
  return {
    catalog,
    asOf,
    performance,
    evaluateText,
    evaluate,
    rank: (_workload, { by = 'cost' } = {}) => ({ by, rows: [], infeasible: [] }),
    *rankStream() {},
    sensitivity: () => undefined,
    twoWay: () => undefined,
    breakEven: () => ({ pairs: [] }),
    whatIf: (workload) => evaluate(workload),
    curve: () => undefined,
    dayProfile: () => undefined,
    diff: (before, after, given) => ({
      before: evaluateText(before, given),
      after: evaluateText(after, given),
      deployments: [],
    }),
  };
}
