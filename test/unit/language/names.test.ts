import { describe, expect, it } from 'vitest';
import { definition, nameAt, references, rename } from '../../../src/language/index.ts';
import { applyEdits } from '../../../src/language/edits.ts';
import { at } from '../../helpers/cursor.ts';
import { CHAT, contextOf } from '../../helpers/language.ts';

function ask<T>(fixture: string, question: (context: ReturnType<typeof contextOf>, offset: number) => T): T {
  const { text, offset } = at(fixture);
  return question(contextOf(text), offset);
}

const chat = (find: string, replace: string): string => CHAT.replace(find, replace);

describe('names', () => {
  it('lead from a use to the definition', () => {
    expect(ask(chat('users * chats', 'use|rs * chats'), definition)?.start.line).toBe(5);
    expect(ask(chat('baseline: aws-h100', 'baseline: aws-h|100'), definition)?.start.line).toBe(22);
  });

  it('are found in every expression, and nowhere else', () => {
    const text = chat('name: support-chat', 'name: users')
      .replace('redundancy', 'redundancy')
      .replace('input_tokens: 1800', 'input_tokens: 1800 + 0 * users # users');
    expect(ask(text.replace('users: 250e3', 'us|ers: 250e3'), references).map(({ start }) => start.line)).toEqual([
      5, 8, 10,
    ]);
  });

  it('are not words that only contain them', () => {
    const text = chat('users: 250e3', 'us|ers: 250e3').replace(
      'chats: 6 / day',
      'chats: 6 / day\n    users_eu: 3 * users',
    );
    expect(ask(text, references)).toHaveLength(3);
  });

  it('are renamed everywhere at once', () => {
    const { text, offset } = at(chat('users: 250e3', 'us|ers: 250e3'));
    const result = rename(contextOf(text), offset, 'people');
    expect(result?.ok).toBe(true);
    const after = result?.ok ? applyEdits(text, result.edits) : '';
    expect(after).toContain('people: 250e3');
    expect(after).toContain('requests: people * chats');
  });

  it('of deployments take the baseline along', () => {
    const { text, offset } = at(chat('aws-h100:', 'aws|-h100:'));
    const result = rename(contextOf(text), offset, 'rented');
    const after = result?.ok ? applyEdits(text, result.edits) : '';
    expect(after).toContain('baseline: rented');
    expect(after).toContain('  rented:\n');
  });

  it.each([
    ['users', 'two words', 'A name starts'],
    ['users', 'chats', 'chats is taken'],
    ['aws-h100', 'hosted', 'hosted is taken'],
  ])('refuse: %s → %s', (name, newName, reason) => {
    const { text, offset } = at(CHAT.replace(`${name}:`, `|${name}:`));
    const result = rename(contextOf(text), offset, newName);
    expect(result?.ok === false && result.message).toContain(reason);
  });

  it('are not keys of the language', () => {
    expect(ask(chat('traffic:', 'tra|ffic:'), nameAt)).toBeUndefined();
    expect(ask(chat('accelerator: h100-sxm', 'accelerator: h1|00-sxm'), nameAt)).toBeUndefined();
  });
});
