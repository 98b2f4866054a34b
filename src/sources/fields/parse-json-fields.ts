import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import type { Field, FieldValue } from './fields.js';

/**
 * Reads a JSON object as fields. Numbers stay the text they were written as, so that no id is rounded.
 *
 * @throws LectorError `E_JSON`.
 */
export function parseJsonFields(input: {
  readonly text: string;
  readonly file: string;
  readonly maxBytes: number;
  readonly maxDepth: number;
}): ReadonlyMap<string, Field> {
  const { text, file, maxBytes, maxDepth } = input;
  const refuse = (message: string, cause?: unknown): never => {
    throw new LectorError('E_JSON', `${file}: ${message}.`, {
      place: { file },
      hint: 'correct the JSON.',
      ...present({ cause }),
    });
  };
  if (Buffer.byteLength(text) > maxBytes) refuse(`more than ${maxBytes} bytes of JSON`);
  if (depthOfJson(text) > maxDepth) refuse(`the depth of lists and maps is more than ${maxDepth}`);
  let value: unknown;
  try {
    value = JSON.parse(quoteNumbers(text));
  } catch (error) {
    refuse(`not JSON: ${(error as Error).message}`, error);
  }
  const converted = toFieldValue(value);
  return converted.kind === 'map' ? converted.fields : refuse('expected an object with fields such as "title"');
}

const NUMBER_MARK = '\u{F0000}';

/** A string, or a number outside one. */
const TOKEN = /"(?:[^"\\]|\\[\s\S])*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/gu;

function quoteNumbers(text: string): string {
  return text.replace(TOKEN, (token) => (token.startsWith('"') ? token : `"${NUMBER_MARK}${token}"`));
}

function depthOfJson(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const [mark] of text.matchAll(/"(?:[^"\\]|\\[\s\S])*"|[[\]{}]/gu)) {
    if (mark === '[' || mark === '{') deepest = Math.max(deepest, (depth += 1));
    else if (mark === ']' || mark === '}') depth -= 1;
  }
  return deepest;
}

function toFieldValue(value: unknown): FieldValue {
  if (typeof value === 'string') {
    const isNumber = value.startsWith(NUMBER_MARK);
    return { kind: 'text', text: isNumber ? value.slice(NUMBER_MARK.length) : value, isBare: isNumber };
  }
  if (typeof value === 'boolean') return { kind: 'text', text: String(value), isBare: true };
  if (Array.isArray(value)) return { kind: 'list', items: value.map(toFieldValue) };
  if (typeof value !== 'object' || value === null) return { kind: 'missing' };
  return {
    kind: 'map',
    fields: new Map(
      Object.entries(value).map(([name, inner]): [string, Field] => [name, { value: toFieldValue(inner) }]),
    ),
  };
}
