import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { assembleProgramme } from '../../src/mastering/assemble-programme.js';
import type { MasteringContext } from '../../src/mastering/mastering-context.js';
import type { RecordedProgramme } from '../../src/model/article.js';
import type { Finding } from '../../src/model/finding.js';
import { encodeAudio, findFfmpeg, type EncodeOptions, type Ffmpeg, type PcmFormat } from '../../src/run-tool.js';
import { collect, inPieces, makeSpeechLike } from '../sound/make-sound.js';
import { playMaster } from '../../src/sound.js';

let folder: string;
let ffmpeg: Ffmpeg;
let findings: Finding[] = [];

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-programme-'));
  ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

function programmeOf(audioPath: string): RecordedProgramme {
  return {
    kind: 'programme',
    identity: 'p',
    slug: 'p',
    source: { kind: 'programme', location: 'audio/programmes/p.yaml', sha256: '' },
    title: 'P',
    authors: [],
    language: 'en',
    tags: [],
    provenance: {},
    options: {},
    audioPath,
    description: '',
    chapters: [],
    isAiNarrated: false,
  };
}

function contextWith(overrides: Partial<MasteringContext> = {}): MasteringContext {
  findings = [];
  const level = { targetLufs: -16, maxTruePeakDbtp: -1 };
  const signal = new AbortController().signal;
  const warn = (finding: Finding) => void findings.push(finding);
  return { ffmpeg, ...level, stings: {}, temporaryFolder: folder, signal, warn, ...overrides };
}

/** A recording of 3.2 s under a name that ffmpeg would take for an option, a pattern or a protocol. */
async function makeRecording(
  format: EncodeOptions['output']['format'],
  {
    name = `a recording, 50% %d of it: no.1.${format}`,
    shape = { sampleRateHz: 44_100, channelCount: 2 } as PcmFormat,
  } = {},
): Promise<string> {
  const file = path.join(folder, name);
  const speech = makeSpeechLike({ format: shape, durationMs: 3200, level: 0.3 });
  const output = { ...shape, path: file, format, bitrateKbps: 128 };
  await encodeAudio({ ffmpeg, pcm: inPieces(speech, shape.channelCount), input: shape, output });
  return file;
}

describe('assembleProgramme', () => {
  it.each(['mp3', 'm4a', 'opus', 'wav'] as const)('counts the samples of a recording as %s', async (format) => {
    const file = await makeRecording(
      format,
      format === 'opus' ? { shape: { sampleRateHz: 48_000, channelCount: 2 } } : {},
    );
    const { master, timeline } = await assembleProgramme(programmeOf(file), contextWith());
    expect(Math.abs(timeline.durationMs - 3200)).toBeLessThanOrEqual(30);
    expect(timeline.items).toEqual([{ kind: 'recording', startMs: 0, endMs: timeline.durationMs }]);
    expect(master).toMatchObject({ channelCount: 1, sampleCount: timeline.sampleCount });
    expect(master.gainDb).toBeCloseTo(-16 - (master.loudnessLufs ?? NaN), 1);
    expect((await collect(playMaster(master, { ffmpeg }))).length).toBe(master.sampleCount);
    expect(findings).toEqual([]);
  });

  it('keeps two channels where two are wanted, and one where one is there', async () => {
    const stereo = await makeRecording('wav', { name: 'stereo.wav' });
    const mono = await makeRecording('wav', { name: 'mono.wav', shape: { sampleRateHz: 48_000, channelCount: 1 } });
    const context = contextWith({ channelCount: 2 });
    const channels = [stereo, mono].map(async (file) => {
      const { master } = await assembleProgramme(programmeOf(file), context);
      return [master.channelCount, master.sampleRateHz];
    });
    expect(await Promise.all(channels)).toEqual([
      [2, 44_100],
      [1, 48_000],
    ]);
  });

  it('refuses a recording cut in the middle', async () => {
    const whole = await readFile(await makeRecording('mp3', { name: 'whole.mp3' }));
    const cut = path.join(folder, 'cut.mp3');
    await writeFile(cut, whole.subarray(0, Math.round(whole.length * 0.6) + 5));
    const message = 'cut.mp3 is truncated: its last frame is incomplete.';
    await expect(assembleProgramme(programmeOf(cut), contextWith())).rejects.toMatchObject({
      code: 'E_AUDIO_TRUNCATED',
      message,
    });
  });

  it('refuses an M4A whose sound is shorter than it says', async () => {
    const whole = await readFile(await makeRecording('m4a', { name: 'whole.m4a' }));
    const cut = path.join(folder, 'cut.m4a');
    await writeFile(cut, whole.subarray(0, Math.round(whole.length * 0.5)));
    await expect(assembleProgramme(programmeOf(cut), contextWith())).rejects.toMatchObject({
      code: expect.stringMatching(/^E_AUDIO_(?:TRUNCATED|DECODE)$/u) as string,
    });
  });

  it('accepts an MP3 with tags before and after its frames', async () => {
    const frames = await readFile(await makeRecording('mp3', { name: 'frames.mp3' }));
    const tagged = path.join(folder, 'tagged.mp3');
    const before = Buffer.concat([Buffer.from([0x49, 0x44, 0x33, 3, 0, 0, 0, 0, 1, 0]), Buffer.alloc(128)]);
    const after = Buffer.concat([Buffer.from('TAG'), Buffer.alloc(125)]);
    await writeFile(tagged, Buffer.concat([before, frames, after]));
    const { timeline } = await assembleProgramme(programmeOf(tagged), contextWith());
    expect(timeline.durationMs).toBe(3200);
    expect(findings).toEqual([]);
  });

  it('says when a recording has to be turned up very far', async () => {
    const format: PcmFormat = { sampleRateHz: 44_100, channelCount: 1 };
    const file = path.join(folder, 'quiet.wav');
    const speech = makeSpeechLike({ format, durationMs: 3000, level: 0.003 });
    await encodeAudio({
      ffmpeg,
      pcm: inPieces(speech),
      input: format,
      output: { ...format, path: file, format: 'wav', bitrateKbps: 0 },
    });
    await assembleProgramme(programmeOf(file), contextWith());
    expect(findings.map(({ code }) => code)).toEqual(['W_AUDIO_QUIET']);
  });
});
