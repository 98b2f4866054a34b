import type { Episode } from '../../model/episode.js';
import type { AudioRecord } from '../../model/publication/manifest.js';
import { chainSpans, sharedSpans, type SharedSpan, type TimeMap } from '../../model/publication/time-map.js';

/** A listener who comes back after more corrections than these begins where the clock says. */
const MOST_EDITIONS = 20;

/**
 * How the times of earlier editions become those of a new one: of the one before from the sentences both say, of those
 * before it by way of it, as long as their files are kept.
 *
 * @param before The edition this one replaces.
 * @param kept Audio that is replaced and still to be had.
 */
export function earlierEditions(
  before: Episode | undefined,
  now: Episode,
  kept: readonly AudioRecord[],
): readonly TimeMap[] {
  if (!before || before.audio.name === now.audio.name) return before?.earlier ?? [];
  const spans = spansBetween(before, now);
  if (spans.length === 0) return [];
  const names = new Set(kept.map(({ path }) => path.slice(path.lastIndexOf('/') + 1)));
  const chained = (before.earlier ?? []).map(({ audio, spans: first }) => ({ audio, spans: chainSpans(first, spans) }));
  return [{ audio: before.audio.name, spans }, ...chained]
    .filter(({ audio, spans: own }) => names.has(audio) && own.length > 0)
    .slice(0, MOST_EDITIONS);
}

function spansBetween(before: Episode, now: Episode): readonly SharedSpan[] {
  const timed = ({ durationMs, transcript }: Episode) => ({ durationMs, cues: transcript?.cues ?? [] });
  const shared = sharedSpans(timed(before), timed(now));
  // A recording without a transcript is told by its length alone.
  const isAsLong = before.durationMs === now.durationMs;
  return shared.length === 0 && isAsLong ? [[0, 0, now.durationMs]] : shared;
}
