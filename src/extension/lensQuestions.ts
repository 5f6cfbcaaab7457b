/**
 * When VS Code is to ask for lenses again.
 *
 * After a key it waits a quarter of a second by itself; each event of a provider starts that wait anew, and an editor that loses
 * the focus meanwhile is never asked for. So a change of the text raises no event, unless the lenses of it were not asked for in time.
 */

/** Longer than VS Code waits by itself behind the evaluation of a change. */
export const LATE_MS = 300;

export class LensQuestions {
  /** By URI: the newest version that was evaluated, and that lenses were given of. */
  readonly #evaluated = new Map<string, number>();
  readonly #given = new Map<string, number>();
  readonly #waiting = new Map<string, () => void>();
  readonly #ask: () => void;
  readonly #after: (milliseconds: number, task: () => void) => () => void;

  /** @param after runs a task later and returns what calls it off */
  constructor(ask: () => void, after: (milliseconds: number, task: () => void) => () => void) {
    this.#ask = ask;
    this.#after = after;
  }

  /** Lenses were given, of this version of the text. */
  given(uri: string, version: number): void {
    this.#given.set(uri, version);
  }

  /** @param version of the text that was evaluated; absent where the document is no workload any more */
  evaluated(uri: string, version: number | undefined): void {
    this.#waiting.get(uri)?.();
    this.#waiting.delete(uri);
    const before = this.#evaluated.get(uri);
    if (version === undefined) {
      this.#evaluated.delete(uri);
      this.#given.delete(uri);
    } else this.#evaluated.set(uri, version);
    // The same text with another answer, or a document that came or went: VS Code knows nothing of it.
    if (version === undefined || before === undefined || before === version) return this.#ask();
    const look = (): void => {
      this.#waiting.delete(uri);
      if ((this.#given.get(uri) ?? 0) < version) this.#ask();
    };
    this.#waiting.set(uri, this.#after(LATE_MS, look));
  }

  dispose(): void {
    for (const callOff of this.#waiting.values()) callOff();
    this.#waiting.clear();
  }
}
