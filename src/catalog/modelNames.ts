/**
 * One model, many names: `meta-llama/Llama-3.1-70B-Instruct`, `llama-v3p1-70b-instruct`, `meta.llama3-1-70b-instruct-v1:0`.
 * All are the architecture `llama-3.1-70b`; only a suffix of number format changes the checkpoint.
 */
import type { Precision } from '../quantity/index.ts';

export interface PlainName {
  readonly name: string;
  /** Precision that the name itself states. */
  readonly checkpoint?: Precision;
}

const PRECISION_SUFFIX: readonly (readonly [RegExp, Precision])[] = [
  [/-(nvfp4|mxfp4|fp4)(-.*)?$/, 'fp4'],
  [/-(fp8|fp8-dynamic|w8a8-fp8)(-.*)?$/, 'fp8'],
  [/-(awq|gptq|int4|w4a16|4bit)(-.*)?$/, 'int4'],
  [/-(int8|w8a8|8bit)(-.*)?$/, 'int8'],
  [/-(bf16|fp16)$/, 'bf16'],
];

/** Words that name a tuning, a date or a service tier, not a shape. */
const TUNING =
  /-(instruct|it|chat|hf|base|thinking|think|reasoning|turbo|fast|maas|instant|versatile|tput|latest|preview|basic|long|tee|mtp|dynamic|terminus|speciale|exp|0324|0528|0711|0731|0905|2407|2501|2503|2505|2506|2507|2509|2512|17b-16e|17b-128e|17b|16e|128e|128k|v0\.1|v0\.2|v0\.3)$/;

/** The bare name of a model, without owner, tuning, date and number format. */
export function plainName(reference: string): PlainName {
  let name = reference.toLowerCase().trim().split('/').at(-1) ?? '';
  name = name
    .replace(/^(us|eu|apac|global|jp|au)\./, '')
    .replace(/^(meta|openai|qwen|mistral|google|moonshotai|moonshot|minimax|zai|nvidia)\./, '')
    .replace(/^deepseek\./, 'deepseek-')
    .replace(/(-v?\d+)?:\d+(:\d+k)?$/, '')
    .replace(/[:@].*$/, '')
    .replace(/_/g, '-')
    .replace(/^databricks-|^meta-(?=llama)|^zai-(?=glm)|^nvidia-(?=nemotron)/, '')
    .replace(/(\d)p(\d)/g, '$1.$2')
    .replace(/^llama-?v?([234])[-.]?(?=\d+b)/, 'llama-$1-')
    .replace(/^llama-?v?3[-.]([123])(?=-)/, 'llama-3.$1')
    .replace(/^llama-?v?2(?=-)/, 'llama-2')
    .replace(/^llama-?4(?=-)/, 'llama-4')
    .replace(/^(qwen)-(?=[23])/, '$1')
    .replace(/^qwen25/, 'qwen2.5')
    .replace(/^qwen-v2/, 'qwen2')
    .replace(/^kimi-k(\d)-(\d)(?=$|-)/, 'kimi-k$1.$2');
  let checkpoint: Precision | undefined;
  for (let round = 0; round < 6; round += 1) {
    const before = name;
    const precision = PRECISION_SUFFIX.find(([pattern]) => pattern.test(name));
    if (precision !== undefined) {
      name = name.replace(precision[0], '');
      checkpoint ??= precision[1];
    }
    name = name.replace(TUNING, '');
    if (name === before) break;
  }
  return checkpoint === undefined ? { name } : { name, checkpoint };
}
