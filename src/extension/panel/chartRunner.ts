/** Computes charts beside the typing: waits for a rest, works in small steps, drops what nobody asks for any more. */
import {
  type ChartData,
  type ChartQuestion,
  type ChartStep,
  chartSteps,
  type MeasuredTable,
} from '../../estimate/index.ts';
import type { Deployment } from '../../workload/index.ts';
import type { PanelSnapshot } from '../../panel/protocol.ts';
import type { Services } from '../services.ts';

/** Rest after the last change before work begins. */
const REST_MS = 150;
/** Work shorter than this shows no progress: a flicker helps nobody. */
const PATIENCE_MS = 400;
/** Work between two breaths of the host: slices are pulled until it is spent. */
const BREATH_MS = 8;
/** Progress without new charts is told this often. */
const TELL_MS = 100;

export class ChartRunner {
  readonly #services: Services;
  readonly #changed: () => void;
  readonly #measured: () => MeasuredTable | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #key: string | undefined;
  #run:
    | {
        readonly key: string;
        readonly steps: Iterator<ChartStep>;
        readonly since: number;
        told: number;
        last?: ChartStep;
      }
    | undefined;
  #known: { readonly scope: string; readonly key: string; readonly data: ChartData } | undefined;
  #ranked: ReadonlyMap<string, Deployment> = new Map();
  work: PanelSnapshot['work'];

  constructor(services: Services, measured: () => MeasuredTable | undefined, changed: () => void) {
    this.#services = services;
    this.#measured = measured;
    this.#changed = changed;
  }

  /** The newest data of this workload, of an earlier version while the next is being made. */
  dataOf(scope: string): ChartData | undefined {
    return this.#known?.scope === scope ? this.#known.data : undefined;
  }

  /** The deployment behind a row of "Better for this traffic". */
  ranked(name: string): Deployment | undefined {
    return this.#ranked.get(name);
  }

  /** Asks for charts; the same key again changes nothing. */
  start(scope: string, key: string, question: ChartQuestion): void {
    if (this.#key === key) return;
    this.#key = key;
    this.#run = undefined;
    this.work = undefined;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      const ranked = new Map<string, Deployment>();
      const steps = chartSteps(this.#services.engine, {
        ...question,
        measured: this.#measured(),
        ranked: ({ estimate, deployment }) => ranked.set(estimate.name, deployment),
      });
      this.#ranked = ranked;
      this.#run = { key, steps, since: Date.now(), told: 0 };
      this.#step(scope, key);
    }, REST_MS);
  }

  cancel(): void {
    this.#run = undefined;
    this.work = undefined;
    clearTimeout(this.#timer);
    this.#changed();
  }

  dispose(): void {
    this.#run = undefined;
    clearTimeout(this.#timer);
  }

  /** A few slices, then the host breathes. */
  #step(scope: string, key: string): void {
    const run = this.#run;
    if (run?.key !== key) return;
    const began = Date.now();
    let next: IteratorResult<ChartStep>;
    try {
      do {
        next = run.steps.next();
        if (next.done !== true) run.last = next.value;
      } while (next.done !== true && Date.now() - began < BREATH_MS);
    } catch (error) {
      this.#services.log.error(`Charts: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
      return this.cancel();
    }
    if (next.done === true) {
      this.#run = undefined;
      this.work = undefined;
      if (run.last !== undefined) this.#known = { scope, key, data: run.last.data };
      return this.#changed();
    }
    const { data, ...work } = next.value;
    const first = this.#known?.scope !== scope || this.#known.key === key;
    const news = first && this.#known?.data !== data;
    // A workload seen for the first time fills part by part; a changed one is replaced as a whole.
    if (first) this.#known = { scope, key, data };
    const now = Date.now();
    if (now - run.since > PATIENCE_MS) this.work = work;
    if (news || (this.work !== undefined && now - run.told > TELL_MS)) {
      run.told = now;
      this.#changed();
    }
    this.#timer = setTimeout(() => this.#step(scope, key), 0);
  }
}
