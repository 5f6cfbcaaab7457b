/** Texts become evaluations. Typing in one document leaves the answers to the others alone. */
import type { Catalog } from '../catalog/index.ts';
import { finished, type Slices } from '../economics/index.ts';
import type { Localization } from '../quantity/index.ts';
import { parseWorkloadFile, type Workload, type WorkloadDocument } from '../workload/index.ts';
import { manifestsBy } from './manifests.ts';
import { Cache } from './cache.ts';
import type { Contexts } from './contexts.ts';
import type { EvaluatedWorkload, EvaluateOptions, Evaluation } from './contract/index.ts';
import { type Answer, answerSlices, missedNames, unreadDeployments } from './document/index.ts';
import { explainer } from './explainer.ts';
import { currencyRates } from './names/index.ts';
import { fromWorkload, type Problem } from './problems/index.ts';

/** Evaluations of whole texts kept: two versions of a few open files. */
const KEPT_TEXTS = 24;
const KEPT_DOCUMENTS = 100;

interface World {
  readonly catalog: Catalog;
  readonly words: Localization;
  readonly contexts: Contexts;
}

/** A document in its text. */
interface Placed {
  readonly document: WorkloadDocument;
  readonly fileName: string;
  /** Text and place of the document: what its answer is kept by. */
  readonly key: string;
  /** Problems of the text itself. */
  readonly own: readonly Problem[];
  readonly readFile?: EvaluateOptions['readFile'];
}

export class TextEvaluator {
  readonly #world: World;
  readonly #rates: ReturnType<typeof currencyRates>;
  readonly #texts = new Cache<Evaluation>(KEPT_TEXTS);
  readonly #answers = new Cache<Answer>(KEPT_DOCUMENTS);
  /** Files that paths of a model start from; the reference survives every change a lever makes to the workload around it. */
  readonly #files = new WeakMap<Workload['model'], string>();
  readonly #manifests: ReturnType<typeof manifestsBy>;

  constructor(world: World) {
    this.#world = world;
    this.#rates = currencyRates(world.catalog);
    this.#manifests = manifestsBy(world.catalog);
  }

  fileOf({ model }: Workload): string {
    return this.#files.get(model) ?? '';
  }

  evaluate(text: string, options?: EvaluateOptions): Evaluation {
    return finished(this.slices(text, options));
  }

  /** Slices of a few milliseconds. What is given up for a newer text leaves its finished documents to that one. */
  *slices(text: string, { fileName = 'untitled', force = false, ...given }: EvaluateOptions = {}): Slices<Evaluation> {
    const name = `${force ? 1 : 0} ${fileName}`;
    const key = `${name}\n${text}`;
    const known = this.#texts.get(key);
    // References to files may answer differently the next time.
    if (known && !known.workloads.some(({ document }) => pointsElsewhere(document))) return known;
    const readFile = given.readFile ?? this.#world.contexts.readerOf(fileName);
    const manifests = readFile && this.#manifests(readFile);
    const file = parseWorkloadFile(text, { fileName, force, rates: this.#rates, ...(manifests ? { manifests } : {}) });
    const workloads: EvaluatedWorkload[] = [];
    const problems: Problem[] = [];
    for (const document of file.documents) {
      yield;
      const own = document.problems.map((problem) => fromWorkload(problem, this.#world.words));
      if (!document.isWorkload) {
        problems.push(...own);
        continue;
      }
      const { start, end } = document.span;
      const place = `${name} ${document.index} ${document.range.start.line}\n${text.slice(start, end)}`;
      const evaluated = yield* this.#document({ document, fileName, key: place, own, ...given });
      workloads.push(evaluated);
      problems.push(...evaluated.estimate.problems);
    }
    return this.#texts.set(key, { file, workloads, problems });
  }

  *#document(placed: Placed): Slices<EvaluatedWorkload> {
    const { document, own } = placed;
    if (!document.workload) return this.#unread(placed);
    const { catalog, words } = this.#world;
    const found = yield* this.#answer(document.workload, placed);
    const told = [...own, ...found.estimate.problems];
    const whole = found.request && !found.estimate.deployments.some(({ status }) => status === 'invalid');
    const problems = sorted(whole ? told : [...told, ...missedNames(document, catalog, told, words)]);
    return {
      document,
      workload: found.workload,
      estimate: { ...found.estimate, problems },
      proposals: found.proposals,
      explain: explainer(found),
    };
  }

  /** The answer to a document whose text and place are as they were is the one there was. */
  *#answer(workload: Workload, { document, fileName, key, readFile }: Placed): Slices<Answer> {
    this.#files.set(workload.model, fileName);
    const known = this.#answers.get(key);
    if (known) return known;
    const context = this.#world.contexts.at({
      file: fileName,
      documentIndex: document.index,
      document,
      ...(readFile ? { readFile } : {}),
    });
    const found = yield* answerSlices(workload, context);
    return pointsElsewhere(document) ? found : this.#answers.set(key, found);
  }

  /** A document that could not be read: its deployments by name, without numbers. */
  #unread({ document, fileName, own }: Placed): EvaluatedWorkload {
    const { catalog, words } = this.#world;
    const evaluated = unreadDeployments(document, catalog, words);
    const estimate = {
      source: { file: fileName, documentIndex: document.index },
      name: document.name,
      model: '',
      currency: 'USD',
      problems: sorted([...own, ...missedNames(document, catalog, own, words)]),
      deployments: evaluated.map((one) => one.estimate),
    };
    const figures = new Map(evaluated.map((one) => [one.estimate.name, one]));
    return { document, estimate, proposals: [], explain: explainer({ evaluated: figures }) };
  }
}

function pointsElsewhere({ workload, manifests }: WorkloadDocument): boolean {
  if (manifests.length > 0) return true;
  if (workload === undefined) return false;
  const { model, traffic } = workload;
  return model.kind === 'file' || traffic.inputTokens.trace !== undefined || traffic.outputTokens.trace !== undefined;
}

/** In the order of the text. */
function sorted(problems: readonly Problem[]): readonly Problem[] {
  return [...problems].sort(
    (a, b) => a.range.start.line - b.range.start.line || a.range.start.column - b.range.start.column,
  );
}
