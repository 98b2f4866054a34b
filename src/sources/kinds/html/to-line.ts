import { cleanText } from '../../text/clean-text.js';

/** One line of display text: nothing in it that nobody sees, white space folded. */
export function toLine(text: string): string {
  return toVisible(text).replace(/\s+/gu, ' ').trim();
}

/** Text without characters nobody sees; white space stays as it is. */
export function toVisible(text: string): string {
  return PLAIN.test(text) ? text : cleanText(text).text;
}

const PLAIN = /^[\t\n\r\x20-\x7E]*$/;
