import type { ShowState } from '../../context.js';
import { isLectorError } from '../../errors.js';
import type { Episode } from '../../model/episode.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { speakingOf } from './open-episode-context.js';
import type { Script } from '../../model/script.js';
import { toOneLine } from '../../model/text.js';
import { listTakes } from '../../narration/list-takes.js';
import { writeScript, type ScriptContext } from '../../script/write-script.js';
import type { Assignment } from '../items/assign-records.js';
import { readEpisode } from './read-episode.js';
import type { EpisodeTakes } from './takes.js';

/** Encoders end within 0.5 LU of their target; half a unit more is told apart from another target. */
const TOLERANCE_LU = 1;
/** Both ends of a pause are rounded to whole milliseconds. */
const TOLERANCE_MS = 2;
/** Where the first word is heard when no sting comes before it. */
const OPENING_MS = 200;

/**
 * Whether an episode that an older version published sounds as it would now: records of old say what it was made from,
 * not what is heard. It does when the same clips follow each other with the same pauses at the same level, so that
 * nothing is narrated or encoded because the program is another one. Of a recording the old versions knew its side-car.
 */
export async function hasSameSound(
  { assignment, takes, record }: { assignment: Assignment; takes: EpisodeTakes; record: EpisodeRecord },
  { state, scriptContext }: { state: ShowState; scriptContext: () => Promise<ScriptContext> },
): Promise<boolean> {
  const { config, target } = state;
  const { item } = assignment;
  const episode = await readEpisode(record, target).catch(() => undefined);
  if (!episode || !hasSameLevel(episode, state)) return false;
  if (item.kind === 'programme') return record.sourceSha256 === item.source.sha256;
  if (config.audio.music !== undefined) return false;
  const script = await writeScript(item, await scriptContext());
  const keys = await clipKeysOf(script, { takes, state });
  const isSameClips = keys.size === record.clipKeys.length && record.clipKeys.every((key) => keys.has(key));
  return isSameClips && hasSamePauses(script, { episode, hasIntro: config.audio.intro !== undefined });
}

/** The clips it would be made of; none where the engine or a voice is not to be had, which narrating then says. */
async function clipKeysOf(
  script: Script,
  { takes, state }: { takes: EpisodeTakes; state: ShowState },
): Promise<ReadonlySet<string>> {
  try {
    const list = await listTakes(script, { ...takes, session: await state.session(), ...speakingOf(state.config) });
    return new Set(list.map(({ key }) => key));
  } catch (error) {
    if (isLectorError(error)) return new Set();
    throw error;
  }
}

/** Whether its files have the formats, the shape and the level that are asked for now. */
export function hasSameLevel({ kind, audio, alternates = [] }: Episode, { config }: ShowState): boolean {
  const { bitrateKbps, sampleRateHz, loudnessLufs, channels, formats } = config.audio;
  const files = [audio, ...alternates];
  const published = new Set(files.map(({ format }) => format));
  // A recording that is published as it came has a format of its own, and no other.
  const hasFormats = (formats.length === 1 && formats[0] === 'mp3') || formats.every((format) => published.has(format));
  // Other formats, and MP3 of variable bitrate, take as many bits as they need.
  const mp3 = files.find(({ format }) => format === 'mp3');
  const isSameShape =
    !mp3 || config.audio.mp3.mode === 'vbr' || (mp3.bitrateKbps === bitrateKbps && mp3.sampleRateHz === sampleRateHz);
  const { channelCount = 0 } = audio;
  const hasFittingChannels = kind === 'programme' ? channelCount <= channels : channelCount === 1;
  const isSameLoudness =
    audio.loudnessLufs === undefined || Math.abs(audio.loudnessLufs - loudnessLufs) <= TOLERANCE_LU;
  return hasFormats && isSameShape && hasFittingChannels && isSameLoudness;
}

/** Whether what was published is heard in the order of the script, and with its pauses where nothing moved them. */
function hasSamePauses(
  { utterances, sections }: Script,
  { episode, hasIntro }: { readonly episode: Episode; readonly hasIntro: boolean },
): boolean {
  const cues = episode.transcript?.cues ?? [];
  if (cues.length !== utterances.filter(({ display }) => toOneLine(display) !== '').length) return false;
  const starts = new Set(sections.map(({ utteranceId }) => utteranceId));
  let position = -1;
  for (const [index, cue] of cues.entries()) {
    const next = utterances.findIndex(({ id }, at) => at > position && id === cue.utteranceId);
    const utterance = utterances[next];
    const before = cues[index - 1];
    if (!utterance) return false;
    if (next === 0 && (cue.startMs === OPENING_MS) === hasIntro) return false;
    // A section begins on a whole second, and what is only spoken has no cue to measure from.
    const pauseMs = next === position + 1 && !starts.has(utterance.id) ? utterances[position]?.pauseAfterMs : undefined;
    const heardMs = before ? cue.startMs - before.endMs : 0;
    if (before && pauseMs !== undefined && Math.abs(heardMs - pauseMs) > TOLERANCE_MS) return false;
    position = next;
  }
  return true;
}
