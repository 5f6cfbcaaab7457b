/**
 * What is inside the bundles, read from their graphs: dist/THIRD-PARTY-NOTICES.txt with the licence of every library, and
 * dist/sbom.cdx.json, the same as a bill of materials (CycloneDX 1.6).
 */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import type { Metafile } from 'esbuild';
import { inRoot } from '../harness/paths.ts';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly author?: string | { readonly name?: string };
}

const manifestOf = (folder: string): Manifest =>
  JSON.parse(readFileSync(inRoot(folder, 'package.json'), 'utf8')) as Manifest;

export function writeNotices(graphs: readonly Metafile[]): void {
  const folders = [...new Set(graphs.flatMap((graph) => Object.keys(graph.inputs).flatMap(packageFolder)))].sort();
  const head = 'Inference TCO contains code of these libraries.';
  const notices = folders.map(notice);
  writeFileSync(inRoot('dist/THIRD-PARTY-NOTICES.txt'), [head, ...notices].join(`\n\n${'-'.repeat(80)}\n\n`));
  writeFileSync(inRoot('dist/sbom.cdx.json'), `${JSON.stringify(billOfMaterials(folders), undefined, 1)}\n`);
}

interface Lock {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

/** Without a date or a serial number, so that the same code gives the same bytes. */
function billOfMaterials(folders: readonly string[]): object {
  const own = JSON.parse(readFileSync(inRoot('package.json'), 'utf8')) as Manifest;
  const { packages } = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')) as Lock;
  const part = (type: string, { name, version, license }: Manifest, integrity?: string) => {
    const [algorithm, digest] = integrity?.split('-') ?? [];
    const content = digest === undefined ? undefined : Buffer.from(digest, 'base64').toString('hex');
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return {
      type,
      'bom-ref': purl,
      name,
      version,
      purl,
      ...(license === undefined ? {} : { licenses: [{ license: { id: license } }] }),
      ...(algorithm === 'sha512' ? { hashes: [{ alg: 'SHA-512', content }] } : {}),
    };
  };
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: part('application', own) },
    components: folders.map((folder) => part('library', manifestOf(folder), packages[folder]?.integrity)),
  };
}

/** `node_modules/a/node_modules/@b/c` of an input file; nothing for our own. */
function packageFolder(input: string): readonly string[] {
  const found = /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input);
  return found?.[1] === undefined ? [] : [found[1]];
}

function notice(folder: string): string {
  const manifest = manifestOf(folder);
  const { name, version, license } = manifest;
  const file = readdirSync(inRoot(folder)).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? standardText(manifest) : readFileSync(inRoot(folder, file), 'utf8').trim();
  return `${name} ${version} (${license ?? 'licence in its text'})\n\n${text}`;
}

/** The text of a licence that a package names and does not carry. */
function standardText({ name, license, author }: Manifest): string {
  const holder = typeof author === 'string' ? author : (author?.name ?? `the authors of ${name}`);
  if (license !== 'MIT') throw new Error(`${name} is ${license ?? 'without a licence'} and carries no text of it.`);
  return `Copyright (c) ${holder}\n\n${MIT}`;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation
files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy,
modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the
Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
