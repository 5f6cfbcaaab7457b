/** A shell script as the commands it runs, variables that the script sets filled in. Nothing is executed. */
import { parse, type Assignment, type Command, type HereDoc, type Word, type WordPart } from 'unbash';

/** One simple command: its words after expansion, and the variables that hold where it stands. */
export interface ShellCommand {
  readonly words: readonly string[];
  readonly variables: Variables;
  /** 1-based line of its first word in the script. */
  readonly line: number;
}

/** Text that a script writes with a here-document: `cat > extra.yaml <<EOF`, `kubectl apply -f - <<EOF`. */
export interface HereText {
  /** File it goes to; undefined where a command reads it. */
  readonly file?: string;
  readonly text: string;
  readonly line: number;
}

export interface Shell {
  readonly commands: readonly ShellCommand[];
  readonly texts: readonly HereText[];
}

export type Variables = ReadonlyMap<string, readonly string[]>;

export const variablesOf = (values: Readonly<Record<string, string>>): Variables =>
  new Map(Object.entries(values).map(([name, value]) => [name, [value]]));

/**
 * @param variables set outside the script, by the container or the task that runs it; the script's own win
 */
export function readShell(script: string, variables: Variables = new Map()): Shell {
  const source = asShell(script);
  const walk = new Walk(source, variables);
  walk.visit(parse(source));
  return { commands: walk.commands, texts: walk.texts };
}

/**
 * What people keep in files that a shell would stumble over, replaced by texts of the same length: a backslash before
 * blanks at the end of a line, placeholders such as `<model>`, blanks inside `{{ … }}`.
 */
function asShell(script: string): string {
  return script
    .replace(/\r\n/g, ' \n')
    .replace(/\\([ \t]+)\n/g, '$1\\\n')
    .replace(
      /(^|[\s=])<([A-Za-z][\w ./-]*)>(?=[\s"'/:]|$)/gm,
      (_, before: string, name: string) => `${before}‹${name.replace(/ /g, '-')}›`,
    )
    .replace(/\{\{[^{}\n]*\}\}/g, (template) => template.replace(/[\s"'$|&;<>()`]/g, '_'));
}

/** Placeholders come back as they were written. */
const asWritten = (word: string): string => word.replaceAll('‹', '<').replaceAll('›', '>');

class Walk {
  readonly commands: ShellCommand[] = [];
  readonly texts: HereText[] = [];
  private readonly source: string;
  private readonly variables: Map<string, readonly string[]>;

  constructor(source: string, variables: Variables) {
    this.source = source;
    this.variables = new Map(variables);
  }

  /** Commands in the order of the text, whatever blocks they stand in. */
  visit(node: unknown): void {
    if (Array.isArray(node)) for (const one of node) this.visit(one);
    else if (typeof node === 'object' && node !== null) {
      if ('type' in node && node.type === 'Command') this.command(node as Command);
      else for (const child of Object.values(node)) this.visit(child);
    }
  }

  private command(command: Command): void {
    for (const part of command.prefix) if (part.type === 'Assignment') this.assign(part);
    const words: string[] = command.name === undefined ? [] : [...this.expand(command.name)];
    const declares = /^(?:export|declare|local|readonly|typeset)$/.test(words[0] ?? '');
    for (const part of command.suffix) {
      if (part.type === 'Word') words.push(...this.expand(part));
      else if (part.type === 'Assignment') {
        if (declares) this.assign(part);
        words.push(`${part.name}=${part.value.type === 'Word' ? this.expand(part.value).join(' ') : ''}`);
      }
    }
    const texts = command.redirects.filter((redirect) => redirect.type === 'HereDoc');
    if (texts.length > 0) this.hereTexts(command, texts, words);
    if (words.length > 0)
      this.commands.push({ words, variables: new Map(this.variables), line: this.line(command.pos) });
  }

  private hereTexts(command: Command, texts: readonly HereDoc[], words: readonly string[]): void {
    const file = command.redirects.flatMap((redirect) =>
      redirect.type === 'Redirect' && /^(?:>|>>|>\|)$/.test(redirect.operator) && redirect.target !== undefined
        ? this.expand(redirect.target)
        : [],
    )[0];
    const tee = words[0] === 'tee' ? words.find((word, i) => i > 0 && !word.startsWith('-')) : undefined;
    const name = file ?? tee;
    for (const { body, delimiter } of texts) {
      const text = delimiter?.quoted === true ? body.text : this.fill(body.text);
      this.texts.push({ text, line: this.line(body.pos), ...(name === undefined ? {} : { file: name }) });
    }
  }

  private assign({ name, value, append }: Assignment): void {
    const values =
      value.type === 'ArrayValue'
        ? value.elements.flatMap((word) => this.expand(word))
        : [this.expand(value, true).join(' ')];
    const before = append === true ? (this.variables.get(name) ?? []) : [];
    const joined =
      append === true && value.type !== 'ArrayValue' ? [[...before, ...values].join('')] : [...before, ...values];
    this.variables.set(name, joined);
  }

  private line(offset: number): number {
    return this.source.slice(0, offset).split('\n').length;
  }

  private fill(text: string): string {
    return text.replace(/\$\{?(\w+)\}?/g, (whole, name: string) => this.variables.get(name)?.join(' ') ?? whole);
  }

  /** Words that a word becomes. An unquoted variable is split at blanks, as a shell does; what is not set stays as it stands. */
  private expand(word: Word, whole = false): readonly string[] {
    if (word.parts === undefined) return [asWritten(word.value)];
    const [only] = word.parts;
    if (word.parts.length === 1 && only !== undefined) {
      const list = this.listOf(only);
      if (list !== undefined) return list;
      const value = this.valueOf(only);
      const splits = !whole && (only.type === 'SimpleExpansion' || only.type === 'ParameterExpansion');
      return splits && value !== only.text ? value.split(/\s+/).filter((part) => part !== '') : [asWritten(value)];
    }
    return [asWritten(word.parts.map((part) => this.valueOf(part)).join(''))];
  }

  /** `"${ARGS[@]}"`: the elements of an array, each a word of its own. */
  private listOf(part: WordPart): readonly string[] | undefined {
    const expansion = part.type === 'DoubleQuoted' && part.parts.length === 1 ? part.parts[0] : part;
    if (expansion?.type !== 'ParameterExpansion' || !/^[@*]$/.test(expansion.index?.value ?? '')) return undefined;
    return this.variables.get(expansion.parameter);
  }

  private valueOf(part: WordPart): string {
    switch (part.type) {
      case 'DoubleQuoted':
      case 'LocaleString':
        return part.parts.map((inner) => this.valueOf(inner)).join('');
      case 'SimpleExpansion':
        return this.variables.get(part.text.slice(1))?.join(' ') ?? part.text;
      case 'ParameterExpansion':
        return this.parameter(part);
      case 'ArithmeticExpansion':
        return arithmetic(this.fill(part.text.slice(3, -2).replace(/(?<![\w$])([A-Za-z_]\w*)/g, '$$$1'))) ?? part.text;
      case 'Literal':
      case 'SingleQuoted':
      case 'AnsiCQuoted':
        return part.value;
      default:
        return part.text;
    }
  }

  private parameter(part: Extract<WordPart, { type: 'ParameterExpansion' }>): string {
    const set = this.variables.get(part.parameter);
    const index = Number(part.index?.value ?? Number.NaN);
    const value = Number.isInteger(index) ? set?.[index] : set?.join(' ');
    const { operation } = part;
    if (operation === undefined) return value ?? part.text;
    if (operation.type === 'Default' && /^:?[-=]$/.test(operation.operator))
      return value === undefined || value === ''
        ? operation.operand.value === ''
          ? ''
          : this.expand(operation.operand, true).join(' ')
        : value;
    return part.text;
  }
}

/** `$((TP * 2))` with numbers only: products and quotients, then sums, without brackets. */
function arithmetic(expression: string): string | undefined {
  const names = expression.replace(/\s+/g, '');
  if (!/^\d+(?:[-+*/]\d+)*$/.test(names)) return undefined;
  const products = names.split(/(?=[-+])/).map((term) => {
    const [first = '', ...rest] = term.split(/(?=[*/])/);
    return rest.reduce(
      (total, factor) =>
        factor.startsWith('*') ? total * Number(factor.slice(1)) : Math.trunc(total / Number(factor.slice(1))),
      Number(first),
    );
  });
  const sum = products.reduce((total, term) => total + term, 0);
  return Number.isFinite(sum) ? String(sum) : undefined;
}
