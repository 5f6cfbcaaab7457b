/** Folders of this user, where each system keeps such things. */
import os from 'node:os';
import path from 'node:path';

interface PlatformFolder {
  /** The variable that names the folder, and where it is below the home folder without it. */
  readonly windows: readonly [variable: string, home: string];
  readonly mac: string;
  readonly other: readonly [variable: string, home: string];
}

const DATA: PlatformFolder = {
  windows: ['APPDATA', 'AppData/Roaming'],
  mac: 'Library/Application Support',
  other: ['XDG_DATA_HOME', '.local/share'],
};
const CACHE: PlatformFolder = {
  windows: ['LOCALAPPDATA', 'AppData/Local'],
  mac: 'Library/Caches',
  other: ['XDG_CACHE_HOME', '.cache'],
};

/** Where refreshed tables live. */
export const userDataFolder = (): string => folder(DATA);

/** For what may be deleted at any time. */
export const userCacheFolder = (): string => folder(CACHE);

function folder({ windows, mac, other }: PlatformFolder): string {
  const [variable, home] = process.platform === 'win32' ? windows : process.platform === 'darwin' ? ['', mac] : other;
  // An empty variable counts as none (XDG Base Directory Specification).
  return path.join(process.env[variable] || path.join(os.homedir(), home), 'inference-tco');
}
