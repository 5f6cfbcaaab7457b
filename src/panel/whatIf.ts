/** The levers as the panel moved them last, and the engine's answer to them: computed once per text and position. */
import type { Engine, WhatIf } from '../estimate/index.ts';
import { type Focus, scopeOf } from './focus.ts';
import { engineLevers } from './levers.ts';
import { numberOf } from './numberOf.ts';
import type { LeverValues } from './protocol.ts';

export interface Moved {
  readonly request: number;
  readonly values: LeverValues;
}

export class WhatIfs {
  readonly #engine: () => Engine;
  #moved: (Moved & { readonly scope: string }) | undefined;
  #known: { readonly key: string; readonly answer: WhatIf } | undefined;

  constructor(engine: () => Engine) {
    this.#engine = engine;
  }

  move(focus: Focus, moved: Moved): void {
    this.#moved = Object.keys(moved.values).length === 0 ? undefined : { scope: scopeOf(focus), ...moved };
  }

  /** All levers back to what the file says. */
  reset(): void {
    this.#moved = undefined;
  }

  /** Levers belong to one workload of one document; another one knows nothing of them. */
  of(focus: Focus): Moved | undefined {
    return this.#moved?.scope === scopeOf(focus) ? this.#moved : undefined;
  }

  answer(focus: Focus): WhatIf | undefined {
    const { document, workload } = focus;
    const moved = this.of(focus);
    if (moved === undefined || workload.workload === undefined) return undefined;
    const key = JSON.stringify([scopeOf(focus), numberOf(document.evaluation), moved.values]);
    if (this.#known?.key !== key)
      this.#known = { key, answer: this.#engine().whatIf(workload.workload, engineLevers(moved.values)) };
    return this.#known.answer;
  }
}
