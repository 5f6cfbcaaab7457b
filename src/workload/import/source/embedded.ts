/** Texts within texts: manifests and commands in Markdown, manifests that a script hands to kubectl, commands in Python strings. */
import type { NamedText, SourceFile } from './documents.ts';
import { readShell } from './shell.ts';

export interface Embedded {
  /** The shell of the file; other lines are left empty, so that line numbers stay. */
  readonly script: string;
  /** Manifests that stand in it. */
  readonly documents: readonly NamedText[];
}

/** What a text that starts an engine mentions. */
const ENGINE = /vllm|sglang|trtllm|text-generation-|llama-server|launch_server|api_server|ollama/;

/** Fences whose text is code of another language: what stands in it is no command. */
const OTHER_LANGUAGES =
  /^(?:py|python|json|ya?ml|js|ts|javascript|typescript|dockerfile|toml|ini|go|rust|diff|log|output|html|xml|sql|mermaid)$/i;

export function embedded({ name, text }: SourceFile): Embedded {
  if (/\.mdx?$/i.test(name)) return inMarkdown(name, text);
  if (/\.rst$/i.test(name)) return { script: indentedBlocks(text), documents: [] };
  if (/\.py$/i.test(name)) return { script: inPython(text), documents: [] };
  const documents = readShell(text).texts.filter((one) => isManifest(one.text));
  return { script: text, documents: documents.map((one) => ({ text: one.text, file: name, line: one.line })) };
}

/** Says what it is; a configuration that a script writes for an engine does not. */
const isManifest = (text: string): boolean => /^(?:apiVersion|kind):\s*\S/m.test(text);

/** Whole files of dstack, SkyPilot and compose, told by two keys of theirs. */
const isTask = (text: string): boolean =>
  [
    [/^type:\s*(?:service|task)\b/m, /^commands:/m],
    [/^resources:/m, /^(?:run|service):/m],
    [/^services:/m, /^\s+(?:image|build|command):/m],
  ].some((keys) => keys.every((key) => key.test(text)));

function inMarkdown(file: string, text: string): Embedded {
  const documents: NamedText[] = [];
  let fence: { readonly language: string; readonly start: number; readonly lines: string[] } | undefined;
  const script = text.split('\n').map((line, i) => {
    const mark = /^\s*(?:```+|~~~+)\s*\{?\.?(\w*)/.exec(line);
    if (mark) {
      if (fence === undefined) fence = { language: mark[1] ?? '', start: i + 2, lines: [] };
      else {
        const inner = fence.lines.join('\n');
        if (/^(?:ya?ml|)$/i.test(fence.language) && (isManifest(outdented(inner)) || isTask(outdented(inner))))
          documents.push({ text: outdented(inner), file, line: fence.start });
        fence = undefined;
      }
      return '';
    }
    fence?.lines.push(line);
    return fence === undefined || OTHER_LANGUAGES.test(fence.language) ? '' : line.replace(/^\s*\$\s+/, '');
  });
  const fenced = script.join('\n');
  const shell = ENGINE.test(fenced) ? fenced : inlineCode(text);
  const here = readShell(shell).texts.filter((one) => isManifest(one.text));
  return { script: shell, documents: [...documents, ...here.map((one) => ({ text: one.text, file, line: one.line }))] };
}

/** A text without fences that hold a command may name one in its lines: `docker run …`. */
const inlineCode = (text: string): string =>
  text
    .split('\n')
    .map((line) => [...line.matchAll(/`([^`]+)`/g)].flatMap(([, code = '']) => (starts(code) ? [code] : [])).join('; '))
    .join('\n');

const starts = (code: string): boolean => ENGINE.test(code) && /\s-{1,2}[a-z]/.test(code);

/** reStructuredText: code is what is indented. */
const indentedBlocks = (text: string): string =>
  text
    .split('\n')
    .map((line) => (/^(?: {3,}|\t)/.test(line) ? line.replace(/^(?: {3,4}|\t)/, '') : ''))
    .join('\n');

/** A fence within a list is indented as a whole. */
function outdented(text: string): string {
  const indents = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [/^\s*/.exec(line)?.[0].length ?? 0]));
  const least = indents.length === 0 ? 0 : Math.min(...indents);
  return least === 0 ? text : text.replace(new RegExp(`^ {${least}}`, 'gm'), '');
}

/** Commands that a program runs: strings that hold one, and lists of words; each keeps its first line. */
function inPython(text: string): string {
  const lines: string[] = text.split('\n').map(() => '');
  const put = (offset: number, command: string): void => {
    const line = text.slice(0, offset).split('\n').length - 1;
    lines[line] = `${lines[line] ?? ''}${lines[line] ? '; ' : ''}${command}`;
  };
  const lists = /\[\s*(?:f?(?:"[^"\n]*"|'[^'\n]*'|[\w.()]+)\s*,\s*)+(?:f?(?:"[^"\n]*"|'[^'\n]*'|[\w.()]+)\s*,?\s*)?\]/g;
  const rest = text.replace(lists, (list: string, offset: number) => {
    if (!ENGINE.test(list)) return list;
    const words = [...list.matchAll(/f?"([^"\n]*)"|f?'([^'\n]*)'|([A-Za-z_][\w.()]*)/g)].map(
      ([, double, single, name]) => double ?? single ?? `$${(name ?? '').replace(/\W/g, '_')}`,
    );
    put(offset, words.map((word) => (/[\s"'{}]/.test(word) ? `'${word.replaceAll("'", '')}'` : word)).join(' '));
    return list.replace(/[^\n]/g, ' ');
  });
  for (const found of rest.matchAll(
    /f?"""([\s\S]*?)"""|f?'''([\s\S]*?)'''|f?"((?:[^"\\\n]|\\.)*)"|f?'((?:[^'\\\n]|\\.)*)'/g,
  )) {
    const inner = found[1] ?? found[2] ?? found[3] ?? found[4] ?? '';
    if (starts(inner)) put(found.index, inner.replace(/\\?\n\s*/g, ' ').trim());
  }
  return lines.join('\n');
}
