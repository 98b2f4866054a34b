/** How often a text writes each word within its lines, in lower case; hyphens are part of words. */
export type Spellings = ReadonlySet<string>;

/** The words a text writes within its lines; nothing where no line ends in a hyphen. */
export function findSpellings(text: string): Spellings {
  if (!/\p{L}-\r?\n/u.test(text)) return new Set();
  const inLines = text.replace(/\S+-[ \t]*\r?\n[ \t]*\S+/gu, ' ');
  return new Set(inLines.toLowerCase().match(WORD) ?? []);
}

/**
 * Joins the lines of a paragraph by spaces; of a word that a line end parts, by nothing or by its hyphen, as the text
 * spells it elsewhere. Where it does not, the hyphen stays before a capital or a figure and in what is a compound
 * already, and a hyphen before a conjunction is one that waits for its other half (`pre- and post-war`).
 */
export function joinLines(lines: readonly string[], spellings: Spellings): string {
  const parts: string[] = [];
  let end = '';
  for (const line of lines) {
    const [left] = end.endsWith('-') ? (PARTED.exec(end.slice(-MAX_WORD_LETTERS)) ?? []) : [];
    const [right] = WORD_START.exec(line) ?? [];
    if (left === undefined || right === undefined || CONJUNCTION.test(right)) {
      parts.push(end, parts.length === 0 ? '' : ' ');
      end = line;
    } else {
      const joined = keepsHyphen(left.slice(0, -1), right, spellings) ? end : end.slice(0, -1);
      parts.push(joined.slice(0, -MAX_WORD_LETTERS));
      end = joined.slice(-MAX_WORD_LETTERS) + line;
    }
  }
  return [...parts, end].join('');
}

function keepsHyphen(left: string, right: string, spellings: Spellings): boolean {
  const [first, second] = [left.toLowerCase(), right.toLowerCase()];
  if (spellings.has(`${first}-${second}`)) return true;
  if (spellings.has(first + second)) return false;
  if (/^[\p{Lu}\p{N}]/u.test(right) && !/^\p{Lu}{2,}$/u.test(left)) return true;
  if (/[-\p{N}]/u.test(left) || COMPOUNDING.test(first)) return true;
  // Two words the text knows, each long enough to be one, make a compound; else it is one word in two pieces.
  return [first, second].every((word) => word.length >= MIN_WORD_LETTERS && spellings.has(word));
}

const WORD = /[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu;
/** What stands of a word before the end of its line. */
const PARTED = /[\p{L}\p{N}][\p{L}\p{N}'’-]*-$/u;
const MAX_WORD_LETTERS = 100;
const WORD_START = /^[\p{L}\p{N}]+/u;
/** What joins the two halves of a suspended compound, in the languages that are read. */
const CONJUNCTION = /^(?:and|or|to|nor|und|oder|bzw|bis|et|ou|y|o|e|en|of|i|lub|oraz|и|или)$/iu;
/** Words English joins to the next by a hyphen and does not begin longer words with. */
const COMPOUNDING =
  /^(?:one|two|three|four|five|six|seven|eight|nine|ten|twenty|thirty|forty|fifty|self|half|well|ill|ex|all|non)$/u;
const MIN_WORD_LETTERS = 4;
