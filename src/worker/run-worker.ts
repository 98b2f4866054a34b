import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Job, Worker } from 'bullmq';
import type { Environment } from '../config.js';
import { EXIT, isLectorError, LectorError, toLectorError } from '../errors.js';
import type { Warn } from '../model/finding.js';
import { present } from '../model/present.js';
import type { SpeechEngines } from '../narration/engines/index.js';
import { askAgain, openRedis } from '../queue/open-redis.js';
import { openClipLeases, LEASE_MS } from '../queue/clip-leases.js';
import { openEngineTurns } from '../queue/engine-turns.js';
import { JOB_VERSION, PLACES, readJob } from '../queue/sound-job.js';
import { MOST_DEATHS, PREFIX, QUEUE, type JobReference } from '../queue/sound-queue.js';
import { findFfmpeg } from '../run-tool.js';
import { openShelf } from '../store/open-shelf.js';
import { openStore } from '../store/open-store.js';
import { openClipCache } from '../workspace.js';
import { HandedBack, openSessions } from './open-sessions.js';
import { openWorkFolder } from './work-folder.js';

/** What a worker is started with. */
export type WorkerOptions = {
  /** Address of Redis or Valkey, or `${NAME}` of a variable that holds it. */
  readonly queue: string;
  /** Address of the store: a folder, or a bucket. */
  readonly store: string;
  /** For what the worker keeps for itself; workers of one machine may share it. */
  readonly folder: string;
  readonly environment: Environment;
  /** Engines of the caller's own, before those of the program. */
  readonly engines?: SpeechEngines;
  /** Path of ffmpeg, where it is not to be looked for. */
  readonly ffmpegPath?: string;
  /** Episodes at once. */
  readonly concurrency?: number;
  /** How long the worker may be silent before its work is given to another. */
  readonly leaseMs?: number;
  /** Ends the worker: it finishes the sentences under way, and hands the rest back. */
  readonly signal: AbortSignal;
  readonly warn: Warn;
  readonly report?: (event: WorkerEvent) => void;
};

/** What a worker does, as it happens. */
export type WorkerEvent =
  | { readonly type: 'ready'; readonly queue: string; readonly store: string }
  | { readonly type: 'begun'; readonly job: string; readonly slug?: string; readonly waitedMs?: number }
  | { readonly type: 'made' | 'left' | 'handed-back'; readonly job: string; readonly slug?: string }
  | { readonly type: 'failed'; readonly job: string; readonly code: string; readonly message: string };

/** How long a job this worker cannot do is kept from it. */
const LEFT_MS = 5_000;
/** How long a worker that is told to end may go on with what is under way. */
const DRAIN_MS = 30_000;

/**
 * Works until it is told to end: takes jobs from the queue, and puts sound into the store.
 *
 * @throws {@link LectorError} `E_QUEUE` when the queue cannot be reached, at first or for a minute; `E_STORE_ADDRESS`.
 */
export async function runWorker(options: WorkerOptions): Promise<void> {
  const { environment, signal, warn, leaseMs = LEASE_MS, report = () => undefined } = options;
  const store = await openStore(options.store, { root: options.folder, environment });
  const redis = await openRedis({ url: options.queue, environment });
  const folderOf = (name: string): string => store.fileOf(name) ?? path.join(options.folder, name);
  const audioDir = folderOf(PLACES.audio.slice(0, -1));
  const clipsDir = folderOf(PLACES.clips.slice(0, -1));
  const shelf = openShelf(store, { prefix: PLACES.audio, folder: audioDir });
  const clips = openClipCache(clipsDir, warn, openShelf(store, { prefix: PLACES.clips, folder: clipsDir }));
  const temporaryFolder = await openWorkFolder(path.join(options.folder, 'workers'));
  const ended = new AbortController();
  const sessions = openSessions({
    store,
    clips,
    leases: openClipLeases(redis.client, leaseMs),
    turnsOf: (account, requestsPerMinute) => openEngineTurns(redis.client, account, requestsPerMinute),
    environment,
    temporaryFolder: path.join(temporaryFolder, 'speech'),
    signal: ended.signal,
    isEnding: () => signal.aborted,
    ...present({ engines: options.engines }),
  });
  const ffmpeg = await findFfmpeg(present({ searchPath: environment['PATH'], configuredPath: options.ffmpegPath }));
  // Loaded by who works, and not by who imports Lector.
  const { doJob } = await import('./do-job.js');
  const { promise: broken, resolve: breakDown } = withResolve<LectorError>();

  async function work(reference: Job<JobReference>): Promise<void> {
    const { version, job: key } = reference.data;
    if (version > JOB_VERSION) throw new HandedBack('E_QUEUE', `job ${key} is of a newer version.`);
    if (await store.has(PLACES.result(key))) return;
    const job = await readJob(store, key);
    // Nobody waits for it any more: whoever did has taken it away.
    if (!job) return;
    const session = await sessions.of(job);
    if (!session) throw new HandedBack('E_QUEUE', `job ${key} needs another engine.`);
    report({ type: 'begun', job: key, slug: job.slug, waitedMs: Date.now() - reference.timestamp });
    const folder = path.join(temporaryFolder, key.slice(0, 16));
    const result = await doJob(job, {
      store,
      shelf,
      audioDir,
      filesDir: folderOf('files'),
      temporaryFolder: folder,
      session,
      ffmpeg,
      signal: ended.signal,
    });
    await store.putIfAbsent(PLACES.result(key), Buffer.from(JSON.stringify(result)));
    report({ type: 'made', job: key, slug: job.slug });
  }

  async function take(reference: Job<JobReference>, token?: string): Promise<void> {
    const { DelayedError, UnrecoverableError, WaitingError } = redis.bullmq;
    try {
      await work(reference);
    } catch (error) {
      const { job } = reference.data;
      if (signal.aborted) {
        await reference.moveToWait(token);
        report({ type: 'handed-back', job });
        throw new WaitingError();
      }
      if (error instanceof HandedBack) {
        await reference.moveToDelayed(Date.now() + LEFT_MS, token);
        report({ type: 'left', job });
        throw new DelayedError();
      }
      const failure = toLectorError(error);
      report({ type: 'failed', job, code: failure.code, message: failure.message });
      if (failure.exitCode === EXIT.environment) {
        // This machine is to blame, and not the text: another may do it.
        breakDown(failure);
        await reference.moveToDelayed(Date.now() + LEFT_MS, token);
        throw new DelayedError();
      }
      const told = JSON.stringify(failure.toFinding());
      // What a service or a network did may be over in a while; what is wrong with a text stays.
      throw isPassing(failure) ? new LectorError('E_ENGINE', told) : new UnrecoverableError(told);
    }
  }

  const openWorker = (): Worker<JobReference> =>
    new redis.bullmq.Worker<JobReference>(QUEUE, take, {
      connection: redis.client,
      prefix: PREFIX,
      concurrency: options.concurrency ?? 1,
      lockDuration: leaseMs,
      stalledInterval: Math.max(1000, leaseMs / 2),
      maxStalledCount: MOST_DEATHS - 1,
    });
  let worker = openWorker();
  /** One whose first connection broke off never works: another takes its place. */
  const settle = async (): Promise<void> => {
    worker.on('error', () => undefined);
    await askAgain(async () => {
      try {
        await worker.waitUntilReady();
      } catch (error) {
        await worker.close(true).catch(() => undefined);
        worker = openWorker().on('error', () => undefined);
        throw error;
      }
    }, ended.signal);
  };
  try {
    const early = await Promise.race([settle(), redis.lost, untilAborted(signal)]);
    if (early) throw early;
    report({ type: 'ready', queue: redis.address, store: store.locate('') });
    const lost = await Promise.race([redis.lost, broken, untilAborted(signal)]);
    if (lost) throw lost;
    await Promise.race([worker.close(), later(DRAIN_MS)]);
  } finally {
    ended.abort();
    await worker.close(true).catch(() => undefined);
    await sessions.close();
    await redis.close();
    await rm(temporaryFolder, { recursive: true, force: true });
  }
}

function isPassing(error: LectorError): boolean {
  return error.exitCode === EXIT.engine && isLectorError(error) && error.code !== 'E_ENGINE_REFUSED';
}

function withResolve<Value>(): { readonly promise: Promise<Value>; readonly resolve: (value: Value) => void } {
  let resolve: (value: Value) => void = () => undefined;
  const promise = new Promise<Value>((give) => (resolve = give));
  return { promise, resolve };
}

function untilAborted(signal: AbortSignal): Promise<undefined> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(undefined);
    else signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
}

function later(durationMs: number): Promise<void> {
  return new Promise((resolve) => void setTimeout(resolve, durationMs).unref());
}
