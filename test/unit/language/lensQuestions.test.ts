/** Lenses follow the text as soon as VS Code asks, and are asked for where it does not. */
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { LATE_MS, LensQuestions } from '../../../src/extension/lensQuestions.ts';

let asked = 0;
let questions: LensQuestions;

beforeEach(() => {
  vi.useFakeTimers();
  asked = 0;
  questions = new LensQuestions(
    () => (asked += 1),
    (milliseconds, task) => {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
  );
  questions.evaluated('a', 1);
  questions.given('a', 1);
  asked = 0;
});

// Test files share their thread, and others wait for real time.
afterEach(() => vi.useRealTimers());

describe('a change of the text', () => {
  it('raises no event while VS Code waits to ask, which would make it wait longer', () => {
    questions.evaluated('a', 2);
    vi.advanceTimersByTime(LATE_MS - 1);
    questions.given('a', 2);
    vi.advanceTimersByTime(10 * LATE_MS);
    expect(asked).toBe(0);
  });

  it('raises one where nobody asked, as in an editor that lost the focus', () => {
    questions.evaluated('a', 2);
    vi.advanceTimersByTime(LATE_MS);
    expect(asked).toBe(1);
  });

  it('raises one where the lenses given were of an earlier text', () => {
    questions.evaluated('a', 2);
    questions.given('a', 1);
    vi.advanceTimersByTime(LATE_MS);
    expect(asked).toBe(1);
  });

  it('raises one for many changes in a row', () => {
    for (let version = 2; version < 20; version++) {
      questions.evaluated('a', version);
      vi.advanceTimersByTime(LATE_MS / 2);
    }
    vi.advanceTimersByTime(LATE_MS);
    expect(asked).toBe(1);
  });
});

it('another answer to the same text is shown at once', () => {
  questions.evaluated('a', 1);
  expect(asked).toBe(1);
});

it('lenses go with the document', () => {
  questions.evaluated('a', undefined);
  questions.evaluated('a', 1);
  expect(asked).toBe(2);
});

it('nothing is asked for after the end', () => {
  questions.evaluated('a', 2);
  questions.dispose();
  vi.advanceTimersByTime(LATE_MS);
  expect(asked).toBe(0);
});
