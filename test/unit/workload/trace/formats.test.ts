/** Traces of other people, by their columns. */
import { describe, expect, it } from 'vitest';
import { reduceCsv, reduceJsonLines, type TraceResult, type TraceSummary } from '../../../../src/workload/index.ts';

function summary(result: TraceResult): TraceSummary {
  if (!result.ok) expect.fail(result.message);
  return result.summary;
}

describe('columns of public traces and logs', () => {
  it.each([
    ['BurstGPT', 'Timestamp,Model,Request tokens,Response tokens,Total tokens\n5,m,10,2,12\n15,m,30,4,34\n'],
    [
      'LiteLLM',
      'request_id,startTime,endTime,prompt_tokens,completion_tokens\na,2026-01-01T00:00:00Z,x,10,2\nb,2026-01-01T00:00:10Z,y,30,4\n',
    ],
  ])('%s', (_, csv) => {
    expect(summary(reduceCsv(csv, 'x'))).toMatchObject({
      requests: 2,
      requestsPerSecond: 0.2,
      input: { mean: 20 },
      output: { mean: 3 },
    });
  });

  it('lengths without times leave the rate open', () => {
    const read = summary(reduceCsv('prompt_len,output_len\n512,100\n800,120\n', 'x'));
    expect(read).toMatchObject({ requests: 2, input: { mean: 656 }, hoursCovered: 0 });
    expect(read).not.toHaveProperty('requestsPerSecond');
  });

  it('Mooncake counts milliseconds and tells which blocks are shared', () => {
    const lines = [
      { timestamp: 0, input_length: 1000, output_length: 100, hash_ids: [1, 2] },
      { timestamp: 4000, input_length: 1000, output_length: 100, hash_ids: [1, 3] },
    ];
    const read = summary(reduceJsonLines(lines.map((line) => JSON.stringify(line)).join('\n'), 'x'));
    expect(read).toMatchObject({ requestsPerSecond: 0.5, cachedInput: 0.25 });
  });

  it('Qwen-Bailian counts seconds', () => {
    const lines = [0, 4].map((timestamp) => ({
      chat_id: 1,
      timestamp,
      input_length: 10,
      output_length: 1,
      hash_ids: [timestamp],
    }));
    expect(summary(reduceJsonLines(lines.map((line) => JSON.stringify(line)).join('\n'), 'x'))).toMatchObject({
      requestsPerSecond: 0.5,
    });
  });

  it('mappings inside a line are looked into', () => {
    const line = JSON.stringify({ created: 1_700_000_000, usage: { prompt_tokens: 7, completion_tokens: 3 } });
    expect(summary(reduceJsonLines(`${line}\n`, 'x'))).toMatchObject({ input: { mean: 7 }, output: { mean: 3 } });
  });

  it('says which line is none', () => {
    expect(reduceJsonLines('{"input_len": 1, "output_len": 2}\nnothing\n', 'x')).toMatchObject({ ok: false, line: 2 });
  });
});
