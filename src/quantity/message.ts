/**
 * Messages in the language of the user. The English sentence is the key; a bundle maps it to another language, and what a
 * bundle lacks stays English. Nothing here knows where bundles come from.
 */

/** A message with `{0}` places filled. */
export type Translate = (message: string, ...values: readonly (string | number)[]) => string;

/** How a surface speaks: `locale`, a BCP 47 tag, writes the numbers; `t` the sentences. */
export interface Localization {
  readonly locale: string;
  readonly t: Translate;
}

/** English sentence → sentence of another language, with the same places. */
export type Bundle = Readonly<Record<string, string>>;

export const english: Translate = (message, ...values) =>
  message.replace(/\{(\d+)\}/g, (place, index: string) => String(values[Number(index)] ?? place));

/** @param bundle none for English */
export function translator(bundle: Bundle | undefined): Translate {
  if (bundle === undefined) return english;
  return (message, ...values) => english(Object.hasOwn(bundle, message) ? bundle[message]! : message, ...values);
}

/** Marks a message that a variable carries to `t` later, so that it is found when bundles are checked. */
export const message = (key: string): string => key;

/** With a capital, where what is said within a sentence begins one: "price per hour" → "Price per hour". */
export const capitalised = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1);

/** What the command line speaks, and every surface that is told nothing else. */
export const ENGLISH: Localization = { locale: 'en-US', t: english };
