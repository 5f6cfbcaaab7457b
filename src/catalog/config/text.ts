/** The text of a config.json, and of the file with its quantisation beside it. */
import { jsonObject } from '../json/index.ts';

/** Strings stay; comments and the numbers that JSON does not have go, then commas before a closing bracket. */
const TOKENS = /"(?:\\.|[^"\\])*"|\/\/[^\n]*|\/\*[\s\S]*?\*\/|-?\bInfinity\b|\bNaN\b/g;
const TRAILING = /"(?:\\.|[^"\\])*"|,(?=\s*[}\]])/g;

/**
 * JSON as Python writes it and as people edit it: `Infinity` and `NaN` become null, comments and trailing commas are left out.
 *
 * @throws SyntaxError where it is no JSON even so
 */
export function parseConfig(text: string): unknown {
  const plain = text.replace(TOKENS, (token) =>
    token.startsWith('"') ? token : /Infinity|NaN/.test(token) ? 'null' : '',
  );
  return JSON.parse(plain.replace(TRAILING, (token) => (token === ',' ? '' : token))) as unknown;
}

/**
 * @param sidecar text of `hf_quant_config.json`
 * @returns the config with its quantisation, where it says none itself
 */
export function withQuantization(config: unknown, sidecar: string): unknown {
  if (typeof config !== 'object' || config === null || jsonObject(config)?.child('quantization_config') !== undefined)
    return config;
  let parsed: unknown;
  try {
    parsed = parseConfig(sidecar);
  } catch {
    return config;
  }
  const quantization =
    typeof parsed === 'object' && parsed !== null && 'quantization' in parsed ? parsed.quantization : undefined;
  if (typeof quantization !== 'object' || quantization === null) return config;
  return { ...config, quantization_config: { quant_method: 'modelopt', ...quantization } };
}
