/** A feed whose CDATA sections end where their elements do, and the lines of those that had no end of their own. */
export type ClosedSections = { readonly xml: string; readonly lines: readonly number[] };

/**
 * Closes each CDATA section that nobody closed before the end of its element, at latest where its item ends: to a
 * strict reader it goes on to the end of the next section, with all items between.
 *
 * A section is taken as left open where its element ends before another section begins, or its item before another
 * item does. Line numbers stay.
 */
export function closeSections(source: string): ClosedSections {
  const parts: string[] = [];
  const lines: number[] = [];
  let [taken, line, close] = [0, 1, -1];
  let start = source.indexOf(START);
  while (start >= 0) {
    const from = start + START.length;
    if (close !== Infinity && close < from) close = orInfinity(source.indexOf(END, from));
    const next = orInfinity(source.indexOf(START, from));
    const end = findEnd({ source, start, from, close, next });
    if (end !== undefined) {
      line += source.slice(taken, start).split('\n').length - 1;
      lines.push(line);
      line += source.slice(start, end).split('\n').length - 1;
      parts.push(source.slice(taken, end), END);
      taken = end;
    }
    const behind = end ?? (close === Infinity ? source.length : close + END.length);
    start = next >= behind ? (next === Infinity ? -1 : next) : source.indexOf(START, behind);
  }
  return { xml: parts.length === 0 ? source : parts.join('') + source.slice(taken), lines };
}

/** Where a section that is left open has to end. */
function findEnd(section: {
  readonly source: string;
  readonly start: number;
  readonly from: number;
  readonly close: number;
  readonly next: number;
}): number | undefined {
  const { source, start, from, close, next } = section;
  const isClosed = close < next;
  // The end of a section inside of a section is written `]]]]><![CDATA[>`.
  if (!isClosed && source.startsWith(SPLIT, close - 2)) return undefined;
  const text = source.slice(from, Math.min(close, next));
  if (isClosed && !ITEMS.test(text)) return undefined;
  const name = /<([\p{L}_:][\p{L}\p{N}_.:-]{0,60})(?:\s[^<>]{0,200})?>\s*$/u.exec(
    source.slice(Math.max(0, start - 300), start),
  )?.[1];
  const ends = [name === undefined ? -1 : text.indexOf(`</${name}>`), text.search(BOUNDARY)].filter((end) => end >= 0);
  return ends.length === 0 ? undefined : from + Math.min(...ends);
}

function orInfinity(position: number): number {
  return position < 0 ? Infinity : position;
}

const START = '<![CDATA[';
const END = ']]>';
const SPLIT = ']]]]><![CDATA[>';
const BOUNDARY = /<\/?(?:item|entry)\b/u;
const ITEMS = /<\/(?:item|entry)>\s*<(?:(?:item|entry)\b|\/(?:channel|feed|rss)\b)/u;
