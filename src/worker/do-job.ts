import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import type { SoundMakingContext } from '../context.js';
import type { MadeStream } from '../encoding/encode.js';
import { LectorError } from '../errors.js';
import type { MusicPlan } from '../mastering/music/music-plan.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import type { NarrationSession } from '../narration/narration-session.js';
import { PLACES, type SoundJob, type SoundResult } from '../queue/sound-job.js';
import type { Ffmpeg } from '../run-tool.js';
import { makeSound } from '../show/sound/make-sound.js';
import type { Store } from '../store/store.js';
import { hashFile, writeDurably, type Shelf } from '../workspace.js';

/** What a job is done with. */
export type Bench = {
  readonly store: Store;
  /** Before {@link PLACES.audio} of the store. */
  readonly shelf: Shelf;
  readonly audioDir: string;
  /** For recordings and music. */
  readonly filesDir: string;
  readonly temporaryFolder: string;
  readonly session: NarrationSession;
  readonly ffmpeg: Ffmpeg;
  readonly signal: AbortSignal;
};

/**
 * Makes the sound of a job by the very function that makes it in a build, and puts what came of it into the store.
 *
 * @throws {@link LectorError} as {@link makeSound} does; `E_STORE`.
 */
export async function doJob(job: SoundJob, bench: Bench): Promise<SoundResult> {
  const findings: Finding[] = [];
  await mkdir(bench.temporaryFolder, { recursive: true });
  try {
    const context = await contextOf(job, bench, findings);
    const { encodeSound, ...made } = await makeSound(job.order, context, () => undefined);
    const stored: SoundResult['streams'][number][] = [];
    for (const stream of await encodeSound()) stored.push(await storeStream(stream, bench));
    return { ...made, streams: stored, findings };
  } finally {
    await rm(bench.temporaryFolder, { recursive: true, force: true });
  }
}

async function contextOf(job: SoundJob, bench: Bench, findings: Finding[]): Promise<SoundMakingContext> {
  const { music, stings, ...sound } = job.sound;
  const speeds = new Map(job.speeds);
  const file = (name: string): Promise<string> => bringFile(name, bench);
  return {
    ...job.speaking,
    ...sound,
    stings: await withFiles(stings, file),
    ...(music && { music: await withMusic(music, file) }),
    session: {
      ...bench.session,
      speeds: {
        get: (key) => Promise.resolve(speeds.get(key)),
        put: (key, value) => Promise.resolve(void speeds.set(key, value)),
      },
    },
    takes: new Map(job.takes),
    recordings: new Map(await Promise.all(job.recordings.map(async ([id, name]) => [id, await file(name)] as const))),
    ffmpeg: bench.ffmpeg,
    folder: bench.audioDir,
    shelf: bench.shelf,
    temporaryFolder: bench.temporaryFolder,
    signal: bench.signal,
    warn: (finding) => void findings.push(finding),
  };
}

/** A file of the store on this machine. */
async function bringFile(name: string, { store, filesDir }: Bench): Promise<string> {
  const here = store.fileOf(name) ?? path.join(filesDir, path.basename(name));
  const [sha256] = path.basename(name).split('.');
  if ((await hashFile(here).catch(() => undefined)) === sha256) return here;
  const bytes = await store.get(name);
  if (!bytes) throw new LectorError('E_STORE', `${store.locate(name)} is gone.`, { hint: 'run the build again.' });
  await writeDurably(here, bytes);
  return here;
}

async function withFiles<Names extends object>(names: Names, file: (name: string) => Promise<string>): Promise<Names> {
  const entries = Object.entries<string>(names as Readonly<Record<string, string>>);
  return Object.fromEntries(
    await Promise.all(entries.map(async ([kind, name]) => [kind, await file(name)] as const)),
  ) as Names;
}

async function withMusic(music: MusicPlan, file: (name: string) => Promise<string>): Promise<MusicPlan> {
  const entries = Object.entries(music).map(
    async ([kind, plan]) => [kind, { ...plan, file: await file(plan.file) }] as const,
  );
  return Object.fromEntries(await Promise.all(entries)) as MusicPlan;
}

/** Stretches lie in the store already; what is encoded as a whole goes there by its bytes. */
async function storeStream({ format, stream }: MadeStream, { store }: Bench): Promise<SoundResult['streams'][number]> {
  const parts: SoundResult['streams'][number]['parts'][number][] = [];
  for (const { path: file, firstByte, byteCount } of stream.parts) {
    let name = path.basename(file);
    if (!name.endsWith('.frames')) {
      name = `${await hashFile(file)}.${format}`;
      await store.putIfAbsent(PLACES.audio + name, { file });
    }
    parts.push({ name, firstByte, ...present({ byteCount }) });
  }
  const head = stream.head && Buffer.from(stream.head).toString('base64');
  return { format, facts: stream.facts, ...present({ head }), parts };
}
