/** A throw-away editor profile and a throw-away copy of a workspace. */
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

/** What a test does not look at is switched off; a suite switches on what it does, `git.enabled` for one. */
export const quietSettings: Settings = {
  'workbench.startupEditor': 'none',
  // Its lines lie over the text and take the clicks that are meant for it.
  'editor.stickyScroll.enabled': false,
  'workbench.tips.enabled': false,
  'workbench.enableExperiments': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'git.enabled': false,
};

/** Restricted Mode without the questions that would stand in a test's way. */
export const restrictedSettings: Settings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'always',
};

export interface Profile {
  readonly folder: string;
  readonly remove: () => void;
}

export function makeProfile(settings: Settings = {}, folder = temporary('profile')): Profile {
  mkdirSync(path.join(folder, 'data/User'), { recursive: true });
  mkdirSync(path.join(folder, 'extensions'), { recursive: true });
  const file = path.join(folder, 'data/User/settings.json');
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...settings }, undefined, 2));
  return { folder, remove: () => remove(folder) };
}

/** A copy that tests may write to. */
export function copyWorkspace(source: string): Profile {
  const folder = path.join(temporary('workspace'), path.basename(source));
  cpSync(source, folder, { recursive: true });
  return { folder, remove: () => remove(path.dirname(folder)) };
}

/** Short, since a Unix socket's path ends at about 107 characters. */
const temporary = (what: string): string => mkdtempSync(path.join(os.tmpdir(), `tco-${what}-`));
const remove = (folder: string): void =>
  rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
