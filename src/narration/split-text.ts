import { byteLength } from '../model/text.js';
import type { SpeechEngine } from './speech-engine.js';

/** Where a text may be cut, best first: after a sentence, after a clause, between words. */
const BOUNDARIES = [/(?<=[.!?…]["'”’)]*)\s+/gu, /(?<=[,;:–—]["'”’)]*)\s+/gu, /\s+/gu];

/** Room left in a request for what a service counts and we do not see. */
const LIMIT_SHARE = 0.9;

/** The requests a text is put to an engine in; nearly always one. */
export function splitForEngine(text: string, engine: SpeechEngine): readonly string[] {
  return splitText(text, Math.floor(engine.capabilities.maxBytes * LIMIT_SHARE));
}

/**
 * Cuts a text into pieces an engine accepts. No word is lost or doubled; a single word that is too long is cut between
 * characters, never inside one.
 */
export function splitText(text: string, maxBytes: number): readonly string[] {
  if (byteLength(text) <= maxBytes) return [text];
  for (const boundary of BOUNDARIES) {
    const parts = text.split(boundary).filter((part) => part !== '');
    if (parts.length > 1) return pack(parts, maxBytes).flatMap((part) => splitText(part, maxBytes));
  }
  return cutWord(text, maxBytes);
}

/** Cuts in two at the boundary nearest the middle; one piece when there is no boundary. */
export function halveText(text: string): readonly string[] {
  for (const boundary of BOUNDARIES) {
    const cuts = [...text.matchAll(boundary)].filter(({ index }) => index > 0 && index < text.length - 1);
    const middle = text.length / 2;
    const best = cuts.sort((a, b) => Math.abs(a.index - middle) - Math.abs(b.index - middle))[0];
    if (best) return [text.slice(0, best.index), text.slice(best.index + best[0].length)];
  }
  return [text];
}

/** As many neighbouring parts to a piece as fit; a part that does not fit stands alone. */
function pack(parts: readonly string[], maxBytes: number): string[] {
  const pieces: string[] = [];
  for (const part of parts) {
    const joined = `${pieces.at(-1) ?? ''} ${part}`;
    if (pieces.length > 0 && byteLength(joined) <= maxBytes) pieces[pieces.length - 1] = joined;
    else pieces.push(part);
  }
  return pieces;
}

function cutWord(word: string, maxBytes: number): string[] {
  const pieces: string[] = [];
  for (const { segment } of new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(word)) {
    const joined = `${pieces.at(-1) ?? ''}${segment}`;
    if (pieces.length > 0 && byteLength(joined) <= maxBytes) pieces[pieces.length - 1] = joined;
    else pieces.push(segment);
  }
  return pieces;
}
