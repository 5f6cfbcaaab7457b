/** Answers of tools: the numbers as data, the same as text for programs that show text, and refusals that say what to do. */
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js';

/** Longest text of an answer; data beyond it is cut from the text and stands in `structuredContent` whole. */
const LONGEST_TEXT = 40_000;

export function answer(schema: string, body: Readonly<Record<string, unknown>>, text: string): CallToolResult {
  const shown = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}\n… (cut; the data is whole)` : text;
  return {
    structuredContent: { schema: `inference-tco/${schema}/v1`, ...body },
    content: [{ type: 'text', text: shown }],
  };
}

/** What was asked cannot be answered, and why: an answer of the tool, not a fault of the server. */
export function refusal(sentence: string): CallToolResult {
  return { isError: true, content: [{ type: 'text', text: sentence }] };
}
