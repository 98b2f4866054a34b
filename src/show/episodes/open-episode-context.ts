import path from 'node:path';
import type { Config } from '../../config.js';
import type { Project, ShowState, SoundContext } from '../../context.js';
import type { Signer } from '../../encoding/open-signer.js';
import { EXIT, LectorError } from '../../errors.js';
import type { MusicPlan, StingPlan } from '../../mastering/music/music-plan.js';
import { present } from '../../model/present.js';
import { findFfmpeg } from '../../run-tool.js';
import { DEFAULT_PAUSES, PACED_PAUSES, type PauseModel } from '../../script/passage/pause-model.js';
import type { ScriptContext } from '../../script/write-script.js';
import { openTemplates } from '../../templates/render.js';
import { ffmpegOptionsOf } from '../ffmpeg-options-of.js';
import { planDisclosure } from './plan-disclosure.js';

/** What writing scripts needs; it costs nothing to open. */
export async function scriptContextOf(
  state: Pick<ShowState, 'config' | 'templates' | 'lexicon' | 'warn'>,
): Promise<ScriptContext> {
  const { config, warn } = state;
  const { roles, speakers, voice, voices } = config.tts;
  const { style, chapters, tables, footnotes, code, figures } = config.reading;
  const { heading, quote, aside } = roles;
  return {
    templates: openTemplates(state.templates),
    lexicon: await state.lexicon(),
    pauses: pausesOf(config),
    voices: {
      speakers,
      languages: voices,
      ...present({ narrator: voice, heading, quote, aside }),
    },
    show: { title: config.title, ...present({ author: config.author }) },
    reading: { tables, footnotes, code, figures },
    style,
    isShortOpening: config.opening === 'short',
    disclosure: await planDisclosure(config),
    isTopical: chapters === 'topics',
    warn,
  };
}

/** How a show is spoken: at which pace, by which narrator, by which in other languages. */
export function speakingOf({ pace, tts: { rate, voice, voices }, speechPlaces, disclosure }: Config) {
  const voiceFacts = Object.fromEntries(Object.entries(disclosure.voices).map(([id, facts]) => [id, present(facts)]));
  return {
    rate,
    voiceFacts,
    voices: { languages: voices },
    ...present({ pace, voice, voicePlaces: speechPlaces?.voices }),
  };
}

/** Of speech in one channel about as good as 96 kbit/s, constant. */
const DEFAULT_MP3_QUALITY = 2;

/** What mastering, encoding and tagging need; ffmpeg is looked for, and no engine is opened. */
export async function openSoundContext(project: Project): Promise<SoundContext> {
  const { config, workspace, signal, warn } = project;
  await workspace.proveKeeping();
  const { audio } = config;
  return {
    ...speakingOf(config),
    ...(await scriptContextOf(project)),
    ffmpeg: await findFfmpeg(ffmpegOptionsOf(project)),
    temporaryFolder: await workspace.temporaryFolder(),
    targetLufs: audio.loudnessLufs,
    maxTruePeakDbtp: audio.truePeakDbtp,
    stings: {
      ...(audio.intro !== undefined && { intro: path.resolve(config.root, audio.intro) }),
      ...(audio.outro !== undefined && { outro: path.resolve(config.root, audio.outro) }),
    },
    ...present({ music: musicOf(config) }),
    formats: audio.formats,
    bitrateKbps: audio.bitrateKbps,
    ...(audio.mp3.mode === 'vbr' && { mp3Quality: audio.mp3.quality ?? DEFAULT_MP3_QUALITY }),
    sampleRateHz: audio.sampleRateHz,
    channelCount: audio.channels,
    folder: workspace.audioDir,
    ...present({ signer: await signerOf(project) }),
    signal,
    warn,
  };
}

/** Opened before anything is paid for: a key that does not fit its certificate is told at once. */
async function signerOf({ config, environment, now }: Project): Promise<Signer | undefined> {
  const { c2pa } = config.disclosure;
  if (c2pa === undefined) return undefined;
  const name = c2pa.key.slice(2, -1);
  const key = environment[name]?.trim() ?? '';
  if (key === '') {
    throw new LectorError('E_SIGNING', `the environment has no ${name}, which disclosure.c2pa.key names.`, {
      hint: `set ${name} to the private key or to the path of its file, or take disclosure.c2pa out.`,
      place: { file: path.relative(config.root, config.file) },
      exitCode: EXIT.config,
    });
  }
  const [{ openSigner }, { loadC2pa }] = await Promise.all([
    import('../../encoding/open-signer.js'),
    import('../../encoding/sign-tag.js'),
  ]);
  await loadC2pa();
  return openSigner({ certificatePath: path.resolve(config.root, c2pa.certificate), key, now: now() });
}

/** A show that sets no pace was published with the pauses of old, and keeps them. */
function pausesOf({ pace, pauses }: Config): PauseModel {
  return { ...(pace === undefined ? DEFAULT_PAUSES : PACED_PAUSES), ...present(pauses) };
}

/** Music that is more than a file before and one after. */
function musicOf({ audio, root }: Config): MusicPlan | undefined {
  if (audio.music === undefined) return undefined;
  const { intro, outro, chapter, bed } = audio.music;
  const sting = (plan: typeof intro): StingPlan | undefined =>
    plan && { ...present(plan), file: path.resolve(root, plan.file) };
  const between = chapter && { ...chapter, overlapMs: 0 };
  return present({
    intro: sting(intro),
    outro: sting(outro),
    chapter: sting(between),
    bed: bed && { ...bed, file: path.resolve(root, bed.file) },
  });
}
