/** Words as they are compared: small letters without marks, and letters that are spelled out as one word. */
export function comparableWords(text: string): readonly string[] {
  const words = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/(?<=\p{L})['’](?=\p{L})/gu, '')
    .match(/[\p{L}\p{N}]+/gu);
  const joined: string[] = [];
  let isSpelled = false;
  for (const word of words ?? []) {
    const isLetter = /^\p{L}$/u.test(word);
    if (isLetter && isSpelled) joined[joined.length - 1] += word;
    else joined.push(word);
    isSpelled = isLetter;
  }
  return joined;
}

/** One step from what should be heard to what was. */
export type Step = {
  readonly kind: 'same' | 'other' | 'missing' | 'extra';
  readonly wanted: readonly string[];
  readonly heard: readonly string[];
};

/** As alike as a recogniser spells a word it does not know. */
const ALIKE = 0.75;

/** The cheapest way from the words that should be heard to those that were; a word may have been written as two, or two as one. */
export function alignWords(wanted: readonly string[], heard: readonly string[]): readonly Step[] {
  const width = heard.length + 1;
  const costs = new Float64Array((wanted.length + 1) * width);
  const moves = new Uint8Array(costs.length);
  for (let row = 0; row <= wanted.length; row += 1) {
    for (let column = 0; column <= heard.length; column += 1) {
      if (row + column === 0) continue;
      let best = Infinity;
      for (const [index, [down, across]] of MOVES.entries()) {
        if (row < down || column < across) continue;
        const before = costs[(row - down) * width + column - across] ?? Infinity;
        const cost = before + costOf(wanted.slice(row - down, row), heard.slice(column - across, column));
        if (cost >= best) continue;
        best = cost;
        moves[row * width + column] = index;
      }
      costs[row * width + column] = best;
    }
  }
  return traceBack({ wanted, heard, moves, width });
}

/** Words wanted and words heard in one step, what is likelier first. */
const MOVES: readonly (readonly [number, number])[] = [
  [1, 1],
  [1, 2],
  [2, 1],
  [1, 0],
  [0, 1],
];

function costOf(wanted: readonly string[], heard: readonly string[]): number {
  if (wanted.length === 0 || heard.length === 0) return 1;
  const likeness = likenessOf(wanted.join(''), heard.join(''));
  if (likeness >= ALIKE) return (1 - likeness) / 10;
  return wanted.length + heard.length === 2 ? 1.1 : Infinity;
}

/** 1 for the same letters, 0 for none in common: one less the edits a letter. */
function likenessOf(one: string, other: string): number {
  if (one === other) return 1;
  let previous = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of Array.from(one).entries()) {
    const current = [row + 1];
    for (let column = 1; column <= other.length; column += 1) {
      const swap = (previous[column - 1] ?? 0) + (letter === other[column - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return 1 - (previous.at(-1) ?? 0) / Math.max(one.length, other.length, 1);
}

function traceBack(input: {
  wanted: readonly string[];
  heard: readonly string[];
  moves: Uint8Array;
  width: number;
}): readonly Step[] {
  const { moves, width } = input;
  const steps: Step[] = [];
  for (let row = input.wanted.length, column = input.heard.length; row + column > 0;) {
    const [down = 1, across = 1] = MOVES[moves[row * width + column] ?? 0] ?? [];
    const wanted = input.wanted.slice(row - down, row);
    const heard = input.heard.slice(column - across, column);
    const isSame = likenessOf(wanted.join(''), heard.join('')) >= ALIKE;
    const kind = across === 0 ? 'missing' : down === 0 ? 'extra' : isSame ? 'same' : 'other';
    steps.push({ kind, wanted, heard });
    row -= down;
    column -= across;
  }
  return steps.reverse();
}

/** Words that are wrong for each that should be heard: what recognition calls the word error rate. */
export function errorRate(steps: readonly Step[]): number {
  const wanted = steps.reduce((sum, step) => sum + step.wanted.length, 0);
  const wrong = steps.filter(({ kind }) => kind !== 'same').length;
  return wanted === 0 ? (wrong > 0 ? 1 : 0) : wrong / wanted;
}

/** The most words in a row of which none was heard as it should be. */
export function longestDivergence(steps: readonly Step[]): number {
  let longest = 0;
  let wanted = 0;
  let heard = 0;
  for (const step of steps) {
    wanted = step.kind === 'same' ? 0 : wanted + step.wanted.length;
    heard = step.kind === 'same' ? 0 : heard + step.heard.length;
    longest = Math.max(longest, wanted, heard);
  }
  return longest;
}
