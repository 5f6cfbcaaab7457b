/** What a key that says where a model lies tells of its name. */
import { resolve } from './environment.ts';

/** A bucket's or a claim's folder is called like the model at best: its path is kept, and the tables say whether they know it. */
export function folderIn(written: string | undefined): string | undefined {
  const folder = /^(?:pvc|s3|gs|az|oss|abfs):\/\/[^/]+\/(.+[^/])\/?$/.exec(written ?? '')?.[1];
  return folder === undefined || /[${]/.test(folder) ? undefined : `/${folder}`;
}

export const isPath = (model: string): boolean => /^(?:\/|\.\/|\.\.\/|\$|pvc:)/.test(model);

/** `hf://owner/name`, `pvc+hf://claim/owner/name`; a bucket or a claim names no model. */
export function modelIn(written: string | undefined, values: ReadonlyMap<string, string>): string | undefined {
  if (written === undefined || written === '' || /\{\{/.test(written)) return undefined;
  const filled = resolve(written, values).trim();
  const behind = /^pvc\+hf:\/\/[^/]+\/(?:.*\/)?([^/]+\/[^/]+)$/.exec(filled)?.[1];
  if (behind !== undefined) return behind;
  if (/^(?:pvc|s3|gs|az|https?|file|abfs|oss|ngc|nim):\/\//.test(filled)) return undefined;
  // A registry says where the image of a model lies; its last part is called like the model.
  const image = /^oci:\/\/(?:.*\/)?(?:modelcar-)?([^/:@]+)(?:[:@][^/]*)?$/.exec(filled)?.[1];
  if (image !== undefined && filled.split('/').length > 4) return image;
  const ollama = /^ollama:\/\/(.+)$/.exec(filled)?.[1];
  if (ollama !== undefined) return ollama.replace(':', '-');
  return filled
    .replace(/^(?:(?:hf|huggingface|oci|modelscope):\/\/(?:hub\/)?|hf:(?=[\w.-]+\/))/, '')
    .replace(/:[\w.-]+$/, '');
}
