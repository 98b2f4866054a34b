import path from 'node:path';
import type { Config } from '../../config.js';
import type { EpisodeContext, Project } from '../../context.js';
import { LectorError } from '../../errors.js';
import { openSpeechEngine } from '../../narration/engines/index.js';
import { openNarrationSession } from '../../narration/narration-session.js';
import type { SpeechEngine } from '../../narration/speech-engine.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import type { Lexicon } from '../../script/lexicon/lexicon.js';
import { openTemplates } from '../../templates/render.js';
import { readLexicon } from '../read-lexicon.js';
import { refuseTemplateFaults, warnOfUnusedTemplates } from '../refuse-template-faults.js';
import { templateFoldersOf } from '../template-folders.js';
import { tryTemplates } from '../try-templates.js';
import { findFfmpeg } from '../../run-tool.js';
import { ffmpegOptionsOf } from './ffmpeg-options-of.js';
import { DEFAULT_PAUSES, type PauseModel } from '../../script/passage/pause-model.js';
import type { ScriptContext } from '../../script/write-script.js';
import { suggestWord } from '../../model/suggest.js';

/** What writing scripts needs; it costs nothing to open. */
export function scriptContextOf(project: {
  readonly config: Config;
  readonly lexicon: Lexicon;
  readonly warn: (finding: Finding) => void;
}): ScriptContext {
  const { config, lexicon, warn } = project;
  const templates = openTemplates({ directories: templateFoldersOf(config) });
  const { roles, speakers, voice } = config.tts;
  const { style, ...reading } = config.reading;
  const { heading, quote, aside } = roles;
  return {
    templates,
    lexicon,
    pauses: pausesOf(config),
    voices: {
      speakers,
      ...present({ narrator: voice, heading, quote, aside }),
    },
    show: { title: config.title, ...present({ author: config.author }) },
    reading,
    style,
    warn,
  };
}

/** Opens the configured engine with the keys of the environment. */
export function openEngine(config: Config): Promise<SpeechEngine> {
  const { engine, settings, apiKey } = config.tts;
  return openSpeechEngine(engine, {
    environment: environmentWithKey(config, apiKey),
    settings,
    timeoutMs: config.http.timeoutMs,
    ...present({ concurrency: config.concurrency }),
  });
}

/** Opens what costs time to open: the engine and ffmpeg. Close the engine when done. */
export async function openEpisodeContext(project: Project): Promise<EpisodeContext> {
  const { config, workspace, signal, warn } = project;
  warnOfUnusedTemplates(config, warn);
  refuseTemplateFaults(config);
  tryTemplates(project);
  await workspace.proveKeeping();
  const [ffmpeg, engine] = await Promise.all([findFfmpeg(ffmpegOptionsOf(config)), openEngine(config)]);
  const { audio, tts } = config;
  const temporaryFolder = await workspace.temporaryFolder();
  return {
    ...scriptContextOf({ config, warn, lexicon: await readLexicon(config) }),
    session: openNarrationSession({
      engine,
      clips: workspace.clips,
      temporaryFolder,
      budgetUsd: config.budget.maxUsd,
      budgetUsdPerMonth: config.budget.maxUsdPerMonth,
      spending: workspace.spending,
      ...present({ concurrency: config.concurrency }),
    }),
    rate: tts.rate,
    ...present({ voice: tts.voice }),
    temporaryFolder,
    ffmpeg,
    targetLufs: audio.loudnessLufs,
    maxTruePeakDbtp: audio.truePeakDbtp,
    stings: {
      ...(audio.intro !== undefined && { intro: path.resolve(config.root, audio.intro) }),
      ...(audio.outro !== undefined && { outro: path.resolve(config.root, audio.outro) }),
    },
    bitrateKbps: audio.bitrateKbps,
    sampleRateHz: audio.sampleRateHz,
    channelCount: audio.channels,
    folder: workspace.audioDir,
    signal,
    warn,
  };
}

function pausesOf(config: Config): PauseModel {
  const pauses: Record<keyof PauseModel, number> = { ...DEFAULT_PAUSES };
  const known = Object.keys(DEFAULT_PAUSES) as (keyof PauseModel)[];
  for (const [name, value] of Object.entries(config.pauses)) {
    const key = known.find((candidate) => candidate === name);
    if (key === undefined) {
      const near = suggestWord(name, known);
      throw new LectorError('E_UNKNOWN_KEY', `unknown key "pauses.${name}".`, {
        hint: near === undefined ? `use one of: ${known.join(', ')}.` : `did you mean "${near}"?`,
        place: { file: path.basename(config.file) },
      });
    }
    pauses[key] = value;
  }
  return pauses;
}

/** `apiKey: ${NAME}` makes the engine find the key under the name it looks for, whatever the variable is called. */
function environmentWithKey(config: Config, apiKey: string | undefined): Readonly<Record<string, string | undefined>> {
  const name = apiKey === undefined ? undefined : /^\$\{(\w+)\}$/u.exec(apiKey)?.[1];
  return name === undefined
    ? config.environment
    : { ...config.environment, LECTOR_TTS_API_KEY: config.environment[name] };
}
