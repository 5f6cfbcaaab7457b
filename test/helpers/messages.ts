/** Every message of the sources that a bundle of l10n/ must know, read from the syntax trees. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { keyTexts } from './keyTexts.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** `t('…')`, `words.t('…')`, `vscode.l10n.t('…')`, and `message('…')` for those that a variable carries to `t`. */
export function messages(): readonly string[] {
  const found = new Set<string>(keyTexts());
  for (const folder of ['src', 'webview'])
    for (const name of readdirSync(root + folder, { recursive: true, encoding: 'utf8' }))
      if (/\.tsx?$/.test(name)) for (const one of messagesIn(`${root}${folder}/${name}`)) found.add(one);
  return [...found].toSorted();
}

function messagesIn(file: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && translates(node.expression)) found.push(...literals(node.arguments[0]));
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return found;
}

function translates(callee: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return ts.isIdentifier(name) && (name.text === 't' || name.text === 'message');
}

/** The literal, or both ends of a choice; a variable is found where its own text is marked by `message`. */
function literals(node: ts.Expression | undefined): readonly string[] {
  if (node === undefined) return [];
  if (ts.isStringLiteralLike(node)) return [node.text];
  return ts.isConditionalExpression(node) ? [...literals(node.whenTrue), ...literals(node.whenFalse)] : [];
}

/** The places of a message, such as `{0}`, in order, each once. */
export function placesOf(text: string): readonly string[] {
  return [...new Set(text.match(/\{\d+\}/g))].toSorted();
}
