/** What other extensions get from `extensions.getExtension('inference-tco.inference-tco').exports`. Versioned; additions only. */
import type { Estimate } from '../estimate/index.ts';

export interface PublicApi {
  readonly version: 1;
  /**
   * Estimates of every workload in a YAML text, as `inference-tco estimate --format json` gives them. Reads no files, asks
   * nothing of the network; problems are data in the result, it rejects only if the tables cannot be loaded.
   */
  estimate(text: string, options?: { readonly fileName?: string }): Promise<readonly Estimate[]>;
  /** Time `activate` took, ms. */
  readonly activationMilliseconds: number;
  /** Resolves when the engine and all providers are there. */
  ready(): Promise<void>;
}
