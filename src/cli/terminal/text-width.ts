/** Columns a text takes on a terminal: two for an ideograph or emoji, none of its own for a combining mark. */
export function textWidth(text: string): number {
  if (NARROW.test(text)) return text.length;
  const { wide, graphemes } = ruler();
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

/** A text of at most so many columns, with `…` for what was cut. */
export function cutToWidth(text: string, columns: number): string {
  if (textWidth(text) <= columns) return text;
  if (NARROW.test(text)) return `${text.slice(0, columns - 1).trimEnd()}…`;
  const { wide, graphemes } = ruler();
  let kept = '';
  let width = 0;
  for (const { segment } of graphemes.segment(text)) {
    width += wide.test(segment) ? 2 : 1;
    if (width > columns - 1) break;
    kept += segment;
  }
  return `${kept.trimEnd()}…`;
}

/** Latin letters, dashes and quotes: each takes one column, and none joins another. */
const NARROW = /^[\u0020-\u007E\u00A0-\u00FF\u2010-\u2027]*$/u;

type Ruler = { readonly wide: RegExp; readonly graphemes: Intl.Segmenter };

let made: Ruler | undefined;

/** Made when a text needs it: it takes longer than printing a table. */
function ruler(): Ruler {
  made ??= {
    wide: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\u3000-\u303F\uFF01-\uFF60]|\p{Emoji_Presentation}|\uFE0F/u,
    graphemes: new Intl.Segmenter('en', { granularity: 'grapheme' }),
  };
  return made;
}
