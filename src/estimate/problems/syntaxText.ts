/** The sentences about text that is not YAML: slips in plain words, the library's other complaints in ours. */
import { message, type Localization } from '../../quantity/index.ts';
import type { WorkloadProblemData } from '../../workload/index.ts';

type Syntax = WorkloadProblemData['yaml-syntax'];

export function syntaxText({ code, detail, slip, edits = [] }: Syntax, { t }: Localization): string {
  if (slip === 'bracket' && edits.every(({ newText }) => newText === ''))
    return t('There is one {0} too many.', detail);
  if (slip !== undefined) return t(SLIP_SENTENCES[slip], detail);
  const known = Object.hasOwn(COMPLAINTS, code) ? COMPLAINTS[code] : undefined;
  return known === undefined ? t('This is not valid YAML: {0}.', detail.replace(/\.$/, '')) : t(known);
}

const SLIP_SENTENCES: Readonly<Record<NonNullable<Syntax['slip']>, string>> = {
  tab: message('YAML is indented by blanks; here are tabs.'),
  blank: message('Here is a blank or a quote of a word processor, which YAML takes for a letter.'),
  space: message('A space is missing after the colon of {0}.'),
  equals: message('{0} is followed by an equals sign; YAML has a colon there.'),
  quote: message('A quote is opened here and not closed by another {0}.'),
  bracket: message('What is opened here is not closed: {0} is missing.'),
  indent: message('{0} does not start in the column of its neighbours.'),
  colon: message('A colon is missing after {0}.'),
  'colon-in-value': message('The value of {0} has a colon in it and needs quotes.'),
};

/** By the code of the YAML library. */
const COMPLAINTS: Readonly<Record<string, string>> = {
  BAD_INDENT: message(
    'This line does not start in the column of its neighbours. Move it under the key that it belongs to.',
  ),
  BLOCK_AS_IMPLICIT_KEY: message('A key stands in the value of another. Put it on a line of its own.'),
  BLOCK_IN_FLOW: message(
    'Lines with indentation cannot stand within braces. Write the value in braces, or the whole in lines.',
  ),
  MISSING_CHAR: message('A colon, comma, quote or brace is missing here.'),
  MULTILINE_IMPLICIT_KEY: message('A colon is missing: this line is no key with its value.'),
  TAB_AS_INDENT: message('YAML is indented by blanks; here are tabs.'),
  UNEXPECTED_TOKEN: message('This cannot stand here. Check the colons, commas and braces of the line.'),
  BAD_SCALAR_START: message('A value cannot begin with this character. Put it in quotes.'),
  BAD_DQ_ESCAPE: message(
    'A backslash in double quotes stands before a character that it cannot stand before. Use single quotes.',
  ),
  MULTIPLE_ANCHORS: message('A value has two anchors (&). Keep one.'),
  KEY_OVER_1024_CHARS: message('A key is longer than 1,024 characters. Check its quotes.'),
};
