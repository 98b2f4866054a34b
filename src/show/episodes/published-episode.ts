import type { EpisodeRow } from '../../context.js';
import type { SourceItem } from '../../model/article.js';
import type { AudioFile } from '../../model/audio-file.js';
import type { Episode } from '../../model/episode.js';
import { stillKept, type AudioRecord, type EpisodeRecord } from '../../model/publication/manifest.js';
import type { NarrationUsage } from '../../model/narration.js';
import { present } from '../../model/present.js';
import { isTimeMapPath } from '../../model/publication/published-paths.js';
import { wordsOf } from '../../model/text/article-text.js';
import type { Assignment } from '../items/assign-records.js';
import type { BuiltEpisode } from './build-episode.js';
import type { Fingerprint } from './fingerprint.js';

/** An entry of the manifest; with the episode and its file when it was just built, else they lie published. */
export type PublishedRecord = {
  readonly record: EpisodeRecord;
  readonly built?: { readonly episode: Episode; readonly audioFile?: AudioFile };
};

/** A feed that gives new ids with every answer must not make a manifest grow for ever. */
const MAX_ALIASES = 24;

/** The manifest's entry for an episode just built; audio it replaces is kept for 30 days. */
export function recordOf(input: {
  assignment: Assignment;
  fingerprint: Fingerprint;
  built: BuiltEpisode;
  now: Date;
  disclosure?: EpisodeRecord['disclosure'];
}): EpisodeRecord {
  const { assignment, fingerprint, built, now, disclosure } = input;
  const { item, guid, slug, publishedAt, statedAt, record } = assignment;
  const { episode } = built;
  const { path, url, isAsIs, sha256, sizeBytes, durationMs, loudnessLufs, gainDb } = episode.audio;
  const audio: AudioRecord = {
    path,
    ...present({ url, isAsIs }),
    sha256,
    sizeBytes,
    durationMs,
    ...present({ loudnessLufs, gainDb, files: record?.audio.path === path ? filesOfItself(record.audio) : undefined }),
  };
  const isReplaced = record && !('unpublishedAt' in record) && record.audio.path !== path;
  const replaced = isReplaced ? [{ ...record.audio, retiredAt: now.toISOString() }] : [];
  // What becomes private leaves nothing where everybody could find it.
  const isHidden = item.options.isPrivate === true && record?.isPrivate !== true;
  const retiredAudio = (isHidden ? [] : stillKept([...replaced, ...(record?.retiredAudio ?? [])], now)).filter(
    (old) => old.path !== path,
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
    chapterCount: episode.chapters.length,
    audio,
    retiredAudio,
    clipKeys: [...new Set(built.clipKeys)].sort(),
  };
}

/** Maps from earlier editions are written where those are known, and nowhere else. */
function filesOfItself({ files }: AudioRecord): AudioRecord['files'] {
  return files && Object.fromEntries(Object.entries(files).filter(([name]) => !isTimeMapPath(name)));
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
      utteranceCount: usage.utteranceCount,
      costUsd: usage.costUsd,
    }),
  };
}
