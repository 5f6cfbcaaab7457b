/** Of a document that a command is about: the workload and deployment in focus there, whatever is in focus elsewhere. */
import type { ShownWorkload } from '../language/index.ts';
import type { EvaluatedDocument, FocusSource } from './services.ts';

export function focusIn(
  { current }: Pick<FocusSource, 'current'>,
  { uri, shown }: Pick<EvaluatedDocument, 'uri' | 'shown'>,
): { readonly workload?: ShownWorkload; readonly deployment?: string } {
  const here = current?.document.uri.toString() === uri.toString() ? current : undefined;
  // The focus may be of an earlier text: the workload is looked up in the one asked about.
  const index = here?.workload.document.index;
  const workload = shown.find((one) => one.document.index === index) ?? shown[0];
  if (workload === undefined) return {};
  const deployment = workload.document.index === index ? here?.deployment : undefined;
  return { workload, ...(deployment === undefined ? {} : { deployment }) };
}
