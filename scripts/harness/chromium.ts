/**
 * A browser for the workbench: one that is there, else the headless Chromium inside an npm package (Linux x64).
 *
 * That package expects a machine without any desktop library: it carries libnss3 and fonts beside the browser, and
 * they are unpacked and pointed to here. `INFERENCE_TCO_NPM_CHROMIUM=1` takes it even where another browser is there;
 * `CHROME_PATH` names one.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { npm, once } from './npmInstall.ts';

const version = '147.0.0';

export interface Browser {
  readonly executable: string;
  readonly environment: Readonly<Record<string, string>>;
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

export async function chromium(): Promise<Browser> {
  const named = process.env['CHROME_PATH'];
  if (named !== undefined) return { executable: named, environment: {} };
  const forced = process.env['INFERENCE_TCO_NPM_CHROMIUM'] === '1';
  const found = forced ? undefined : installed.find((file) => existsSync(file));
  if (found !== undefined) return { executable: found, environment: {} };
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chrome, Chromium or Edge was found. Install one, or set CHROME_PATH to it.');
  return fromNpm();
}

async function fromNpm(): Promise<Browser> {
  const folder = await once(`chromium-${version}`, async (partial) => {
    await npm(['install', `@sparticuz/chromium@${version}`], partial);
    const packed = path.join(partial, 'node_modules/@sparticuz/chromium/bin');
    writeFileSync(path.join(partial, 'chromium'), unpack(path.join(packed, 'chromium.br')));
    chmodSync(path.join(partial, 'chromium'), 0o755);
    for (const name of ['al2023', 'fonts', 'swiftshader']) untar(unpack(path.join(packed, `${name}.tar.br`)), partial);
    writeFonts(partial);
  });
  const environment = {
    LD_LIBRARY_PATH: path.join(folder, 'lib'),
    FONTCONFIG_PATH: folder,
    FONTCONFIG_FILE: path.join(folder, 'fonts.conf'),
  };
  return { executable: path.join(folder, 'chromium'), environment };
}

const unpack = (file: string): Buffer => brotliDecompressSync(readFileSync(file));

function untar(archive: Buffer, folder: string): void {
  execFileSync('tar', ['-x', '--no-same-owner', '-C', folder], { input: archive });
}

/** The package's own fonts.conf looks in a fixed place; ours looks beside itself, and in the system's as well. */
function writeFonts(folder: string): void {
  mkdirSync(path.join(folder, 'fonts'), { recursive: true });
  const config = `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir prefix="relative">fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir prefix="xdg">fontconfig</cachedir>
</fontconfig>
`;
  writeFileSync(path.join(folder, 'fonts.conf'), config);
}
