import { byteLength, escapeXml, toLegalText, truncateToBytes } from '../model/text.js';

/** PSP-1, item `description`: the tags a description may hold. */
export const DESCRIPTION_TAGS: ReadonlySet<string> = new Set(['p', 'ol', 'ul', 'li', 'a', 'b', 'i', 'strong', 'em']);
/** PSP-1 and Apple: bytes, not characters. */
export const MAX_DESCRIPTION_BYTES = 4000;
/** Tags, comments and declarations; text; an angle bracket that starts none of them. */
const TOKENS = /<[a-z!?/][^>]*>|[^<]+|</giu;
const BLOCK_TAGS = new Set(['p', 'ol', 'ul', 'li']);

/**
 * Fits HTML to a feed's `description`: only the tags PSP-1 names, at most 4,000 bytes, cut after the last block
 * that fits whole; where not even the first fits, at a word.
 */
export function fitDescription(html: string, maxBytes = MAX_DESCRIPTION_BYTES): string {
  const legal = toLegalText(html.trim());
  const whole = clean(legal);
  if (byteLength(whole) <= maxBytes) return whole;
  let fitting: string | undefined;
  clean(legal, (closed) => {
    if (byteLength(closed) <= maxBytes) fitting = closed;
  });
  return fitting ?? cutText(whole, maxBytes);
}

/** HTML of the tags PSP-1 names; hears after each block all of it up to there. */
function clean(html: string, onBlock?: (closed: string) => void): string {
  const open: string[] = [];
  let written = '';
  for (const [token] of html.matchAll(TOKENS)) {
    const tag = readTag(token);
    if (!tag) {
      if (!token.startsWith('<')) written += token.replaceAll('>', '&gt;');
      else if (token === '<') written += '&lt;';
      continue;
    }
    if (tag.isClosing) {
      if (!open.includes(tag.name)) continue;
      while (open.length > 0 && open.at(-1) !== tag.name) written += `</${open.pop()}>`;
      written += `</${open.pop()}>`;
    } else {
      open.push(tag.name);
      written += tag.text;
    }
    if (onBlock && tag.isClosing && BLOCK_TAGS.has(tag.name)) onBlock(written + closingTags(open));
  }
  return written + closingTags(open);
}

/** Most tags have no attributes. */
const SIMPLE_TAGS: ReadonlyMap<string, Tag> = new Map(
  [...DESCRIPTION_TAGS].flatMap((name): [string, Tag][] => [
    [`<${name}>`, { name, isClosing: false, text: `<${name}>` }],
    [`</${name}>`, { name, isClosing: true, text: `<${name}>` }],
  ]),
);

type Tag = { readonly name: string; readonly isClosing: boolean; readonly text: string };

/** A tag that may stand in a description, with no attribute but a web address to link to. */
function readTag(token: string): Tag | undefined {
  const simple = SIMPLE_TAGS.get(token);
  if (simple) return simple;
  const match = /^<(\/?)([a-z][a-z0-9]*)(?=[\s/>])([^>]*)>$/iu.exec(token);
  const name = match?.[2]?.toLowerCase() ?? '';
  if (!match || !DESCRIPTION_TAGS.has(name)) return undefined;
  const isClosing = match[1] === '/';
  if (name !== 'a' || isClosing) return { name, isClosing, text: `<${name}>` };
  const [, double, single] = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)')/iu.exec(match[3] ?? '') ?? [];
  const href = double ?? single ?? '';
  const isSafe = /^(?:https?:\/\/|mailto:)/iu.test(href);
  return { name, isClosing, text: isSafe ? `<a href="${href.replaceAll('"', '&quot;')}">` : '<a>' };
}

function closingTags(open: readonly string[]): string {
  return open
    .toReversed()
    .map((name) => `</${name}>`)
    .join('');
}

function cutText(html: string, maxBytes: number): string {
  const text = html
    .replace(/<[^>]*>/gu, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .replace(/\s+/gu, ' ')
    .trim();
  // Escaping makes text longer: shorten until the escaped text fits.
  for (let room = maxBytes - byteLength('<p></p>'); ; room = Math.floor(room * 0.9)) {
    const paragraph = `<p>${escapeXml(truncateToBytes(text, room))}</p>`;
    if (byteLength(paragraph) <= maxBytes) return paragraph;
  }
}
