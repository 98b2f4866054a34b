import { chooseCuts } from '../../mastering/choose-cuts.js';
import type { Episode } from '../../model/episode.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import type { Script } from '../../model/script.js';
import type { Cue } from '../../model/transcript.js';

/** What a correction makes new of the audio that is published. */
export type PlannedChanges = {
  /** Of the published file, in order: what is heard there is encoded anew. */
  readonly spans: readonly { readonly startMs: number; readonly endMs: number }[];
  /** Of the new file, about: all others are those of the published one. */
  readonly newBytes: number;
};

const BITS_PER_BYTE = 8;

/** The stretches of a published episode in which a sentence is no more, or another one comes. */
export function planChanges(
  { utterances }: Pick<Script, 'utterances'>,
  { episode, record }: { readonly episode: Episode; readonly record: EpisodeRecord },
): PlannedChanges {
  const cues = episode.transcript?.cues ?? [];
  const { durationMs, gainDb, sizeBytes } = record.audio;
  // What an older version encoded is one piece.
  if (gainDb === undefined || cues.length === 0)
    return { spans: [{ startMs: 0, endMs: durationMs }], newBytes: sizeBytes };
  const said = new Set(utterances.map(({ id }) => id));
  const heard = new Set(cues.map(({ utteranceId }) => utteranceId));
  const isNewAfter = new Set<string | undefined>();
  let before: string | undefined;
  for (const { id, display } of utterances) {
    if (heard.has(id)) before = id;
    else if (display.trim() !== '') isNewAfter.add(before);
  }
  const isChanged = ({ utteranceId = '' }: Cue): boolean => !said.has(utteranceId) || isNewAfter.has(utteranceId);
  const stretches = toStretches(cues, episode);
  const changed = stretches.filter(
    (own, index) => own.cues.some(isChanged) || (index === 0 && isNewAfter.has(undefined)),
  );
  const spans: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of changed) {
    const last = spans.at(-1);
    if (last?.endMs === startMs) last.endMs = endMs;
    else spans.push({ startMs, endMs });
  }
  const changedMs = spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
  return { spans, newBytes: Math.round((changedMs * (episode.audio.bitrateKbps ?? 0)) / BITS_PER_BYTE) };
}

/** Where the audio was cut, as far as its transcript tells. */
function toStretches(cues: readonly Cue[], { chapters, durationMs }: Pick<Episode, 'chapters' | 'durationMs'>) {
  const lines = cues.map(({ utteranceId = '', startMs }, index) => {
    const beforeMs = cues[index - 1]?.endMs ?? 0;
    const isFixed = chapters.some((chapter) => chapter.startMs >= beforeMs && chapter.startMs < startMs);
    return { utteranceId, startMs, pauseMs: startMs - beforeMs, isFixed };
  });
  const cuts = chooseCuts(lines);
  const stretches: { readonly cues: Cue[]; readonly startMs: number; endMs: number }[] = [];
  for (const [index, cue] of cues.entries()) {
    const last = stretches.at(-1);
    if (last && !cuts.has(index)) last.cues.push(cue);
    else {
      const startMs = last ? cue.startMs - Math.round((lines[index]?.pauseMs ?? 0) / 2) : 0;
      if (last) last.endMs = startMs;
      stretches.push({ cues: [cue], startMs, endMs: durationMs });
    }
  }
  return stretches;
}
