import { toOneLine } from '../model/text.js';
import type { FeedValue } from './namespaces/feed-namespace.js';
import { canParseUrl } from '../model/text/can-parse-url.js';

/** PSP-1: node values hold at most 255 characters unless another limit is given. */
const MAX_NODE_LENGTH = 255;

/** Text that is one legal line already: most of it is, and a long feed holds a lot of it. */
const PLAIN_LINE = /^[!-~]*(?: [!-~]+)*$/u;

/** Text as an element may hold it: one line, legal in XML, at most 255 characters, cut at a word. */
export function nodeText(text: string, maxLength = MAX_NODE_LENGTH): string {
  const line = toLine(text);
  if (line.length <= maxLength) return line;
  let cut = '';
  for (const { segment } of new Intl.Segmenter().segment(line.slice(0, maxLength * 2))) {
    if (cut.length + segment.length > maxLength - 1) break;
    cut += segment;
  }
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}

/** One element with this text, or none when there is nothing to say. */
export function textValues(text: string | number | undefined, maxLength?: number): readonly FeedValue[] {
  const node = nodeText(String(text ?? ''), maxLength);
  return node === '' ? [] : [node];
}

/** Attributes without those that have no value. */
export function attributes(values: Readonly<Record<string, string | number | undefined>>): {
  readonly _attr: Readonly<Record<string, string>>;
} {
  const own: Record<string, string> = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) own[name] = toLine(String(value));
  return { _attr: own };
}

/** Whether an address may stand in a feed. */
export function isWebUrl(url: string | undefined): url is string {
  return url !== undefined && canParseUrl(url) && /^https?:$/u.test(new URL(url).protocol);
}

function toLine(text: string): string {
  return PLAIN_LINE.test(text) && !text.startsWith(' ') ? text : toOneLine(text);
}
