import { texToText } from './tex-to-text.js';

/** A part of a line of text: words, silence an author asked for, or notation that is not read. */
export type NotationPart =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'pause'; readonly pauseMs: number }
  | { readonly kind: 'formula'; readonly tex: string }
  | { readonly kind: 'left-out'; readonly text: string; readonly reason: 'shortcode' | 'embed' };

/**
 * Parts a line of text at what programs would have turned into something else: formulas between `$` or `\(…\)`, marks
 * of pauses (`[pause 2s]`), shortcodes of WordPress, Hugo and Jekyll, links and embeds of wikis. Simple formulas become
 * the text they are set as (`a^2` → `a²`).
 */
export function splitNotation(text: string): readonly NotationPart[] {
  if (!/[$[{\\]/u.test(text)) return [{ kind: 'text', text }];
  const parts: NotationPart[] = [];
  const codes = placeCodes(text);
  let start = 0;
  for (const match of text.matchAll(NOTATION)) {
    const part = toPart(match[0], match.index, codes);
    if (part === undefined) continue;
    if (match.index > start) parts.push({ kind: 'text', text: text.slice(start, match.index) });
    parts.push(part);
    start = match.index + match[0].length;
  }
  if (start < text.length) parts.push({ kind: 'text', text: text.slice(start) });
  return joinTexts(parts);
}

function toPart(source: string, index: number, codes: Codes): NotationPart | undefined {
  const tex = /^(?:\$\$?|\\[([])([\s\S]+?)(?:\$\$?|\\[)\]])$/u.exec(source)?.[1]?.trim();
  if (tex !== undefined) return toFormula(tex);
  const pause = PAUSE.exec(source);
  if (pause) return { kind: 'pause', pauseMs: toPauseMs(pause[1], pause[2]) };
  const wiki = /^(!?)\[\[([^[\]|#]*)(#[^[\]|]*)?(?:\|([^[\]|]*))?\]\]$/u.exec(source);
  if (wiki?.[1] === '!') return { kind: 'left-out', text: source, reason: 'embed' };
  if (wiki) return { kind: 'text', text: (wiki[4] ?? `${wiki[2] ?? ''}`).trim() || (wiki[3] ?? '').slice(1) };
  if (source.startsWith('{')) return { kind: 'left-out', text: source, reason: 'shortcode' };
  return isShortcode(source, index, codes) ? { kind: 'left-out', text: source, reason: 'shortcode' } : undefined;
}

/** Between two dollar signs stand a formula or two prices; `\(` alone may be a parenthesis. */
function toFormula(tex: string): NotationPart | undefined {
  if (
    !/[\^_\\=+<>]|^\p{L}'?$|^\p{L}\s?[-*/]\s?[\p{L}\d]$/u.test(tex) ||
    /[.,;]\s|\p{L}{4,}\s\p{L}{3,}/u.test(tex.replace(/\\[a-z]+/giu, ''))
  ) {
    return undefined;
  }
  const plain = texToText(tex);
  return plain === undefined ? { kind: 'formula', tex } : { kind: 'text', text: plain };
}

/** `2s`, `800ms`; a bare number is of seconds when it is small, else of milliseconds; nothing is a second. */
function toPauseMs(amount: string | undefined, unit: string | undefined): number {
  const number = Number(amount ?? 1);
  const isSeconds = unit === undefined ? number <= MAX_BARE_SECONDS : !/^m/iu.test(unit);
  return Math.min(MAX_PAUSE_MS, Math.round(number * (isSeconds ? 1000 : 1)));
}

/** Where a text has codes in brackets: the first that opens each name, and the last that closes it. */
type Codes = {
  readonly firstOpen: ReadonlyMap<string, number>;
  readonly lastClose: ReadonlyMap<string, number>;
  /** All of the text, without the space around it. */
  readonly text: string;
};

function placeCodes(text: string): Codes {
  const firstOpen = new Map<string, number>();
  const lastClose = new Map<string, number>();
  for (const { index, 1: slash, 2: name = '' } of text.matchAll(/\[(\/?)([a-z][\w-]{1,30})(?![\w-])/giu)) {
    if (slash === '/') lastClose.set(name, index);
    else if (!firstOpen.has(name)) firstOpen.set(name, index);
  }
  return { firstOpen, lastClose, text: text.trim() };
}

/** WordPress: with attributes, closed by its name, or one of its own alone in its line. */
function isShortcode(source: string, index: number, { firstOpen, lastClose, text }: Codes): boolean {
  const [, slash = '', name = '', rest = ''] = /^\[(\/?)([a-z][\w-]*)([\s\S]*)\]$/iu.exec(source) ?? [];
  if (/=/u.test(rest)) return true;
  if (slash === '/') return (firstOpen.get(name) ?? index) < index;
  if ((lastClose.get(name) ?? -1) > index) return true;
  return OWN_SHORTCODES.test(name) && text === source;
}

function joinTexts(parts: readonly NotationPart[]): readonly NotationPart[] {
  const joined: NotationPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (last?.kind === 'text' && part.kind === 'text')
      joined.splice(-1, 1, { kind: 'text', text: last.text + part.text });
    else joined.push(part);
  }
  return joined;
}

const NOTATION = new RegExp(
  [
    String.raw`(?<![\\$\w])\$\$?(?=[^\s$])[^$\n]{0,300}?[^\s$\\]\$\$?(?![\w$])`,
    String.raw`(?<![\\$\w])\$\p{L}\$(?![\w$])`,
    String.raw`\\\([^\n]{1,300}?\\\)`,
    String.raw`\\\[[^\n]{1,600}?\\\]`,
    String.raw`\{\{[<%][^{}\n]{1,500}[>%]\}\}`,
    String.raw`\{%[^{}\n]{1,500}%\}`,
    String.raw`!?\[\[[^[\]\n]{1,200}\]\]`,
    String.raw`\[\/?[a-z][\w-]{1,30}(?:[\s:=][^[\]\n]{0,300})?\]`,
  ].join('|'),
  'giu',
);
const PAUSE = /^\[pause(?:\s*[:=]?\s*(\d{1,5}(?:\.\d{1,3})?)\s*(ms|msecs?|milliseconds?|s|secs?|seconds?)?)?\]$/iu;
const MAX_PAUSE_MS = 60_000;
const MAX_BARE_SECONDS = 30;
/** Those WordPress brings (developer.wordpress.org, Shortcode API), which need no attribute. */
const OWN_SHORTCODES = /^(?:audio|caption|embed|gallery|playlist|video|wp_caption)$/iu;
