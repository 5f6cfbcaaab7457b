/**
 * JSON that benchmark tools write, as typed rows. One file a tool; each recognises one object of a file, which holds one or a list.
 */
import type { RowContext } from '../context.ts';
import type { MeasuredRow } from '../row.ts';
import { aiperf } from './aiperf.ts';
import { guidellm } from './guidellm.ts';
import { inferencePerf } from './inferencePerf.ts';
import { inferencex } from './inferencex.ts';
import type { Json, ResultFormat } from './jsonRun.ts';
import { vllmBench } from './vllmBench.ts';

const FORMATS: readonly ResultFormat[] = [inferencex, vllmBench, guidellm, aiperf, inferencePerf];

/** Undefined: no tool that is known wrote it. */
export function readResults(context: RowContext, file: unknown): readonly MeasuredRow[] | undefined {
  const runs = (Array.isArray(file) ? file : [file]).filter(
    (run): run is Json => typeof run === 'object' && run !== null && !Array.isArray(run),
  );
  const first = runs[0];
  const format = first && FORMATS.find((one) => one.recognises(first));
  return format && runs.flatMap((run, i) => format.read(context, run, String(i + 1)));
}
