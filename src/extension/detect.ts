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

/** Where a key of the top level may stand: at the beginning of a line, or after blanks or a brace on the first line of the text. */
const TOP = String.raw`(?:^|(?<![\s\S])(?:[ \t]*(?:#.*)?\r?\n)*[ \t]*\{?[ \t]*)`;
/** The sign behind the key may have slipped: the engine reads it all the same and says so. */
const OURS = new RegExp(
  String.raw`${TOP}["']?apiVersion["']?(?:[ \t]*[:=]\s*|[ \t]+)["'\u201c]?inference-tco\/v1(?=["'\u201d]?(?:\s|$)|[ \t]*[,}].*\})`,
  'm',
);
const ALMOST_OURS = new RegExp(String.raw`${TOP}["']?api_?version["']?[ \t]*[:=]?[ \t]*["']?inference-tco\b`, 'im');
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
  if (ALMOST_OURS.test(text)) return { kind: 'near-miss', reason: 'other-api-version' };
  if (WORKLOAD_NAME.test(fileName)) return { kind: 'near-miss', reason: apiVersion ? 'other-api-version' : 'has-kind' };
  if (!apiVersion && !kind && /^model[ \t]*:/m.test(text) && /^(traffic|deployments)[ \t]*:/m.test(text))
    return { kind: 'near-miss', reason: 'no-api-version' };
  return { kind: 'other' };
}
