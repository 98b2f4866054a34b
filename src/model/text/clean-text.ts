import { present } from '../present.js';

/** What was taken out of a text before anything else looks at it. */
export type CleanedText = {
  readonly text: string;
  readonly controlCount: number;
  /** UTF-16 offset of the first control character. */
  readonly firstControl?: number;
  readonly invisibleCount: number;
  /** Names of what was invisible: `U+200B`, `U+E0000 block`. */
  readonly invisibleNames: readonly string[];
  /** Letters that carried more combining marks than any writing system stacks. */
  readonly cutStackCount: number;
};

/**
 * Takes out what no reader sees and no listener should hear: control characters, terminal sequences, lone surrogates,
 * zero-width and tag characters outside the scripts and emoji that need them. Line ends become `\n`; text becomes NFC.
 */
export function cleanText(source: string): CleanedText {
  const invisibleNames = new Set<string>();
  let controlCount = 0;
  let firstControl: number | undefined;
  let invisibleCount = 0;
  let cutStackCount = 0;
  const countControl = (match: string, offset: number): void => {
    controlCount += Array.from(match.matchAll(CONTROL)).length || 1;
    firstControl = Math.min(firstControl ?? offset, offset);
  };
  let text = source.replace(/\r\n?/gu, '\n');
  text = text.replace(TERMINAL_SEQUENCE, (match, offset: number) => {
    countControl(match, offset);
    return '';
  });
  text = text.replace(CONTROL, (match, offset: number) => {
    countControl(match, offset);
    return /[\v\f\u0085]/u.test(match) ? ' ' : '';
  });
  text = text.replace(LONE_SURROGATE, (match, offset: number) => {
    countControl(match, offset);
    return '';
  });
  text = text.replace(SUSPECT, (match, offset: number) => {
    if (match === '\u00AD') return '';
    if (isNeeded(match, text, offset)) return match;
    invisibleCount += Array.from(match).length;
    invisibleNames.add(nameOf(match));
    return '';
  });
  text = text.replace(TALL_STACK, (_match, kept: string) => {
    cutStackCount += 1;
    return kept;
  });
  return {
    text: text.normalize('NFC'),
    controlCount,
    ...present({ firstControl }),
    invisibleCount,
    invisibleNames: [...invisibleNames],
    cutStackCount,
  };
}

// C0 but tab and line feed, DEL, C1 (XML 1.0 §2.2 and beyond it what no reader shows), and non-characters.

const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]/gu;
/** ECMA-48 control sequences and operating system commands: their letters are no text either. */
const TERMINAL_SEQUENCE =
  /(?:\u001B\[|\u009B)[0-?]{0,64}[ -/]{0,8}[@-~]|(?:\u001B\]|\u009D)[^\u0007\u001B\u009C\n]{0,256}(?:\u0007|\u001B\\|\u009C)/gu;
const LONE_SURROGATE = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;
/** Soft hyphen, zero-width characters, bidirectional embeddings and isolates, invisible operators, tags. */
const SUSPECT =
  /[\u{E0000}-\u{E007F}]+|[\u00AD\u034F\u115F\u1160\u17B4\u17B5\u180E\u200B-\u200D\u202A-\u202E\u2060-\u2069\u3164\uFEFF\uFFA0]/gu;
/** More than eight marks on one letter. */
const TALL_STACK = /(\p{M}{8})\p{M}+/gu;

function isNeeded(match: string, text: string, offset: number): boolean {
  const before = lastCharacter(text.slice(Math.max(0, offset - 2), offset));
  const after = text.slice(offset + match.length, offset + match.length + 2);
  if (match === '\u200C' || match === '\u200D') {
    if (/^[\s\p{P}]|^$/u.test(after)) return false;
    return /[\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}]|(?=\p{L})[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u.test(
      before,
    );
  }
  // A flag of a part of a country is a black flag, tags, and the cancel tag (Unicode TR51 ED-14a).
  if (/^[\u{E0020}-\u{E007E}]{2,8}\u{E007F}$/u.test(match)) return before === '\u{1F3F4}';
  return false;
}

function lastCharacter(text: string): string {
  return Array.from(text).at(-1) ?? '';
}

function nameOf(match: string): string {
  const code = match.codePointAt(0) ?? 0;
  if (code >= 0xe0000) return 'U+E0000 block';
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

/** Text without characters nobody sees; white space stays as it is. */
export function toVisible(text: string): string {
  return PLAIN.test(text) ? text : cleanText(text).text;
}

/** One line of display text: nothing in it that nobody sees, white space folded. */
export function toLine(text: string): string {
  return foldSpace(toVisible(text));
}

/** All white space runs folded to one space, none at the ends. */
export function foldSpace(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

const PLAIN = /^[\t\n\r\x20-\x7E]*$/;
