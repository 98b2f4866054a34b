import path from 'node:path';
import type { Project, SoundContext, SoundOrder } from '../../context.js';
import type { MusicPlan } from '../../mastering/music/music-plan.js';
import { present } from '../../model/present.js';
import { LECTOR_VERSION } from '../../model/version.js';
import { speedKey, type Take } from '../../narration/list-takes.js';
import type { NarrationSession } from '../../narration/narration-session.js';
import { JOB_VERSION, PLACES, type SoundJob } from '../../queue/sound-job.js';
import type { Store } from '../../store/store.js';
import { hashFile, type SpendingLimits } from '../../workspace.js';
import type { EpisodeTakes } from '../episodes/takes.js';

/** What a job is written from. */
export type JobParts = {
  readonly slug: string;
  readonly order: SoundOrder;
  /** What is to be spoken, all voices measured. */
  readonly takes: readonly Take[];
  readonly own: EpisodeTakes;
  readonly session: NarrationSession;
  readonly context: SoundContext;
  readonly store: Store;
  /** Of the show. */
  readonly ledger: string;
};

/** Everything the sound of one episode is made from, as data; files it needs are put into the store. */
export async function writeSoundJob(parts: JobParts, { config }: Pick<Project, 'config'>): Promise<SoundJob> {
  const { slug, order, takes, own, session, context, store, ledger } = parts;
  const { engine } = session;
  const voices = [...new Set(takes.map(({ voice }) => voice))].sort();
  const { settings, apiKey, requestsPerMinute } = config.tts;
  const { voice, rate, pace, voiceFacts } = context;
  const { targetLufs, maxTruePeakDbtp, formats, bitrateKbps, mp3Quality, sampleRateHz, channelCount } = context;
  const file = (from: string): Promise<string> => storeFile(from, store);
  return {
    version: JOB_VERSION,
    program: LECTOR_VERSION,
    slug,
    order,
    engine: {
      name: config.tts.engine,
      version: engine.version,
      voiceVersions: Object.fromEntries(voices.map((id) => [id, engine.voiceVersion?.(id) ?? ''])),
      settings,
      timeoutMs: config.http.timeoutMs,
      ...present({ apiKey, requestsPerMinute, concurrency: config.concurrency }),
    },
    budget: { ledger, ...budgetOf(config) },
    speaking: { rate, ...present({ voice, pace, voiceFacts, voices: context.voices }) },
    takes: [...own.takes],
    recordings: await Promise.all([...own.recordings].map(async ([id, from]) => [id, await file(from)] as const)),
    speeds: await speedsOf(takes, { session, context }),
    sound: {
      targetLufs,
      maxTruePeakDbtp,
      bitrateKbps,
      sampleRateHz,
      channelCount,
      ...present({ formats, mp3Quality }),
      stings: await storeEach(context.stings, file),
      ...(context.music && { music: await storeMusic(context.music, file) }),
    },
  };
}

/** Without a ceiling there is no figure. */
function budgetOf({ budget: { maxUsd, maxUsdPerMonth } }: Project['config']): SpendingLimits {
  return {
    ...(Number.isFinite(maxUsd) && { perRunUsd: maxUsd }),
    ...(Number.isFinite(maxUsdPerMonth) && { perMonthUsd: maxUsdPerMonth }),
  };
}

async function speedsOf(
  takes: readonly Take[],
  { session, context }: Pick<JobParts, 'session' | 'context'>,
): Promise<SoundJob['speeds']> {
  if (context.pace === undefined) return [];
  const keys = new Set(takes.map((take) => speedKey(take, { ...context, session })));
  return Promise.all([...keys].sort().map(async (key) => [key, await session.speeds.get(key)] as const));
}

/** Under the name of its bytes. */
async function storeFile(file: string, store: Store): Promise<string> {
  const name = PLACES.file(await hashFile(file), path.extname(file).toLowerCase());
  if (!(await store.has(name))) await store.putIfAbsent(name, { file });
  return name;
}

async function storeEach<Files extends object>(files: Files, store: (file: string) => Promise<string>): Promise<Files> {
  const entries = Object.entries<string>(files as Readonly<Record<string, string>>);
  return Object.fromEntries(
    await Promise.all(entries.map(async ([kind, file]) => [kind, await store(file)] as const)),
  ) as Files;
}

async function storeMusic(music: MusicPlan, store: (file: string) => Promise<string>): Promise<MusicPlan> {
  const entries = Object.entries(music).map(
    async ([kind, plan]) => [kind, { ...plan, file: await store(plan.file) }] as const,
  );
  return Object.fromEntries(await Promise.all(entries)) as MusicPlan;
}
