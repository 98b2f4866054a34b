import type { SoundContext } from '../../context.js';
import { retag } from '../../encoding/encode.js';
import { LectorError } from '../../errors.js';
import type { AudioFile } from '../../model/audio-file.js';
import type { Episode } from '../../model/episode.js';
import type { Script } from '../../model/script.js';
import { present } from '../../model/present.js';
import { toOneLine } from '../../model/text.js';
import { msToSamples } from '../../model/time.js';
import type { Timeline, TimelineItem } from '../../model/timeline.js';
import type { Cue, Transcript } from '../../model/transcript.js';
import { composeEpisode } from '../../notes/compose-episode.js';
import { writeScript } from '../../script/write-script.js';
import type { BuiltEpisode } from './build-episode.js';
import {
  describeNarrated,
  describeProgramme,
  labelsOf,
  partsOf,
  pictureFilesOf,
  type BuildEpisodeOptions,
  type Described,
} from './describe-episode.js';

/** An episode as it was published. */
export type PublishedEpisode = {
  readonly episode: Episode;
  /** Absolute paths of its audio, then of the same in other formats. */
  readonly files: readonly string[];
  readonly clipKeys: readonly string[];
};

/**
 * Writes everything about an episode anew whose sound stands: chapters, transcript, texts, and the tags of its file.
 * Nothing is narrated, mastered or encoded: when each sentence is heard stands in what was published.
 *
 * @throws {@link LectorError} `E_AUDIO` when the published file or its timings are not those that were made.
 */
export async function retagEpisode(
  options: BuildEpisodeOptions,
  published: PublishedEpisode,
  context: SoundContext,
): Promise<BuiltEpisode> {
  const { item } = options.assignment;
  const { episode, files, clipKeys } = published;
  const described =
    item.kind === 'programme'
      ? await describeProgramme({ item, timeline: recordingOf(episode) }, context)
      : recallNarrated(await writeScript(item, context), episode, options);
  options.onStage('tagging');
  const [audioFile, ...alternateFiles] = await retag(
    { finished: finishedOf(episode, files), ...labelsOf(options, described) },
    context,
  );
  options.onStage('notes');
  const audio = { audio: audioFile, alternates: alternateFiles };
  const retagged = composeEpisode({ ...partsOf(options), ...described, ...audio });
  return { episode: retagged, audioFile, alternateFiles, pictureFiles: pictureFilesOf(options, described), clipKeys };
}

function finishedOf({ slug, audio, alternates = [] }: Episode, files: readonly string[]): readonly AudioFile[] {
  return [audio, ...alternates].map((published, index) => ({
    ...published,
    sampleRateHz: rateOf({ slug, audio: published }),
    channelCount: channelsOf({ slug, audio: published }),
    path: files[index] ?? '',
  }));
}

/** Of audio that was left at another host nothing was measured, and there is nothing to tag. */
function rateOf({ slug, audio: { sampleRateHz } }: Pick<Episode, 'slug' | 'audio'>): number {
  if (sampleRateHz === undefined) throw new LectorError('E_AUDIO', `the audio of ${slug} lies at another host.`);
  return sampleRateHz;
}

function channelsOf({ slug, audio: { channelCount } }: Pick<Episode, 'slug' | 'audio'>): number {
  if (channelCount === undefined) throw new LectorError('E_AUDIO', `the audio of ${slug} lies at another host.`);
  return channelCount;
}

function recordingOf(episode: Episode): Timeline {
  const { durationMs } = episode;
  const sampleRateHz = rateOf(episode);
  const items = [{ kind: 'recording', startMs: 0, endMs: durationMs } as const];
  return { durationMs, sampleRateHz, sampleCount: msToSamples(durationMs, sampleRateHz), items };
}

function recallNarrated(
  script: Script,
  episode: Episode,
  { pictures }: Pick<BuildEpisodeOptions, 'pictures'>,
): Described {
  const { engine, voices, spokenBy } = episode;
  const described = describeNarrated({ timeline: recallTimeline(script, episode), script, ...present({ pictures }) });
  const transcript = recallWords(described.transcript, episode.transcript?.cues ?? []);
  return {
    ...described,
    transcript,
    ...(engine !== undefined && { narration: { engine, voices, ...present({ spokenBy }) } }),
  };
}

/** When each sentence is heard, from the cues; one that is only spoken lies in the gap they leave. */
function recallTimeline({ utterances }: Script, episode: Episode): Timeline {
  const { durationMs } = episode;
  const sampleRateHz = rateOf(episode);
  const cues = episode.transcript?.cues ?? [];
  const cueOf = pairCues(utterances, cues);
  let heardMs = 0;
  const items = utterances.map(({ id, pauseAfterMs }, index): TimelineItem => {
    const cue = cueOf.get(id);
    const nextMs = utterances.slice(index + 1).flatMap((later) => cueOf.get(later.id)?.startMs ?? [])[0] ?? durationMs;
    const startMs = cue?.startMs ?? heardMs;
    const endMs = cue?.endMs ?? Math.max(startMs, nextMs - pauseAfterMs);
    heardMs = Math.min(nextMs, endMs + pauseAfterMs);
    const exact = present({ exactStartMs: cue?.exactStartMs });
    return { kind: 'speech', startMs, ...exact, endMs, utteranceId: id, words: cue?.words ?? [] };
  });
  return {
    durationMs,
    sampleRateHz,
    sampleCount: msToSamples(durationMs, sampleRateHz),
    items,
  };
}

/** The cue of each utterance: by its id, or by its place where words were set otherwise and are said as before. */
function pairCues(utterances: Script['utterances'], cues: readonly Cue[]): ReadonlyMap<string, Cue> {
  const byId = new Map(cues.flatMap((cue) => (cue.utteranceId === undefined ? [] : [[cue.utteranceId, cue] as const])));
  const known = new Set(utterances.map(({ id }) => id));
  if ([...byId.keys()].every((id) => known.has(id))) return byId;
  const shown = utterances.filter(({ display }) => toOneLine(display) !== '');
  if (shown.length !== cues.length)
    throw new LectorError('E_AUDIO', 'the published transcript is not that of the script.');
  return new Map(shown.flatMap(({ id }, index) => (cues[index] ? [[id, cues[index]] as const] : [])));
}

/** Words keep the times the engine gave, which cues no longer tell where words are spoken otherwise than they are shown. */
function recallWords(transcript: Transcript, published: readonly Cue[]): Transcript {
  const before = new Map(published.map((cue) => [`${cue.startMs} ${cue.text}`, cue.words]));
  const cues = transcript.cues.map((cue) => ({ ...cue, words: before.get(`${cue.startMs} ${cue.text}`) ?? cue.words }));
  return { ...transcript, cues };
}
