/** Links in the text: files the document points at, and the published sources of the machines and models it names. */
import type { EvaluatedWorkload } from '../estimate/index.ts';
import { webAddress } from './markdown.ts';
import { keysAt } from './symbols.ts';
import type { LanguageContext, Link } from './types.ts';

export function links(context: LanguageContext): readonly Link[] {
  return context.evaluation.workloads.flatMap((workload) => [
    ...fileLinks(workload, context),
    ...modelLink(workload, context),
    ...acceleratorLinks(workload, context),
  ]);
}

function fileLinks({ document }: EvaluatedWorkload, context: LanguageContext): readonly Link[] {
  const manifests = document.manifests.map(({ range, file }) => ({
    range,
    target: file,
    kind: 'file' as const,
    tooltip: context.t('Open {0}', file),
  }));
  const paths = [['model'], ['traffic', 'input_tokens', 'trace'], ['traffic', 'output_tokens', 'trace']];
  const own = paths.flatMap((path) => {
    const text = textAt(document, path, context);
    const isFile = text !== undefined && (path.length > 1 || /^[./]|\.json$/.test(text));
    const range = document.rangeOf(path)?.value;
    if (!isFile || range === undefined || text.startsWith('/')) return [];
    return { range, target: text, kind: 'file' as const, tooltip: context.t('Open {0}', text) };
  });
  return [...own, ...manifests];
}

/** A Hugging Face id, written or known of the catalog's model, leads to its page. */
function modelLink({ document }: EvaluatedWorkload, context: LanguageContext): readonly Link[] {
  const text = textAt(document, ['model'], context);
  const range = document.rangeOf(['model'])?.value;
  if (text === undefined || range === undefined || /^[./]|\.json$/.test(text)) return [];
  const id = context.engine.catalog.model(text)?.huggingFaceId ?? (text.includes('/') ? text : undefined);
  if (id === undefined || !/^[\w.-]+\/[\w.-]+$/.test(id)) return [];
  return [{ range, target: `https://huggingface.co/${id}`, kind: 'web', tooltip: context.t('Model page: {0}', id) }];
}

function acceleratorLinks({ document }: EvaluatedWorkload, context: LanguageContext): readonly Link[] {
  return document.deploymentNames.flatMap((name) => {
    const base = ['deployments', name];
    const pools = [base, ...keysAt(document, base).map((key) => [...base, key]), [...base, 'decode', 'feed_forward']];
    return pools.flatMap((pool) => {
      const text = textAt(document, [...pool, 'accelerator'], context);
      const range = document.rangeOf([...pool, 'accelerator'])?.value;
      const row = text === undefined ? undefined : context.engine.catalog.accelerator(text);
      const address = row && webAddress(row.origin.source);
      if (range === undefined || row === undefined || address === undefined) return [];
      return {
        range,
        target: address,
        kind: 'web' as const,
        tooltip: context.t('Source of {0}, {1}', row.name, row.origin.asOf),
      };
    });
  });
}

function textAt(
  document: EvaluatedWorkload['document'],
  path: readonly string[],
  { evaluation: { file } }: LanguageContext,
): string | undefined {
  const range = document.rangeOf(path)?.value;
  if (range === undefined) return undefined;
  const text = file.text.slice(file.offsetAt(range.start), file.offsetAt(range.end)).replace(/^["']|["']$/g, '');
  return text === '' || text.includes('\n') ? undefined : text;
}
