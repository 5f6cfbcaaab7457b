import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fromWebview, leverValues } from '../../../src/panel/protocol.ts';

describe('what comes from the webview', () => {
  it('passes our own messages', () => {
    expect(fromWebview({ type: 'ready' })).toEqual({ type: 'ready' });
    expect(fromWebview({ type: 'select', deployment: 'a', extra: 1 })).toEqual({ type: 'select', deployment: 'a' });
    expect(fromWebview({ type: 'levers', request: 3, values: { requests: 12, weights: 'fp8' } })).toEqual({
      type: 'levers',
      request: 3,
      values: { requests: 12, weights: 'fp8' },
    });
  });

  it.each([
    undefined,
    null,
    'ready',
    [],
    {},
    { type: 'run' },
    { type: 'select' },
    { type: 'select', deployment: 7 },
    { type: 'select', deployment: 'x'.repeat(500) },
    { type: 'reveal', path: 'a.b' },
    { type: 'reveal', path: Array.from({ length: 40 }, () => 'a') },
    { type: 'revealLine', line: -1 },
    { type: 'revealLine', line: 1.5 },
    { type: 'levers', request: 1, values: { requests: Number.NaN } },
    { type: 'levers', request: 1, values: { requests: -1 } },
    { type: 'apply', values: { __proto__x: 1 } },
    { type: 'apply', values: [] },
    { type: 'export', format: 'exe' },
    { type: 'precision', any: 'yes' },
    { type: 'command', command: 'workbench.action.terminal.new' },
  ])('refuses %j', (data) => expect(fromWebview(data)).toBeUndefined());

  it('never throws and never lets a field of another kind through', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        const message = fromWebview(data);
        expect(message === undefined || typeof message.type === 'string').toBe(true);
      }),
    );
  });

  it('does not reach prototypes', () => {
    expect(leverValues(JSON.parse('{"__proto__": {"requests": 1}}'))).toBeUndefined();
    expect(leverValues({ constructor: 'x' })).toBeUndefined();
  });
});
