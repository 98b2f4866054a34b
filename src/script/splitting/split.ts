import { byteLength } from '../../model/text.js';
import { splitSentences } from './split-sentences.js';

/** What one request to an engine may hold. */
export type EngineLimits = {
  /** Of UTF-8. */
  readonly maxBytes?: number;
  /** UTF-16 units, as JavaScript and most engines count. */
  readonly maxCharacters?: number;
  /** BCP 47, for the boundaries of sentences. */
  readonly language?: string;
};

/**
 * Cuts text into pieces an engine accepts, as few and as natural as can be: at the ends of paragraphs, then sentences,
 * then clauses, then words, and inside a word between graphemes. The pieces joined are the text. A single grapheme
 * above the limit stays whole.
 */
export function splitForEngine(text: string, limits: EngineLimits): readonly string[] {
  if (text === '') return [];
  const fits = (piece: string): boolean =>
    piece.length <= (limits.maxCharacters ?? Infinity) && byteLength(piece) <= (limits.maxBytes ?? Infinity);
  return pack(text, { level: 0, limits, fits });
}

type Packing = {
  readonly level: number;
  readonly limits: EngineLimits;
  readonly fits: (piece: string) => boolean;
};

function pack(text: string, packing: Packing): readonly string[] {
  const { level, limits, fits } = packing;
  if (fits(text)) return [text];
  const cut = LEVELS[level];
  if (cut === undefined) return [text];
  const pieces: string[] = [];
  let piece = '';
  // Room is counted up part by part, so that no piece is measured again and again.
  let room = { characters: limits.maxCharacters ?? Infinity, bytes: limits.maxBytes ?? Infinity };
  const full = room;
  for (const part of cut(text, limits.language ?? 'en')) {
    const need = { characters: part.length, bytes: byteLength(part) };
    if (piece !== '' && (need.characters > room.characters || need.bytes > room.bytes)) {
      pieces.push(piece);
      piece = '';
      room = full;
    }
    if (need.characters > full.characters || need.bytes > full.bytes) {
      pieces.push(...pack(part, { ...packing, level: level + 1 }));
      continue;
    }
    piece += part;
    room = { characters: room.characters - need.characters, bytes: room.bytes - need.bytes };
  }
  if (piece !== '') pieces.push(piece);
  return pieces;
}

const LEVELS: readonly ((text: string, language: string) => Iterable<string>)[] = [
  (text) => text.match(/[^\n]*\n+|[^\n]+/gu) ?? [],
  (text, language) => splitSentences(text, language).map(({ start, end }) => text.slice(start, end)),
  (text) => text.match(/[^,;:–—、，；：]*(?:[,;:–—、，；：]+\s*|$)/gu)?.filter((part) => part !== '') ?? [],
  (text) => text.match(/\s*\S+\s*/gu) ?? [text],
  graphemesOf,
];

function* graphemesOf(text: string): Generator<string> {
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)) yield segment;
}
