/**
 * Is this text a workload? Cheap enough for every YAML file: a few anchored searches, no parser.
 *
 * The rule is the workload layer's (design §2); the engine decides finally. This copy exists so that the entry bundle needs
 * neither the parser nor the engine; `test/unit/language/detect.test.ts` holds the two together.
 */
export type Detection =
  | { readonly kind: 'workload' }
  /** Looks meant as one and is not: the reason is shown in the language status. */
  | { readonly kind: 'near-miss'; readonly reason: 'other-api-version' | 'has-kind' | 'no-api-version' | 'too-large' }
  | { readonly kind: 'other' };

/** Largest text read, UTF-16 units: above it nothing that follows would stay smooth. */
export const LARGEST_TEXT = 1_000_000;

const OURS = /^apiVersion[ \t]*:[ \t]*["']?inference-tco\/v1["']?[ \t]*(?:#.*)?\r?$/m;
const ANY_API_VERSION = /^apiVersion[ \t]*:/m;
const ANY_KIND = /^kind[ \t]*:/m;
const WORKLOAD_NAME = /\.workload\.ya?ml$/i;

export function detect(fileName: string, text: string): Detection {
  const meant = WORKLOAD_NAME.test(fileName) || text.includes('inference-tco/');
  if (text.length > LARGEST_TEXT) return meant ? { kind: 'near-miss', reason: 'too-large' } : { kind: 'other' };
  if (OURS.test(text)) return { kind: 'workload' };
  const apiVersion = ANY_API_VERSION.test(text);
  const kind = ANY_KIND.test(text);
  if (WORKLOAD_NAME.test(fileName) && !apiVersion && !kind) return { kind: 'workload' };
  if (WORKLOAD_NAME.test(fileName) || text.includes('apiVersion: inference-tco'))
    return { kind: 'near-miss', reason: apiVersion ? 'other-api-version' : 'has-kind' };
  if (!apiVersion && !kind && /^model[ \t]*:/m.test(text) && /^(traffic|deployments)[ \t]*:/m.test(text))
    return { kind: 'near-miss', reason: 'no-api-version' };
  return { kind: 'other' };
}
