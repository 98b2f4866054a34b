import { availableParallelism } from 'node:os';
import { averageKbps } from '../../model/audio-file.js';
import { present } from '../../model/present.js';
import { samplesPerFrame, samplesToMs } from '../../model/time.js';
import type { NarratedMaster } from '../../model/timeline.js';
import { addUp, deviationOf, GAIN_TOLERANCE_LU, toGainStep, type MeasuredLevel } from '../../sound.js';
import { firstLevel, MAX_ATTEMPTS, nextGain } from '../aim-level.js';
import type { EncodingContext } from '../encoding-context.js';
import { factsOf, type Stream } from '../kept-streams.js';
import { stretchKey } from '../stream-key.js';
import { joinCrc16 } from './crc16.js';
import { findStretch, keepStretch, type KeptStretch, type StretchPlace } from './kept-stretches.js';
import { makeBatch, type StretchJob } from './make-batch.js';
import { flushFrames, infoFrame } from './mp3-frames.js';

/** Stretches that one run of ffmpeg encodes. */
const MOST_IN_BATCH = 48;
/** Of a batch, in the mean: a minute takes ten megabytes of the disk while it is measured. */
const BATCH_SECONDS = 600;
/** To start an encoder and a decoder costs as much as to encode half of this. */
const WORTH_SECONDS = 60;
const MOST_AT_ONCE = 8;
/** One more than there are cores: what is measured by us is not encoded meanwhile. */
const AT_ONCE = availableParallelism() > 1 ? Math.min(MOST_AT_ONCE, availableParallelism() + 1) : 1;

/**
 * Encodes the stretches of a narration that were not encoded before and joins all of them; again with another gain where
 * the whole is off its level.
 */
export async function makeStretches(master: NarratedMaster, context: EncodingContext): Promise<Stream> {
  const first = firstLevel(master, context).gainDb;
  let { gainDb } = master;
  for (let attempt = 1; ; attempt += 1) {
    const kept = await encodeAll({ ...master, gainDb }, context);
    const level = addUp(kept.map(({ metered }) => metered));
    const { missingLu } = deviationOf(level, context);
    const isLoud = Math.abs(missingLu) <= GAIN_TOLERANCE_LU || attempt === MAX_ATTEMPTS;
    const lossDb = first - master.gainDb;
    const next = isLoud ? gainDb : toGainStep(nextGain(gainDb + lossDb, { first, missingLu }) - lossDb);
    if (next === gainDb) return join(kept, { master: { ...master, gainDb }, level, context });
    gainDb = next;
  }
}

async function encodeAll(master: NarratedMaster, context: EncodingContext): Promise<readonly KeptStretch[]> {
  const { stretches } = master;
  const level = firstLevel(master, context);
  const jobs = stretches.map((stretch, index): StretchJob => {
    const isLast = index === stretches.length - 1;
    const frameCount = stretch.frameCount + (isLast ? flushFrames(context.sampleRateHz) : 0);
    return { stretch, frameCount, level };
  });
  const kept = new Map<string, KeptStretch>();
  const missing = new Map<string, StretchJob>();
  const keys: string[] = [];
  for (const job of jobs) {
    const key = await stretchKey(job, context);
    keys.push(key);
    if (kept.has(key) || missing.has(key)) continue;
    const found = await findStretch(placeOf(key, context));
    if (found) kept.set(key, found);
    else missing.set(key, job);
  }
  const batches = inBatches([...missing]);
  const work = async (): Promise<void> => {
    for (let batch = batches.shift(); batch; batch = batches.shift()) {
      const made = await makeBatch(
        batch.map(([, job]) => job),
        context,
      );
      for (const [index, [key]] of batch.entries()) {
        const own = made[index];
        if (own) kept.set(key, await keepStretch(placeOf(key, context), own));
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_ONCE, batches.length) }, work));
  return keys.flatMap((key) => kept.get(key) ?? []);
}

function placeOf(key: string, { folder, mp3Quality, shelf }: EncodingContext): StretchPlace {
  return { folder, key, isVariable: mp3Quality !== undefined, ...present({ shelf }) };
}

type Missing = readonly [key: string, job: StretchJob];

/** Of one sample rate each, about as long as each other, and as many for every core that is worth a process. */
function inBatches(missing: readonly Missing[]): Missing[][] {
  const seconds = missing.reduce((sum, [, { stretch }]) => sum + stretch.sampleCount / stretch.sampleRateHz, 0);
  const rounds = Math.ceil(Math.max(missing.length / MOST_IN_BATCH, seconds / BATCH_SECONDS) / AT_ONCE);
  const atOnce = Math.min(AT_ONCE, Math.max(1, Math.floor(seconds / WORTH_SECONDS)));
  const most = Math.ceil(missing.length / (atOnce * rounds));
  const batches: Missing[][] = [];
  for (const one of missing) {
    const last = batches.at(-1);
    const isAlike = last?.[0]?.[1].stretch.sampleRateHz === one[1].stretch.sampleRateHz;
    if (last && isAlike && last.length < most) last.push(one);
    else batches.push([one]);
  }
  return batches;
}

function join(
  kept: readonly KeptStretch[],
  { master, level, context }: { master: NarratedMaster; level: MeasuredLevel; context: EncodingContext },
): Stream {
  const { sampleRateHz, mp3Quality } = context;
  const parts = kept.map(({ part }) => part);
  const frameCount = master.sampleCount / samplesPerFrame(sampleRateHz) + flushFrames(sampleRateHz);
  const byteCount = parts.reduce((sum, part) => sum + part.byteCount, 0);
  const variable =
    mp3Quality === undefined ? undefined : { quality: mp3Quality, sizes: kept.flatMap(({ sizes }) => sizes ?? []) };
  const head = infoFrame({
    frameHeader: kept[0]?.frameHeader ?? new Uint8Array(),
    frameCount,
    byteCount,
    heardSamples: master.sampleCount,
    ...present({ variable }),
    crc: kept.reduce((crc, own) => joinCrc16(crc, { crc: own.crc, byteCount: own.part.byteCount }), 0),
  });
  const durationMs = samplesToMs(master.sampleCount, sampleRateHz);
  const bitrateKbps = variable ? averageKbps(byteCount, durationMs) : context.bitrateKbps;
  const facts = factsOf({ durationMs, bitrateKbps, sampleRateHz, channelCount: 1 }, level);
  return { head, parts, facts: { ...facts, gainDb: master.gainDb } };
}
