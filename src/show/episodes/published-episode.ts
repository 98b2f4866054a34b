import type { EpisodeRow } from '../../context.js';
import type { SourceItem } from '../../model/article.js';
import type { Episode } from '../../model/episode.js';
import type { Correction } from '../../model/publication/correction.js';
import { stillKept, type AudioRecord, type EpisodeRecord } from '../../model/publication/manifest.js';
import type { NarrationUsage } from '../../model/narration.js';
import { present } from '../../model/present.js';
import { isFigurePath, isTimeMapPath } from '../../model/publication/paths/episode-paths.js';
import { chainSpans, sharedSpans, type SharedSpan, type TimeMap } from '../../model/publication/time-map.js';
import { wordsOf } from '../../model/text/article-text.js';
import { isWithholding } from '../corrections/log-corrections.js';
import type { Assignment } from '../items/assign-records.js';
import type { BuiltEpisode } from './build-episode.js';
import type { Fingerprint } from './fingerprint.js';

/** An entry of the manifest; with the episode and its file when it was just built, else they lie published. */
export type PublishedRecord = {
  readonly record: EpisodeRecord;
  readonly built?: Pick<BuiltEpisode, 'episode' | 'audioFile' | 'alternateFiles' | 'pictureFiles'>;
};

/** A feed that gives new ids with every answer must not make a manifest grow for ever. */
const MAX_ALIASES = 24;

/** The manifest's entry for an episode just built; audio it replaces is kept for 30 days. */
export function recordOf(input: {
  assignment: Assignment;
  fingerprint: Fingerprint;
  built: BuiltEpisode;
  now: Date;
  corrections?: readonly Correction[];
  disclosure?: EpisodeRecord['disclosure'];
}): EpisodeRecord {
  const { assignment, fingerprint, built, now, corrections = [], disclosure } = input;
  const { item, guid, slug, publishedAt, statedAt, record } = assignment;
  const { episode } = built;
  const { path, url, isAsIs, sha256, sizeBytes, durationMs, loudnessLufs, gainDb } = episode.audio;
  const audio: AudioRecord = {
    path,
    ...present({ url, isAsIs }),
    sha256,
    sizeBytes,
    durationMs,
    ...present({
      loudnessLufs,
      gainDb,
      alternates: alternatesOf(episode),
      files: record?.audio.path === path ? filesOfItself(record.audio) : undefined,
    }),
  };
  const before = record && !('unpublishedAt' in record) ? record.audio : undefined;
  const replaced = before ? replacedAudio(before, audio).map((old) => ({ ...old, retiredAt: now.toISOString() })) : [];
  // What becomes private, or must not be said any more, leaves nothing where everybody could find it.
  const isHidden = (item.options.isPrivate === true && record?.isPrivate !== true) || isWithholding(item);
  const retiredAudio = (isHidden ? [] : stillKept([...replaced, ...(record?.retiredAudio ?? [])], now)).filter(
    (old) => !isAmong(audio, old.path),
  );
  return {
    ...memoryOf(item, record),
    guid,
    slug,
    title: item.title,
    location: item.source.location,
    sourceSha256: item.source.sha256,
    publishedAt,
    ...present({ statedAt }),
    fingerprint: fingerprint.whole,
    sound: fingerprint.sound,
    ...present({ disclosure, spokenBy: episode.spokenBy }),
    ...present({ isPrivate: item.options.isPrivate }),
    ...(corrections.length > 0 && { corrections }),
    chapterCount: episode.chapters.length,
    audio,
    retiredAudio,
    clipKeys: [...new Set(built.clipKeys)].sort(),
  };
}

/** What is put on record of the same sound in other formats. */
export function alternatesOf({ alternates }: Episode): AudioRecord['alternates'] {
  return alternates?.map(({ path, sha256, sizeBytes }) => ({ path, sha256, sizeBytes }));
}

/** What gave way: the audio with everything that belongs to it, or formats that are offered no more. */
function replacedAudio(before: AudioRecord, now: AudioRecord): readonly AudioRecord[] {
  if (before.path !== now.path) return [before];
  const { durationMs, alternates = [] } = before;
  return alternates.filter(({ path }) => !isAmong(now, path)).map((alternate) => ({ ...alternate, durationMs }));
}

/** Whether a file is this audio, in any format. */
function isAmong(audio: AudioRecord, path: string): boolean {
  return [audio, ...(audio.alternates ?? [])].some((one) => one.path === path);
}

/** Maps from earlier editions are written where those are known, pictures where they are shown, and nowhere else. */
function filesOfItself({ files }: AudioRecord): AudioRecord['files'] {
  return (
    files && Object.fromEntries(Object.entries(files).filter(([name]) => !isTimeMapPath(name) && !isFigurePath(name)))
  );
}

/** A record that also knows what its item is called and says now; the same record where that is nothing new. */
export function remember(record: EpisodeRecord, item: SourceItem): EpisodeRecord {
  const memory = memoryOf(item, record);
  const isKnown =
    record.identity === memory.identity &&
    record.words === memory.words &&
    (record.aliases ?? []).join('\n') === memory.aliases.join('\n');
  return isKnown ? record : { ...record, ...memory };
}

/** Every id and address an episode was ever known by, and its words. */
function memoryOf(item: SourceItem, record: EpisodeRecord | undefined) {
  const { identity, aliases = [] } = item;
  const known = new Set([...(record?.aliases ?? []), ...(record ? [record.identity] : []), ...aliases]);
  known.delete(identity);
  return { identity, aliases: [...known].slice(-MAX_ALIASES), words: wordsOf(item) };
}

/** One line of the summary. */
export function rowOf(
  record: EpisodeRecord,
  { outcome, elapsedMs, usage }: { outcome: EpisodeRow['outcome']; elapsedMs: number; usage?: NarrationUsage },
): EpisodeRow {
  const { slug, title, audio, chapterCount } = record;
  return {
    slug,
    title,
    outcome,
    elapsedMs,
    durationMs: audio.durationMs,
    chapterCount,
    sizeBytes: audio.sizeBytes,
    ...present({ loudnessLufs: audio.loudnessLufs }),
    ...(usage && {
      synthesisedCount: usage.synthesisedCount,
      synthesisedCharacters: usage.synthesisedCharacters,
      utteranceCount: usage.utteranceCount,
      costUsd: usage.costUsd,
    }),
  };
}

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
