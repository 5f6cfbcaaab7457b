/** Machines of a ranking on which nobody says that the engine runs the model. */
import type { AcceleratorRow } from '../../catalog/index.ts';
import type { Precision } from '../../quantity/index.ts';
import type { Workload } from '../../workload/index.ts';
import type { InfeasibleRow } from '../contract/index.ts';
import { type EvaluationRequest, type Support, supportOf } from '../names/index.ts';
import { toReason } from '../problems/index.ts';

export function supportFor(
  machine: AcceleratorRow,
  weights: Precision | undefined,
  { serving }: Workload,
  { resolved: { catalog, modelRow: model } }: EvaluationRequest,
): Support {
  return supportOf(catalog, {
    model,
    engine: serving.engine.value,
    machine,
    weights: weights ?? model.checkpoint,
  });
}

export function unlistedRow(
  { id, name }: AcceleratorRow,
  { aspect, value }: Support,
  { serving }: Workload,
  { resolved: { modelRow, words } }: EvaluationRequest,
): InfeasibleRow {
  const data = { model: modelRow.name, engine: serving.engine.value, accelerator: name, aspect, part: value };
  return { kind: 'infeasible', accelerator: id, name, reasons: [toReason({ code: 'support-unknown', data }, words)] };
}
