/** Everything XML 1.0 §2.2 forbids, with C1 controls and non-characters, which no reader can show. */
const UNPRINTABLE = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u0084\u0086-\u009F\uFFFE\uFFFF]/gu;
/** Few texts hold one at all, and looking for lone ones takes long. */
const SURROGATE = /[\uD800-\uDFFF]/;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

/** Text as it may stand in XML 1.0, WebVTT and JSON alike: NFC, without forbidden characters. */
export function toLegalText(text: string): string {
  const printable = text.normalize('NFC').replace(UNPRINTABLE, '');
  return SURROGATE.test(printable) ? printable.replace(LONE_SURROGATE, '\uFFFD') : printable;
}

/** One line of legal text: all white space runs folded to one space, none at the ends. */
export function toOneLine(text: string): string {
  return toLegalText(text).replace(/\s+/gu, ' ').trim();
}

/** UTF-8 length. */
export function byteLength(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

/** Cuts at a word boundary so that the result, an ellipsis included, takes at most `maxBytes` of UTF-8. */
export function truncateToBytes(text: string, maxBytes: number): string {
  if (byteLength(text) <= maxBytes) return text;
  const room = maxBytes - byteLength('…');
  const bytes = Buffer.from(text, 'utf8');
  let end = Math.max(0, room);
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1;
  const cut = bytes.subarray(0, end).toString('utf8');
  const lastSpace = cut.lastIndexOf(' ');
  return `${(lastSpace > cut.length / 2 ? cut.slice(0, lastSpace) : cut).trimEnd()}…`;
}

/** Escapes for XML text and attribute values. */
export function escapeXml(text: string): string {
  return toLegalText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** More of a value is never looked at; 60 characters of it are shown. */
const MAX_VALUE_LENGTH = 1000;
/** Controls of terminals, and the marks of Unicode that turn the direction of what follows or begin a new line. */
const STEERING = /[\u0000-\u001F\u007F-\u009F\u2028-\u202E\u2066-\u2069]/gu;

/** Text that cannot steer what shows it: control characters as \xNN, direction marks as \u{NNNN}. */
export function showControls(text: string): string {
  return text.replace(STEERING, (character) => {
    const hex = (character.codePointAt(0) ?? 0).toString(16);
    return hex.length > 2 ? `\\u{${hex}}` : `\\x${hex.padStart(2, '0')}`;
  });
}

/** A value as an error message may show it: at most 60 characters, nothing that steers a terminal. */
export function quoteValue(value: string): string {
  const text = showControls(value.slice(0, MAX_VALUE_LENGTH));
  return text.length > 60 ? `"${text.slice(0, 59)}…"` : `"${text}"`;
}

/** `1 file`, `2 files`: a number with its noun. */
export function count(amount: number, noun: string): string {
  return `${amount} ${noun}${amount === 1 ? '' : 's'}`;
}
