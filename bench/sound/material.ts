import { createHash } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { EncodingContext } from '../../src/encoding/encode.js';
import type { MasteringContext } from '../../src/mastering/assemble-master.js';
import type { Clip, Narration } from '../../src/model/narration.js';
import type { Ffmpeg } from '../../src/run-tool.js';
import { buildWav } from '../../src/sound.js';

export const RATE_HZ = 24_000;
const SENTENCE_MS = 4000;
const PAUSES_MS = [350, 350, 350, 650];
/** Four sentences of four seconds are a paragraph. */
const PERIOD_MS = 4 * SENTENCE_MS + 1700;

/** Sentences of a paragraph and a pause each, for so many minutes; every one of them sounds differently. */
export async function makeNarration(folder: string, minutes: number, changed?: number): Promise<Narration> {
  const count = Math.ceil((minutes * 60_000 * 4) / PERIOD_MS);
  await mkdir(folder, { recursive: true });
  const clips: Clip[] = [];
  for (let index = 0; index < count; index += 1) clips.push(await makeClip(folder, index === changed ? count : index));
  const shape = {
    blockId: 'b1',
    blockKind: 'paragraph',
    role: 'narrator',
    display: 'x',
    spoken: 'x',
    lang: 'en',
    changes: [],
    links: [],
  } as const;
  const utterances = clips.map((_, index) => ({
    ...shape,
    id: `u-${index}`,
    pauseAfterMs: PAUSES_MS[index % PAUSES_MS.length] ?? 0,
  }));
  const script = { slug: 'bench', title: 'Bench', language: 'en', utterances, sections: [], ledger: [] };
  const usage = { utteranceCount: count, synthesisedCount: 0, synthesisedCharacters: 0, costUsd: 0 };
  return { script, clips, engine: 'noise', voices: [], speakers: [], usage };
}

/** Noise in syllables. Bounded: peaks 12 dB above the loudness, so that the limiter rests as it does with most voices. */
async function makeClip(folder: string, seed: number): Promise<Clip> {
  const sampleCount = (SENTENCE_MS * RATE_HZ) / 1000;
  const samples = new Int16Array(sampleCount);
  let [state, smooth, smoother] = [seed + 1, 0, 0];
  for (let at = 0; at < sampleCount; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    smooth += 0.3 * (state / 2 ** 31 - 1 - smooth);
    smoother += 0.3 * (smooth - smoother);
    const syllable = Math.max(0, Math.sin((2 * Math.PI * (3 + 0.1 * (seed % 8)) * at) / RATE_HZ));
    samples[at] = Math.round(6500 * Math.tanh(6 * smoother) * syllable);
  }
  const bytes = buildWav({ samples, sampleRateHz: RATE_HZ });
  const file = path.join(folder, `clip-${seed}.wav`);
  await writeFile(file, bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const length = { sampleRateHz: RATE_HZ, sampleCount, firstSample: 0, endSample: sampleCount };
  return { key: `clip-${seed}`, path: file, sha256, words: [], ...length };
}

export const TAGS = {
  title: 'Bench',
  album: 'Bench',
  publishedAt: '2025-01-01T00:00:00Z',
  language: 'en',
  genre: 'Podcast',
} as const;

/** What mastering and encoding need; nothing is kept of other runs in a folder that is new. */
export function contextIn(folder: string, ffmpeg: Ffmpeg): MasteringContext & EncodingContext {
  return {
    ffmpeg,
    targetLufs: -16,
    maxTruePeakDbtp: -1,
    bitrateKbps: 96,
    sampleRateHz: 44_100,
    channelCount: 1,
    stings: {},
    folder: path.join(folder, 'kept'),
    temporaryFolder: folder,
    signal: new AbortController().signal,
    warn: ({ message }) => console.log(`  ${message}`),
  };
}
