import type { WordTiming } from '../../../model/narration.js';

type Phone = { readonly name: string; readonly startMs: number; readonly endMs: number };

/** What one step of the text is worth against one step of the sound. */
type Symbol = { readonly token: number; readonly letter: string; readonly isBreak: boolean };

const DIGITS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'];

/** Sounds each letter commonly stands for (CMU phone set). */
const SOUNDS: Readonly<Record<string, readonly string[]>> = {
  a: ['ae', 'ey', 'aa', 'ah', 'ao', 'eh', 'ax', 'ih', 'aw'],
  b: ['b'],
  c: ['k', 's', 'ch', 'sh'],
  d: ['d', 'jh', 't'],
  e: ['eh', 'iy', 'ih', 'ah', 'ax', 'er', 'ey', 'y'],
  f: ['f', 'v'],
  g: ['g', 'jh', 'f', 'ng', 'zh'],
  h: ['hh', 'dh', 'th', 'sh', 'ch', 'f'],
  i: ['ih', 'ay', 'iy', 'ah', 'ax', 'y', 'er'],
  j: ['jh', 'y', 'zh', 'hh'],
  k: ['k'],
  l: ['l'],
  m: ['m'],
  n: ['n', 'ng'],
  o: ['aa', 'ow', 'ao', 'ah', 'uw', 'uh', 'aw', 'oy', 'ax', 'w', 'er'],
  p: ['p', 'f'],
  q: ['k'],
  r: ['r', 'er'],
  s: ['s', 'z', 'sh', 'zh'],
  t: ['t', 'th', 'dh', 'sh', 'ch', 'd'],
  u: ['ah', 'uw', 'uh', 'y', 'ax', 'er', 'w', 'ih'],
  v: ['v', 'f'],
  w: ['w', 'v', 'uw', 'aw', 'ow'],
  x: ['k', 's', 'z', 'g'],
  y: ['y', 'iy', 'ay', 'ih'],
  z: ['z', 's', 'zh', 't'],
};
const VOWELS = new Set([
  'aa',
  'ae',
  'ah',
  'ao',
  'aw',
  'ax',
  'ay',
  'eh',
  'er',
  'ey',
  'ih',
  'iy',
  'ow',
  'oy',
  'uh',
  'uw',
]);
const PAUSE = 'pau';

const MATCH = -2;
const VOWEL_FOR_VOWEL = -0.4;
const MISMATCH = 1.6;
const SILENT_LETTER = 0.5;
const EXTRA_SOUND = 1;
const PAUSE_AT_BREAK = -3;
const PAUSE_ALONE_AT_BREAK = 0.5;
const PAUSE_INSIDE = 4;

/**
 * Says when each token is heard, from the sounds and the seconds they end at. The voice reports sounds but not where
 * words begin; letters and sounds are lined up by the cheapest path, which pauses and consonants pin down.
 *
 * @param tokens The text as it was spoken, in ASCII; tokens without letters get no time.
 * @param words What to call each token in the result.
 */
export function timeWords(input: {
  readonly phones: string;
  readonly tokens: readonly string[];
  readonly words: readonly string[];
  readonly durationMs: number;
}): readonly WordTiming[] {
  const phones = readPhones(input.phones, input.durationMs);
  const symbols = toSymbols(input.tokens);
  if (phones.length === 0 || symbols.length === 0) return [];
  const spans = alignTokens(symbols, phones);
  return fillGaps(spans, input.tokens).map(({ token, startMs, endMs }) => ({
    text: input.words[token] ?? '',
    startMs: Math.round(startMs),
    endMs: Math.round(endMs),
  }));
}

/**
 * Utterances start again at second 0. Each is cut short by the same little (0.11 s with the kal voices, 0.005 s with the
 * others), so the difference to what was really written is shared out between their ends.
 */
function readPhones(text: string, durationMs: number): Phone[] {
  const utterances = text.split('\n').flatMap((line) => {
    const phones = readUtterance(line);
    return phones.length > 0 ? [phones] : [];
  });
  const reportedMs = utterances.reduce((sum, phones) => sum + (phones.at(-1)?.endMs ?? 0), 0);
  const cutMs = (reportedMs - durationMs) / Math.max(1, utterances.length);
  let offsetMs = 0;
  return utterances.flatMap((phones) => {
    const startMs = offsetMs;
    offsetMs += (phones.at(-1)?.endMs ?? 0) - cutMs;
    return phones.map((phone) => ({
      name: phone.name,
      startMs: Math.min(startMs + phone.startMs, durationMs),
      endMs: Math.min(startMs + phone.endMs, durationMs),
    }));
  });
}

function readUtterance(line: string): Phone[] {
  const phones: Phone[] = [];
  let startMs = 0;
  for (const part of line.trim().split(' ')) {
    const match = /^([a-z]+):(\d+(?:\.\d+)?)$/u.exec(part);
    if (!match?.[1]) continue;
    const endMs = Number(match[2]) * 1000;
    phones.push({ name: match[1], startMs, endMs });
    startMs = endMs;
  }
  return phones;
}

function toSymbols(tokens: readonly string[]): Symbol[] {
  return tokens.flatMap((ascii, token) => {
    const letters = ascii
      .toLowerCase()
      .replace(/\d/gu, (digit) => DIGITS[Number(digit)] ?? '')
      .replace(/[^a-z]/gu, '');
    if (letters === '') return [];
    const symbols: Symbol[] = Array.from(letters, (letter) => ({ token, letter, isBreak: false }));
    return [...symbols, { token, letter: '', isBreak: true }];
  });
}

type Span = { readonly token: number; startMs: number; endMs: number };

/** Needleman and Wunsch over letters and sounds; steps are kept as 0 both, 1 letter only, 2 sound only. */
function alignTokens(symbols: readonly Symbol[], phones: readonly Phone[]): Span[] {
  const width = phones.length + 1;
  const steps = new Uint8Array((symbols.length + 1) * width);
  let previous = Float64Array.from({ length: width }, (_, index) => index * 0.01);
  steps.fill(2, 1, width);
  const pairCosts = new Map<string, Float64Array>();
  const soundCosts = {
    atBreak: Float64Array.from(phones, ({ name }) => (name === PAUSE ? PAUSE_ALONE_AT_BREAK : MISMATCH)),
    inside: Float64Array.from(phones, ({ name }) => (name === PAUSE ? PAUSE_INSIDE : EXTRA_SOUND)),
  };
  symbols.forEach((symbol, index) => {
    const row = (index + 1) * width;
    const current = new Float64Array(width);
    const skipLetter = symbol.isBreak ? 0 : SILENT_LETTER;
    const alone = symbol.isBreak ? soundCosts.atBreak : soundCosts.inside;
    // The same letter costs the same wherever it stands.
    const pair = pairCosts.get(symbol.letter) ?? Float64Array.from(phones, ({ name }) => pairCost(symbol, name));
    pairCosts.set(symbol.letter, pair);
    current[0] = (previous[0] ?? 0) + skipLetter;
    steps[row] = 1;
    for (let at = 1; at < width; at += 1) {
      const both = (previous[at - 1] ?? 0) + (pair[at - 1] ?? 0);
      const letterOnly = (previous[at] ?? 0) + skipLetter;
      const soundOnly = (current[at - 1] ?? 0) + (alone[at - 1] ?? 0);
      const best = Math.min(both, letterOnly, soundOnly);
      current[at] = best;
      steps[row + at] = best === both ? 0 : best === letterOnly ? 1 : 2;
    }
    previous = current;
  });
  return traceBack({ symbols, phones, steps, width });
}

function pairCost(symbol: Symbol, phone: string): number {
  if (symbol.isBreak) return phone === PAUSE ? PAUSE_AT_BREAK : Infinity;
  if (phone === PAUSE) return Infinity;
  if (SOUNDS[symbol.letter]?.includes(phone)) return MATCH;
  return VOWELS.has(phone) && 'aeiouy'.includes(symbol.letter) ? VOWEL_FOR_VOWEL : MISMATCH;
}

function traceBack(input: {
  symbols: readonly Symbol[];
  phones: readonly Phone[];
  steps: Uint8Array;
  width: number;
}): Span[] {
  const { symbols, phones, steps, width } = input;
  const spans = new Map<number, Span>();
  for (let row = symbols.length, at = phones.length; row > 0 || at > 0;) {
    const step = steps[row * width + at];
    const symbol = symbols[row - 1];
    const phone = phones[at - 1];
    // A sound without a letter belongs to the word whose letters surround it.
    if (step !== 1 && symbol && phone && phone.name !== PAUSE) {
      const span = spans.get(symbol.token);
      if (span) span.startMs = Math.min(span.startMs, phone.startMs);
      else spans.set(symbol.token, { token: symbol.token, startMs: phone.startMs, endMs: phone.endMs });
    }
    if (step !== 2) row -= 1;
    if (step !== 1) at -= 1;
  }
  return [...spans.values()].sort((a, b) => a.token - b.token);
}

/** A word that got no sound of its own shares the end of the word before it. */
function fillGaps(spans: readonly Span[], tokens: readonly string[]): Span[] {
  const found = new Map(spans.map((span) => [span.token, span]));
  let endMs = spans[0]?.startMs ?? 0;
  return tokens.flatMap((ascii, token) => {
    if (!/[A-Za-z0-9]/u.test(ascii)) return [];
    const span = found.get(token) ?? { token, startMs: endMs, endMs };
    endMs = span.endMs;
    return [span];
  });
}
