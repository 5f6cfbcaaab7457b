/** Reading fixtures: what tests of this folder say about a text. */
import {
  type ManifestReader,
  parseWorkloadFile,
  readDeployments,
  type ParseOptions,
  type Workload,
  type WorkloadDocument,
} from '../../../src/workload/index.ts';
import { dedent } from '../../helpers/cursor.ts';

export function document(fixture: string, options: ParseOptions = { force: true }): WorkloadDocument {
  const first = parseWorkloadFile(dedent(fixture), options).documents[0];
  if (!first) throw new Error('a text has at least one document');
  return first;
}

export function workload(fixture: string, options?: ParseOptions): Workload {
  const read = document(fixture, options);
  if (!read.workload || read.problems.length > 0) throw new Error(JSON.stringify(read.problems, undefined, 2));
  return read.workload;
}

export interface Seen {
  readonly code: string;
  /** The words the problem underlines. */
  readonly at: string;
  readonly path: string;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Problems as the user sees them: code, the text underlined, the path. */
export function problems(fixture: string, options: ParseOptions = { force: true }): readonly Seen[] {
  const file = parseWorkloadFile(dedent(fixture), options);
  return file.documents.flatMap((one) =>
    one.problems.map(({ code, range, path, data }) => ({
      code,
      at: file.text.slice(file.offsetAt(range.start), file.offsetAt(range.end)),
      path: path.join('.'),
      data,
    })),
  );
}

/** The smallest useful document, with more lines behind it. */
export function smallest(more = ''): string {
  const head = ['model: llama-3.3-70b', 'traffic: {requests: 20 / s, input_tokens: 1800, output_tokens: 350}'];
  return `${head.join('\n')}\n${dedent(more)}`;
}

/** Problems of the smallest document with more lines behind it, without their data. */
export function brief(more: string): readonly string[] {
  return problems(smallest(more)).map(({ code, at }) => `${code} @ ${at}`);
}

/** Files that deployments may read with `from`, by name; every machine is called by its id. */
export function filesBehind(files: Readonly<Record<string, string>>): ManifestReader {
  const names = {
    accelerator: (name: string) => ({ accelerator: name, via: 'id' as const }),
    instance: () => undefined,
    experts: () => undefined,
    model: () => undefined,
  };
  return {
    model: (name) => name,
    read: (file) => {
      const text = files[file];
      return text === undefined
        ? { ok: false, refused: 'missing' }
        : readDeployments([{ name: file, text }], file, { names });
    },
  };
}

/** A Deployment of Kubernetes called chat, which serves the model of {@link smallest}. */
export const MANIFEST = `kind: Deployment
metadata: {name: chat}
spec:
  template:
    spec:
      nodeSelector: {nvidia.com/gpu.product: h100-sxm}
      containers: [{image: vllm/vllm-openai, args: [--model, llama-3.3-70b]}]
`;
