import { createHash } from 'node:crypto';
import path from 'node:path';
import PQueue from 'p-queue';
import type { MasteredSound, Project, SoundContext, SoundOrder } from '../../context.js';
import type { MadeStream } from '../../encoding/encode.js';
import { LectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import { prepareTakes } from '../../narration/narrate.js';
import { openRedis } from '../../queue/open-redis.js';
import { PLACES, readResult, writeJob, type SoundResult } from '../../queue/sound-job.js';
import { openShelf } from '../../store/open-shelf.js';
import { openSharedLedger } from '../../store/shared-ledger.js';
import { openStore } from '../../store/open-store.js';
import type { Book, OpenLedger } from '../../workspace.js';
import type { EpisodeTakes } from '../episodes/takes.js';
import { awaitJobs } from './await-jobs.js';
import { writeSoundJob } from './write-sound-job.js';

/** Sound made by workers. */
export type Dispatch = {
  /** Episodes that are worth having under way at once: enough for every worker, and never all of a large show. */
  readonly atOnce: number;
  /** As `makeSound` makes it. */
  makeSound(
    order: SoundOrder,
    about: { readonly slug: string; readonly own: EpisodeTakes; readonly context: SoundContext },
  ): Promise<MasteredSound & { encodeSound(): Promise<readonly MadeStream[]> }>;
  /** Takes away what was needed on the way, once the show is published. */
  forget(): Promise<void>;
  close(): Promise<void>;
};

/**
 * What this machine paid before counts where workers book, and what they pay counts here: at the end their days are added.
 *
 * @returns Adds them.
 */
async function bringIntoLine(shared: OpenLedger, own: OpenLedger): Promise<() => Promise<void>> {
  const [there, here] = [await shared.book(), await own.book()];
  await shared.add(daysBeyond(here.days, there.days));
  const before = await shared.book();
  return async () => {
    await own.add(daysBeyond((await shared.book()).days, before.days));
    await shared.close();
  };
}

/** By how much days are more than those of another book. */
function daysBeyond(days: Book['days'], others: Book['days']): Book['days'] {
  return Object.fromEntries(
    Object.entries(days).flatMap(([day, micros]) => {
      const more = micros - (others[day] ?? 0);
      return more > 0 ? [[day, more]] : [];
    }),
  );
}

const AT_ONCE = 32;
const FORGOTTEN_AT_ONCE = 8;

/**
 * Connects a build to the queue and the store its workers share.
 *
 * @throws {@link LectorError} `E_QUEUE`, `E_STORE_ADDRESS`.
 */
export async function openDispatch(project: Project, queue: string): Promise<Dispatch> {
  const { config, environment, workspace, signal } = project;
  const store = await openStore(config.store ?? config.soundDir, { root: config.root, environment, signal });
  const redis = await openRedis({ url: queue, environment });
  const jobs = awaitJobs(redis, signal);
  const audioDir = store.fileOf(PLACES.audio.slice(0, -1)) ?? workspace.audioDir;
  const shelf = openShelf(store, { prefix: PLACES.audio, folder: audioDir });
  const done = new Set<string>();
  const ledger = createHash('sha256').update(project.show.guid).digest('hex').slice(0, 32);
  const spending = openSharedLedger(store, { name: ledger, now: project.now });
  const settle = await bringIntoLine(spending, workspace.spending);

  /** Encoded sound on this machine. */
  async function bring(key: string, streams: SoundResult['streams']): Promise<readonly MadeStream[]> {
    const brought = streams.map(async ({ format, facts, head, parts }) => {
      const files = parts.map(async ({ name, firstByte, byteCount }) => {
        if (await shelf.bring(name)) return { path: path.join(audioDir, name), firstByte, ...present({ byteCount }) };
        // The next build has it made again.
        await store.remove(PLACES.result(key));
        throw new LectorError('E_STORE', `${store.locate(PLACES.audio + name)} is gone.`, { hint: 'build again.' });
      });
      const stream = {
        facts,
        parts: await Promise.all(files),
        ...(head !== undefined && { head: Buffer.from(head, 'base64') }),
      };
      return { format, stream };
    });
    return Promise.all(brought);
  }

  return {
    atOnce: AT_ONCE,
    async makeSound(order, { slug, own, context }) {
      const session = await project.session();
      const takes = await prepareTakes(order.script, { ...context, ...own, session });
      const job = await writeSoundJob({ slug, order, takes, own, session, context, store, ledger }, project);
      const { key, bytes } = writeJob(job);
      const find = (): Promise<SoundResult | undefined> => readResult(store, key);
      const clipKeys = [...new Set(takes.map((take) => take.key))];
      for (const clip of clipKeys) await workspace.clips.lend(clip);
      await store.putIfAbsent(PLACES.job(key), bytes);
      const progress = async (): Promise<number> => {
        const there = await Promise.all(clipKeys.map((clip) => store.has(PLACES.clip(clip))));
        return there.filter(Boolean).length;
      };
      const result = await jobs.result(key, find, progress);
      done.add(key);
      const { streams, findings, ...made } = result;
      findings.forEach(context.warn);
      return { ...made, encodeSound: () => bring(key, streams) };
    },
    async forget() {
      const removing = new PQueue({ concurrency: FORGOTTEN_AT_ONCE });
      for (const key of done)
        for (const name of [PLACES.job(key), PLACES.result(key)]) void removing.add(() => store.remove(name));
      await removing.onIdle();
    },
    async close() {
      await settle();
      await jobs.close();
      await redis.close();
    },
  };
}
