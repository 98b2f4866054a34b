import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { encode, type EncodingContext } from '../../../src/encoding/encode.js';
import { assembleMaster, requireMusic } from '../../../src/mastering/assemble-master.js';
import type { BedPlan, MusicPlan, StingPlan } from '../../../src/mastering/music/music-plan.js';
import type { Finding } from '../../../src/model/finding.js';
import type { Clip, Narration } from '../../../src/model/narration.js';
import type { NarratedMaster, Stretch, Timeline } from '../../../src/model/timeline.js';
import { decodeAudio, encodeAudio, findFfmpeg, type Ffmpeg } from '../../../src/run-tool.js';
import { measureSound, playMaster } from '../../../src/sound.js';
import { makeNarration, type Spoken } from '../make-narration.js';
import { collect, createNoise, inPieces } from '../../sound/make-sound.js';

const FORMAT = { sampleRateHz: 44_100, channelCount: 1 } as const;
const TAGS = { title: 'T', album: 'A', publishedAt: '2025-09-01T06:00:00Z', language: 'en', genre: 'Podcast' } as const;
const STING: Omit<StingPlan, 'file'> = { levelLu: 0, fadeInMs: 20, fadeOutMs: 500, overlapMs: 0 };
const BED: Omit<BedPlan, 'file'> = {
  under: ['opening', 'closing'],
  ...{ duckedLu: -20, pauseLu: -12, seconds: 10, leadMs: 1500, tailMs: 2500, fadeInMs: 800, fadeOutMs: 2000 },
};
/** Paragraphs of two sentences; three sections of 25 s each. */
const TEXT: readonly Spoken[] = Array.from({ length: 15 }, (_, index) => ({
  heardMs: 4000 + ((index * 937) % 2100),
  pauseAfterMs: index % 2 === 1 ? 1000 : 350,
  sampleRateHz: 16_000,
  ...(index % 5 === 0 && { section: `S${index}` }),
}));

let folder: string;
let ffmpeg: Ffmpeg;
let files: Readonly<Record<string, string>>;
let spoken: Narration;
/** That of the words without music. */
let gainDb: number;

/** Chords with a beat, as mono or stereo. */
function makeMusic(sampleRateHz: number, channelCount: 1 | 2, durationMs: number, level: number): Float32Array {
  const noise = createNoise(9);
  const frames = Math.round((durationMs * sampleRateHz) / 1000);
  return new Float32Array(frames * channelCount).map((_, at) => {
    const seconds = Math.floor(at / channelCount) / sampleRateHz;
    const chord = [220, 277.2, 329.6].reduce((sum, hertz) => sum + Math.sin(2 * Math.PI * hertz * seconds), 0) / 3;
    return level * (chord * (0.6 + 0.4 * Math.cos(2 * Math.PI * 2 * seconds)) + 0.05 * noise());
  });
}

async function writeMusic(name: string, shape: { rate?: number; channels?: 1 | 2; ms?: number; level?: number }) {
  const { rate = 44_100, channels = 1, ms = 6000, level = 0.4 } = shape;
  const input = { sampleRateHz: rate, channelCount: channels } as const;
  const format = name.endsWith('mp3') ? 'mp3' : 'wav';
  const file = path.join(folder, name);
  const output = { ...input, path: file, format, bitrateKbps: 128 } as const;
  await encodeAudio({ ffmpeg, pcm: inPieces(makeMusic(rate, channels, ms, level), channels), input, output });
  return file;
}

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-music-'));
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
  files = {
    wav: await writeMusic('chord.wav', {}),
    stereo: await writeMusic('stereo.mp3', { channels: 2, ms: 4000 }),
    quiet: await writeMusic('quiet.wav', { rate: 22_050, level: 0.01 }),
    silent: await writeMusic('silent.wav', { level: 0 }),
    short: await writeMusic('short.wav', { ms: 500 }),
    clipped: await writeMusic('clipped.wav', { level: 4 }),
    long: await writeMusic('long.wav', { rate: 8000, ms: 70_000 }),
    text: path.join(folder, 'text.wav'),
    missing: path.join(folder, 'missing.wav'),
  };
  spoken = await makeNarration(TEXT, { ffmpeg, folder });
  ({ gainDb } = (await assembleMaster(spoken, context({}))).master);
  await writeFile(files['text'] ?? '', 'This is no sound at all, and never was any.');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function context(music: MusicPlan, warn: (finding: Finding) => void = () => undefined) {
  const shape = { bitrateKbps: 96, ...FORMAT, targetLufs: -16, maxTruePeakDbtp: -1 };
  const place = { folder: path.join(folder, 'kept'), temporaryFolder: folder, signal: new AbortController().signal };
  return { ffmpeg, ...shape, ...place, stings: {}, music, warn } satisfies EncodingContext & Record<string, unknown>;
}

async function make(music: MusicPlan, narration = spoken) {
  const own = context(music);
  const { master, timeline } = await assembleMaster(narration, { ...own, gainDb });
  return { master, timeline, own };
}

/** What is said, and the music, of one stretch, each alone and at the gain of the whole. */
async function partsOf(stretch: Stretch, { gainDb }: NarratedMaster) {
  const format = { sampleRateHz: stretch.sampleRateHz, channelCount: 1 } as const;
  const gain = 10 ** (gainDb / 20);
  const play = async (segments: Stretch['segments']) =>
    (await collect(playMaster({ ...format, segments }, { ffmpeg }))).map((sample) => sample * gain);
  const speech = await play(stretch.segments);
  const music = new Float32Array(speech.length);
  for (const { from, segment } of stretch.music ?? [])
    (await play([segment])).forEach((sample, at) => {
      if (from + at < music.length) music[from + at] = (music[from + at] ?? 0) + sample;
    });
  return { speech, music, format };
}

async function loudness(samples: Float32Array, sampleRateHz = 44_100): Promise<number> {
  return (await measureSound(inPieces(samples), { sampleRateHz, channelCount: 1 })).loudnessLufs ?? NaN;
}

/** Where the music has come in, and where it has not begun to go. */
const LEAD = 3 * FORMAT.sampleRateHz;
const TAIL = 4.6 * FORMAT.sampleRateHz;

/** Whether something is said within the tenth of a second around a sample. */
function isSpoken(speech: Float32Array, at: number): boolean {
  const start = at - (at % 4410);
  return (
    Math.abs(speech[start + 1000] ?? 0) + Math.abs(speech[start + 2000] ?? 0) + Math.abs(speech[start + 3000] ?? 0) >
    0.002
  );
}

function largestStep(samples: Float32Array): number {
  let most = 0;
  for (let at = 1; at < samples.length; at += 1)
    most = Math.max(most, Math.abs((samples[at] as number) - (samples[at - 1] as number)));
  return most;
}

/** Chapters begin on whole seconds in pauses: every section is heard more than a second after what was before. */
function sectionPauses({ items }: Timeline): readonly boolean[] {
  return [5, 10].map((index) => {
    const at = items.findIndex(({ utteranceId }) => utteranceId === `u-${index}`);
    const [pause, item] = [items[at - 1], items[at]];
    return pause?.kind === 'pause' && Math.floor((item?.startMs ?? 0) / 1000) * 1000 >= pause.startMs;
  });
}

describe('a sting', () => {
  it.each([
    ['as loud as the speech', 'wav', 0],
    ['six below it', 'stereo', -6],
    ['three above it', 'quiet', 3],
  ])('is %s', async (_what, name, levelLu) => {
    const { master, timeline } = await make({ intro: { file: files[name] ?? '', ...STING, levelLu, fadeOutMs: 20 } });
    const { speech } = await partsOf(master.stretches[0] as Stretch, master);
    expect(Math.abs((await loudness(speech)) + 16 - levelLu)).toBeLessThan(1);
    expect([timeline.items[0]?.kind, master.stretches[0]?.music]).toEqual(['sting', undefined]);
  });

  it('is heard before each chapter but the first, and encoded once', async () => {
    const { master, timeline } = await make({ chapter: { file: files['wav'] ?? '', ...STING, lengthMs: 1500 } });
    expect(timeline.items.filter(({ kind }) => kind === 'sting').map(({ startMs, endMs }) => endMs - startMs)).toEqual([
      1500, 1500,
    ]);
    const alone = master.stretches
      .filter(({ sampleRateHz }) => sampleRateHz === 44_100)
      .map((own) => JSON.stringify(own));
    expect([alone.length, new Set(alone).size, sectionPauses(timeline)]).toEqual([2, 1, [true, true]]);
  });

  it('ends beneath the first words and begins beneath the last', async () => {
    const [intro, outro] = [
      { file: files['wav'] ?? '', ...STING, overlapMs: 3000, fadeOutMs: 1500 },
      { file: files['wav'] ?? '', ...STING, overlapMs: 2000, fadeInMs: 1000 },
    ];
    const { master, timeline } = await make({ intro, outro });
    expect(timeline.items[1]).toMatchObject({ utteranceId: 'u-0', startMs: 3000 });
    const last = timeline.items.findLast(({ kind }) => kind === 'sting');
    expect((last?.endMs ?? 0) - (last?.startMs ?? 0)).toBeCloseTo(4000, -1);
    const { speech, music } = await partsOf(master.stretches[0] as Stretch, master);
    const ducked = await loudness(music.slice(3.1 * 44_100, 4.4 * 44_100));
    expect([ducked < -16 - 18, largestStep(music) < 0.1, Math.abs((await loudness(speech)) + 16) < 2]).toEqual([
      true,
      true,
      true,
    ]);
    expect(Math.abs((await loudness(music.slice(0.3 * 44_100, 2.6 * 44_100))) + 16)).toBeLessThan(1);
  });
});

describe('a bed', () => {
  it.each([
    ['wav', -20, 3],
    ['stereo', -24, 1],
    ['quiet', -18, 1],
  ])(
    'of %s lies %i LU beneath words, rises in pauses, and is gone where its stretch ends',
    async (name, duckedLu, mostLooked) => {
      const { master, own, timeline } = await make({
        bed: { file: files[name] ?? '', ...BED, duckedLu, under: ['opening', 'chapters', 'closing'] },
      });
      const beds = master.stretches.filter(({ music }) => music !== undefined);
      // Closing begins with the last chapter or after it.
      expect([beds.length >= 3, master.stretches.length > beds.length, sectionPauses(timeline)]).toEqual([
        true,
        true,
        [true, true],
      ]);
      const raw = await collect(decodeAudio({ ffmpeg, path: files[name] ?? '', format: FORMAT }));
      const rawLufs = await loudness(raw);
      for (const stretch of beds.slice(0, mostLooked)) {
        const { speech, music } = await partsOf(stretch, master);
        const words = music.filter((_, at) => at > LEAD && at < music.length - TAIL && isSpoken(speech, at));
        expect(Math.abs((await loudness(words)) + 16 - duckedLu)).toBeLessThan(1);
        const edges = [music.subarray(0, 40), music.subarray(-3528)].map((edge) => Math.max(...edge.map(Math.abs)));
        expect(Math.max(...edges)).toBeLessThan(1e-4);
        // Nowhere more than at the loudest of the music itself, crossfades among it.
        expect(largestStep(music) / (largestStep(raw) * 10 ** ((BED.pauseLu - 16 - rawLufs) / 20))).toBeLessThan(1.45);
      }
      const first = (await partsOf(beds[0] as Stretch, master)).music;
      const lead = await loudness(first.slice(0.5 * 44_100, 1.2 * 44_100));
      expect(lead - (-16 + duckedLu)).toBeGreaterThan(3);
      if (mostLooked === 1) return;
      const [file] = await encode({ master, chapters: [], tags: TAGS, slug: 'bed' }, own);
      expect(Math.abs((file.loudnessLufs ?? NaN) + 16)).toBeLessThanOrEqual(0.3);
      expect(file.truePeakDbtp).toBeLessThanOrEqual(-1);
      const decoded = await collect(decodeAudio({ ffmpeg, path: file.path, format: FORMAT }));
      expect(decoded.length).toBe(master.sampleCount);
    },
  );

  it('changes no stretch that a correction does not change', async () => {
    const bed = { file: files['wav'] ?? '', ...BED };
    const [clip] = (await makeNarration([{ heardMs: 5555, pauseAfterMs: 0 }], { ffmpeg, folder })).clips as [Clip];
    const withoutPlace = (segment: object) => ({ ...segment, path: '', firstSample: 0 });
    const kept = async (music: MusicPlan) => {
      const own = context(music);
      const [before, after] = [spoken, { ...spoken, clips: spoken.clips.with(7, clip) }].map(async (narration) =>
        (await assembleMaster(narration, { ...own, gainDb })).master.stretches.map(
          ({ segments, music: layers = [], frameCount }) =>
            JSON.stringify([frameCount, ...[...segments, ...layers.map(({ segment }) => segment)].map(withoutPlace)]),
        ),
      );
      const known = new Set(await before);
      return ((await after) ?? []).filter((stretch) => !known.has(stretch)).length;
    };
    expect([await kept({}), await kept({ bed })]).toEqual([1, 1]);
  });

  it('lies beneath the whole of what is over at once, with stings around it', async () => {
    const sting = { file: files['stereo'] ?? '', ...STING, overlapMs: 1000 };
    const music = { intro: sting, outro: sting, bed: { file: files['wav'] ?? '', ...BED } };
    const { master, timeline, own } = await make(
      music,
      await makeNarration([{ heardMs: 5000, pauseAfterMs: 0, sampleRateHz: 22_050 }], { ffmpeg, folder }),
    );
    expect(timeline.items.filter(({ kind }) => kind !== 'pause').map(({ kind }) => kind)).toEqual([
      'sting',
      'speech',
      'sting',
    ]);
    const [file] = await encode({ master, chapters: [], tags: TAGS, slug: 'one' }, own);
    expect(Math.abs((file.loudnessLufs ?? NaN) + 16)).toBeLessThanOrEqual(0.5);
    expect((await readFile(file.path)).length).toBeGreaterThan(1000);
  });
});

describe('music that cannot be heard', () => {
  it.each<[string, keyof MusicPlan, string]>([
    ['silent', 'intro', 'E_MUSIC'],
    ['short', 'bed', 'E_MUSIC'],
    ['text', 'chapter', 'E_AUDIO_DECODE'],
    ['missing', 'outro', 'E_AUDIO'],
    ['clipped', 'bed', 'W_MUSIC'],
    ['long', 'intro', 'W_MUSIC'],
  ])('is told before anything is paid: %s', async (name, kind, code) => {
    const codes: string[] = [];
    const file = files[name] ?? '';
    const plan = kind === 'bed' ? { bed: { file, ...BED } } : { [kind]: { file, ...STING } };
    const told = context(plan, (finding) => void codes.push(finding.code));
    await requireMusic(told).catch((error: unknown) => void codes.push((error as { code: string }).code));
    expect(codes).toEqual([code]);
  });
});
