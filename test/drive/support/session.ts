/** A drive: one editor window with the packaged extension, and what a person does in it, step by step. */
import type { Settings } from '../../../scripts/harness/profile.ts';
import type { Workbench } from './workbench.ts';

export interface Session {
  readonly name: string;
  /** Opened as a copy. */
  readonly workspace: string;
  /** The file that is open at the start. */
  readonly file?: string;
  /** Over the quiet ones, which switch git and AI features off. */
  readonly settings?: Settings;
  /** The folder is not trusted. */
  readonly restricted?: true;
  /** Language of the editor; its own words stay English, since no language pack is installed. */
  readonly language?: 'de';
  readonly viewport?: { readonly width: number; readonly height: number };
  readonly steps: readonly Step[];
}

export interface Step {
  readonly name: string;
  /** Throws, or waits in vain, where the editor does not do what is said. */
  readonly act: (workbench: Workbench) => Promise<void>;
}

export const step = (name: string, act: Step['act']): Step => ({ name, act });
