/**
 * A spreadsheet in miniature: named rows of arithmetic, evaluated in order. It shares no code with the program, so that
 * a case computed here and by the program is computed twice.
 *
 * Numbers, names, + − * / ^ and parentheses; ceil, floor, min, max, sqrt, exp, ln, cos; sum24(e) is Σ e over h = 0 … 23.
 */
export type Scope = Readonly<Record<string, number>>;

export function evaluateSheet(rows: Readonly<Record<string, string | number>>): Scope {
  const scope: Record<string, number> = {};
  for (const [name, text] of Object.entries(rows)) scope[name] = evaluate(String(text), scope);
  return scope;
}

export function evaluate(text: string, scope: Scope): number {
  const tokens = text.match(/\d+(?:\.\d+)?(?:e[+-]?\d+)?|[a-zA-Z_]\w*|[-+*/^(),]/g) ?? [];
  if (tokens.join('') !== text.replace(/\s+/g, '')) throw new Error(`cannot read "${text}"`);
  return new Reader(tokens, scope, text).all();
}

const FUNCTIONS: Readonly<Record<string, (...values: number[]) => number>> = {
  ceil: (value) => Math.ceil(value - 1e-9),
  floor: (value) => Math.floor(value + 1e-9),
  min: Math.min,
  max: Math.max,
  sqrt: Math.sqrt,
  exp: Math.exp,
  ln: Math.log,
  cos: Math.cos,
};

class Reader {
  #at = 0;
  readonly #tokens: readonly string[];
  readonly #text: string;
  #scope: Scope;

  constructor(tokens: readonly string[], scope: Scope, text: string) {
    this.#tokens = tokens;
    this.#scope = scope;
    this.#text = text;
  }

  all(): number {
    const value = this.#sum();
    if (this.#at < this.#tokens.length) throw new Error(`cannot read "${this.#text}" from ${this.#tokens[this.#at]}`);
    return value;
  }

  #take(...wanted: string[]): string | undefined {
    const token = this.#tokens[this.#at];
    if (token === undefined || !wanted.includes(token)) return undefined;
    this.#at++;
    return token;
  }

  #sum(): number {
    let value = this.#product();
    for (let sign = this.#take('+', '-'); sign; sign = this.#take('+', '-'))
      value += (sign === '+' ? 1 : -1) * this.#product();
    return value;
  }

  #product(): number {
    let value = this.#power();
    for (let sign = this.#take('*', '/'); sign; sign = this.#take('*', '/'))
      value = sign === '*' ? value * this.#power() : value / this.#power();
    return value;
  }

  #power(): number {
    if (this.#take('-')) return -this.#power();
    const base = this.#atom();
    return this.#take('^') ? base ** this.#power() : base;
  }

  #atom(): number {
    const token = this.#tokens[this.#at++] ?? '';
    if (/^\d/.test(token)) return Number(token);
    if (token === '(') return this.#closed(this.#sum());
    if (this.#tokens[this.#at] === '(') {
      this.#at++;
      return token === 'sum24' ? this.#sum24() : this.#call(token);
    }
    const value = this.#scope[token];
    if (value === undefined) throw new Error(`no row "${token}" above "${this.#text}"`);
    return value;
  }

  #closed(value: number): number {
    if (!this.#take(')')) throw new Error(`a parenthesis is open in "${this.#text}"`);
    return value;
  }

  #call(name: string): number {
    const f = FUNCTIONS[name];
    if (!f) throw new Error(`no function "${name}"`);
    const values = [this.#sum()];
    while (this.#take(',')) values.push(this.#sum());
    return this.#closed(f(...values));
  }

  #sum24(): number {
    const start = this.#at;
    const outer = this.#scope;
    let total = 0;
    for (let h = 0; h < 24; h++) {
      this.#at = start;
      this.#scope = { ...outer, h, pi: Math.PI };
      total += this.#sum();
    }
    this.#scope = outer;
    return this.#closed(total);
  }
}
