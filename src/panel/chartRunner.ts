/** Computes charts beside the typing: waits for a pause, works in small slices, drops what is no longer asked for. */
import { type ChartData, type ChartQuestion, type ChartStep, chartSteps } from '../estimate/index.ts';
import type { Deployment } from '../workload/index.ts';
import type { PanelHost } from './host.ts';
import type { Work } from './protocol.ts';

/** Pause after the last change before work begins. */
const REST_MS = 150;
/** Work shorter than this shows no progress: a flicker helps nobody. */
const PATIENCE_MS = 400;
/** Work without a pause: slices are pulled until it is spent. */
const SLICE_MS = 8;
/** Progress without new charts is reported this often. */
const REPORT_MS = 100;

interface Run {
  readonly scope: string;
  readonly key: string;
  readonly steps: Iterator<ChartStep>;
  readonly since: number;
  reported: number;
  last?: ChartStep;
}

type Host = Pick<PanelHost, 'engine' | 'clock' | 'log' | 'measured'>;

export class ChartRunner {
  readonly #host: Host;
  readonly #changed: () => void;
  #stop: () => void = () => undefined;
  #key: string | undefined;
  #run: Run | undefined;
  #known: { readonly scope: string; readonly key: string; readonly data: ChartData } | undefined;
  #ranked: ReadonlyMap<string, Deployment> = new Map();
  work: Work | undefined;

  constructor(host: Host, changed: () => void) {
    this.#host = host;
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
    this.#drop();
    this.#stop = this.#host.clock.after(REST_MS, () => {
      const { engine, clock, measured } = this.#host;
      const found = new Map<string, Deployment>();
      const ranked: ChartQuestion['ranked'] = ({ estimate, deployment }) => found.set(estimate.name, deployment);
      this.#ranked = found;
      const steps = chartSteps(engine, { ...question, measured, ranked });
      this.#slice((this.#run = { scope, key, steps, since: clock.now(), reported: -Infinity }));
    });
  }

  cancel(): void {
    this.#drop();
    this.#changed();
  }

  dispose(): void {
    this.#drop();
  }

  #drop(): void {
    this.#run = undefined;
    this.work = undefined;
    this.#stop();
  }

  /** Works for a few milliseconds, then leaves the host to others. */
  #slice(run: Run): void {
    if (this.#run !== run) return;
    let next: IteratorResult<ChartStep>;
    try {
      next = this.#pull(run);
    } catch (error) {
      this.#host.log.error(error);
      return this.cancel();
    }
    if (next.done === true) return this.#finish(run);
    this.#report(run, next.value);
    this.#stop = this.#host.clock.after(0, () => this.#slice(run));
  }

  #pull(run: Run): IteratorResult<ChartStep> {
    const { clock } = this.#host;
    const began = clock.now();
    let next: IteratorResult<ChartStep>;
    do {
      next = run.steps.next();
      if (next.done !== true) run.last = next.value;
    } while (next.done !== true && clock.now() - began < SLICE_MS);
    return next;
  }

  #finish({ scope, key, last }: Run): void {
    this.#run = undefined;
    this.work = undefined;
    if (last !== undefined) this.#known = { scope, key, data: last.data };
    this.#changed();
  }

  /** A workload seen for the first time fills part by part; a changed one is replaced as a whole. */
  #report(run: Run, { data, ...work }: ChartStep): void {
    const { scope, key } = run;
    const first = this.#known?.scope !== scope || this.#known.key === key;
    const news = first && this.#known?.data !== data;
    if (first) this.#known = { scope, key, data };
    const now = this.#host.clock.now();
    if (now - run.since > PATIENCE_MS) this.work = work;
    if (!news && (this.work === undefined || now - run.reported <= REPORT_MS)) return;
    run.reported = now;
    this.#changed();
  }
}
