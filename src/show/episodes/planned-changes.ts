import { chooseCuts, type CutLine } from '../../mastering/choose-cuts.js';
import { MIN_CHAPTER_COUNT } from '../../model/chapter.js';
import type { Episode } from '../../model/episode.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import type { Script } from '../../model/script.js';
import { estimateMs } from '../../narration/plan-narration.js';

/** What a correction makes new of the audio that is published. */
export type PlannedChanges = {
  /** Of the published file, in order: what is heard there is encoded anew. One that ends where it starts is a place where sound comes in. */
  readonly spans: readonly { readonly startMs: number; readonly endMs: number }[];
  /** Of all new files together, about: all others are those of the published ones. An MP3 keeps what nobody changed. */
  readonly newBytes: number;
};

export type PublishedAndPlanned = {
  readonly episode: Episode;
  readonly record: EpisodeRecord;
  /** Utterances that have to be spoken, be it the same words in another voice. */
  readonly newIds: ReadonlySet<string>;
  /** How much faster than a voice of usual pace they are spoken. */
  readonly rate: number;
  /** Whether all is encoded again, for another format or level. */
  readonly isAnew: boolean;
};

/** Lays out the published lines and those to come, and compares the stretches of both. */
export function planChanges(
  script: Pick<Script, 'utterances' | 'sections'>,
  { episode, record, newIds, rate, isAnew }: PublishedAndPlanned,
): PlannedChanges {
  const published = publishedLines(episode);
  const { path, durationMs, gainDb, sizeBytes, alternates = [] } = record.audio;
  const files = [{ path, sizeBytes }, ...alternates];
  // What an older version encoded is one piece.
  if (isAnew || gainDb === undefined || published.length === 0)
    return { spans: [{ startMs: 0, endMs: durationMs }], newBytes: sizeOf(files) };
  const before = toStretches(published);
  const after = toStretches(plannedLines(script, { published, newIds, rate }));
  const [old, coming] = [new Set(before.map(({ name }) => name)), new Set(after.map(({ name }) => name))];
  const spans: { startMs: number; endMs: number }[] = [];
  const add = (startMs: number, endMs: number): void => {
    const last = spans.at(-1);
    if (last && last.endMs >= startMs) last.endMs = Math.max(last.endMs, endMs);
    else spans.push({ startMs, endMs });
  };
  for (const { name, startMs, endMs } of before) {
    if (!coming.has(name)) add(startMs, endMs);
    const next = after[after.findIndex((stretch) => stretch.name === name) + 1];
    // Between two that stay something comes in.
    if (coming.has(name) && next && !old.has(next.name)) add(endMs, endMs);
  }
  if (after[0] && !old.has(after[0].name) && spans[0]?.startMs !== 0) spans.unshift({ startMs: 0, endMs: 0 });
  const newMs = after.reduce((sum, { name, startMs, endMs }) => sum + (old.has(name) ? 0 : endMs - startMs), 0);
  const [kept, whole] = [files.filter(isStretched), files.filter((file) => !isStretched(file))];
  const isSame = newMs === 0 && spans.length === 0;
  return { spans, newBytes: isSame ? 0 : Math.round((newMs / durationMs) * sizeOf(kept) + sizeOf(whole)) };
}

function isStretched({ path }: { readonly path: string }): boolean {
  return path.endsWith('.mp3');
}

function sizeOf(files: readonly { readonly sizeBytes: number }[]): number {
  return files.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}

type PlannedLine = CutLine & { readonly endMs: number; readonly isNew: boolean };

function publishedLines({ transcript, chapters }: Episode): readonly PlannedLine[] {
  const cues = transcript?.cues ?? [];
  return cues.map(({ utteranceId = '', startMs, endMs }, index) => {
    const beforeMs = cues[index - 1]?.endMs ?? 0;
    const isFixed = chapters.some((chapter) => chapter.startMs >= beforeMs && chapter.startMs < startMs);
    return { utteranceId, startMs, endMs, pauseMs: startMs - beforeMs, isFixed, isNew: false };
  });
}

/** What is heard already is as long as it was, and so are the pauses between what stays together. */
function plannedLines(
  { utterances, sections }: Pick<Script, 'utterances' | 'sections'>,
  { published, newIds, rate }: Pick<PublishedAndPlanned, 'newIds' | 'rate'> & { published: readonly PlannedLine[] },
): readonly PlannedLine[] {
  const known = new Map(published.map((line, index) => [line.utteranceId, { line, before: published[index - 1] }]));
  const starts = new Set(sections.length >= MIN_CHAPTER_COUNT ? sections.map(({ utteranceId }) => utteranceId) : []);
  const lines: PlannedLine[] = [];
  let pauseAfterMs = published[0]?.pauseMs ?? 0;
  for (const { id, display, spoken, pauseAfterMs: nextPauseMs } of utterances) {
    const found = known.get(id);
    if (!found && display.trim() === '') continue;
    const last = lines.at(-1);
    const isAfterSame = found !== undefined && found.before?.utteranceId === last?.utteranceId;
    const isNew = found === undefined || newIds.has(id);
    const pauseMs = isAfterSame ? found.line.pauseMs : pauseAfterMs;
    const startMs = (last?.endMs ?? 0) + pauseMs;
    const heardMs = found && !isNew ? found.line.endMs - found.line.startMs : estimateMs(spoken, rate);
    const isFixed = isAfterSame ? found.line.isFixed : last !== undefined && starts.has(id);
    lines.push({ utteranceId: id, startMs, endMs: startMs + heardMs, pauseMs, isFixed, isNew });
    pauseAfterMs = nextPauseMs;
  }
  return lines;
}

/** From the middle of one pause to that of another; the name tells what is heard. */
function toStretches(lines: readonly PlannedLine[]) {
  const cuts = chooseCuts(lines);
  const stretches: { name: string; readonly startMs: number; endMs: number }[] = [];
  for (const [index, { utteranceId, startMs, endMs, pauseMs, isNew }] of lines.entries()) {
    const name = isNew ? `new ${utteranceId}` : utteranceId;
    const last = stretches.at(-1);
    if (last && !cuts.has(index)) {
      last.name += ` ${name}`;
      last.endMs = endMs;
      continue;
    }
    const middleMs = index === 0 ? 0 : Math.round(startMs - pauseMs / 2);
    if (last) last.endMs = middleMs;
    stretches.push({ name, startMs: middleMs, endMs });
  }
  return stretches;
}
