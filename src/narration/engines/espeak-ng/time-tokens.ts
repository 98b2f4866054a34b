import type { WordTiming } from '../../../model/narration.js';
import type { EspeakEvent } from './package-worker.js';

/** A word of the text as it was sent. */
export type SentToken = {
  /** What to call it in the result. */
  readonly text: string;
  /** Code points before it. */
  readonly start: number;
  /** In code points. */
  readonly length: number;
};

/**
 * When each token is heard. It begins with its first word event, for one token may be several words to the synthesiser
 * (`3,5`, `l'école`), and ends where the next begins or a pause does. A token without an event of its own (`for the` is
 * one word) shares the time of the one before it, by their letters.
 */
export function timeTokens(
  tokens: readonly SentToken[],
  events: readonly EspeakEvent[],
  durationMs: number,
): readonly WordTiming[] {
  const groups = groupTokens(tokens, events);
  const sounds = events.filter(({ type }) => type === 'phoneme');
  return groups.flatMap(({ startMs, group }, index) => {
    const nextMs = groups[index + 1]?.startMs ?? durationMs;
    const own = sounds.filter(({ audio_position: ms }) => ms >= startMs && ms < nextMs);
    const pause = own[own.findLastIndex(({ id }) => id !== '') + 1];
    const endMs = Math.floor(Math.max(startMs, pause?.audio_position ?? nextMs));
    const letters = group.reduce((sum, { length }) => sum + length, 0);
    let before = 0;
    return group.map(({ text, length }) => {
      const at = (count: number): number => Math.round(startMs + ((endMs - startMs) * count) / letters);
      const timing = { text, startMs: at(before), endMs: at(before + length) };
      before += length;
      return timing;
    });
  });
}

type Group = { readonly startMs: number; readonly group: SentToken[] };

/** Tokens by the event that begins them; what stands before the first event begins with the sound. */
function groupTokens(tokens: readonly SentToken[], events: readonly EspeakEvent[]): readonly Group[] {
  const words = events.filter(({ type }) => type === 'word');
  const groups: Group[] = [];
  let at = 0;
  for (const token of tokens) {
    // Its positions may stand on the quote before a word, or run on through a number.
    while ((words[at]?.text_position ?? Infinity) <= token.start) at += 1;
    const own = words[at];
    const isOwn = own !== undefined && own.text_position <= token.start + token.length;
    const last = groups.at(-1);
    if (last && !isOwn) last.group.push(token);
    else groups.push({ startMs: Math.max(last?.startMs ?? 0, isOwn ? own.audio_position : 0), group: [token] });
  }
  return groups;
}
