import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { imageSize } from 'image-size';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeAudio, encodeAudio, findFfmpeg, runProgram, scaleImage, type Ffmpeg } from '../../src/run-tool.js';
import { collect, inPieces, makeSine } from '../sound/make-sound.js';
import { fakeFfmpeg, makeProgram } from './fake-program.js';

const BUNDLED = (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;
const MONO = { sampleRateHz: 24_000, channelCount: 1 } as const;
const SINE = makeSine({ format: MONO, durationMs: 2000, frequencyHz: 440, level: 0.5 });
let folder: string;
let fakeCount = 0;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'lector-ffmpeg-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ORIGINS = [
  ['from the path', () => findFfmpeg({ searchPath: process.env['PATH'] ?? '' })],
  ['that npm installs', () => findFfmpeg({ configuredPath: BUNDLED })],
] as const;

/** Something that answers like a good ffmpeg until it has to work. */
async function brokenFfmpeg(then: string): Promise<Ffmpeg> {
  fakeCount += 1;
  return findFfmpeg({ configuredPath: await makeProgram(folder, `fake-${fakeCount}`, fakeFfmpeg('6.0', { then })) });
}

function encodeSine(
  ffmpeg: Ffmpeg,
  file: string,
  more: { stallMs?: number; signal?: AbortSignal } = {},
): Promise<void> {
  const output = { path: file, format: 'mp3', bitrateKbps: 96, sampleRateHz: 44_100, channelCount: 1 } as const;
  return encodeAudio({ ffmpeg, pcm: inPieces(SINE), input: MONO, output, ...more });
}

describe.each(ORIGINS)('ffmpeg %s', (_, find) => {
  it('gives back as many samples as an MP3 was made of', async () => {
    const ffmpeg = await find();
    const file = path.join(folder, 'a b%d; $(x).mp3');
    await encodeSine(ffmpeg, file);
    const decoded = await collect(decodeAudio({ ffmpeg, path: file, format: MONO }));
    expect(Math.abs(decoded.length - SINE.length)).toBeLessThanOrEqual(1);
    const middle = decoded.slice(10_000, 40_000);
    expect(Math.abs(Math.max(...middle) - 0.5 * 0.95)).toBeLessThan(0.02);
  });

  it('encodes the same samples into the same bytes', async () => {
    const ffmpeg = await find();
    const files = ['one.mp3', 'two.mp3'].map((name) => path.join(folder, name));
    for (const file of files) await encodeSine(ffmpeg, file);
    const [one, two] = await Promise.all(files.map((file) => readFile(file)));
    expect(one).toEqual(two);
  });

  it('keeps 16-bit samples as they are in a WAV', async () => {
    const ffmpeg = await find();
    const file = path.join(folder, 'exact.wav');
    // Adding 0 makes −0 a 0, which is what comes back.
    const rounded = SINE.map((sample) => Math.round(sample * 32_768) / 32_768 + 0);
    const output = { ...MONO, path: file, format: 'wav', bitrateKbps: 0 } as const;
    await encodeAudio({ ffmpeg, pcm: inPieces(rounded), input: MONO, output });
    expect(await collect(decodeAudio({ ffmpeg, path: file, format: MONO }))).toEqual(rounded);
  });

  it('scales a picture to a square JPEG', async () => {
    const ffmpeg = await find();
    const inputPath = path.join(folder, 'wide %03d.png');
    const source = ['-f', 'lavfi', '-i', 'testsrc=s=800x400:d=1', '-frames:v', '1', '-c:v', 'png', '-f', 'image2pipe'];
    const args = ['-nostdin', '-v', 'error', '-y', ...source, `file:${inputPath}`];
    await runProgram({ program: ffmpeg.path, args, timeoutMs: 20_000 });
    const outputPath = path.join(folder, 'square %d.jpg');
    await scaleImage({ ffmpeg, inputPath, outputPath, sizePx: 300 });
    expect(imageSize(await readFile(outputPath))).toMatchObject({ width: 300, height: 300, type: 'jpg' });
  });

  it('opens nothing but the file it was given', async () => {
    const ffmpeg = await find();
    await encodeSine(ffmpeg, path.join(folder, 'bait.mp3'));
    const playlist = `#EXTM3U\n#EXT-X-TARGETDURATION:2\n#EXTINF:2.0,\nfile://${folder}/bait.mp3\n#EXT-X-ENDLIST\n`;
    const concat = 'ffconcat version 1.0\nfile bait.mp3\n';
    const texts = { 'hls.mp3': playlist, 'concat.mp3': concat, 'hls.m4a': `\0\0\0\x18ftypM4A ${playlist}` };
    // Under the mark of an MP3 tag the playlist is read as MP3 and as nothing else.
    const tagged = {
      'tagged.mp3': `ID3\x03\0\0\0\0\0\0${playlist}`,
      'tagged-concat.mp3': `ID3\x03\0\0\0\0\0\0${concat}`,
    };
    const openly = ['hls.mp3', 'concat.mp3'];
    for (const [name, text] of Object.entries({ ...texts, ...tagged })) {
      const file = path.join(folder, name);
      await writeFile(file, text);
      const decoding = collect(decodeAudio({ ffmpeg, path: file, format: MONO }));
      const code = openly.includes(name) ? 'E_AUDIO_FORMAT' : 'E_AUDIO_DECODE';
      await expect(decoding, name).rejects.toMatchObject({ code });
    }
  });

  it.each(['mp3', 'wav', 'm4a', 'opus'] as const)('says that the disk is full when it writes %s', async (format) => {
    const output = { path: '/dev/full', format, bitrateKbps: 96, sampleRateHz: 48_000, channelCount: 1 } as const;
    const encoding = encodeAudio({ ffmpeg: await find(), pcm: inPieces(SINE), input: MONO, output });
    await expect(encoding).rejects.toMatchObject({ code: 'E_DISK', exitCode: 7 });
  });

  it('stops when its reader stops', async () => {
    const ffmpeg = await find();
    const file = path.join(folder, 'long.wav');
    const output = { ...MONO, path: file, format: 'wav', bitrateKbps: 0 } as const;
    const long = makeSine({ format: MONO, durationMs: 60_000, frequencyHz: 440, level: 0.5 });
    await encodeAudio({ ffmpeg, pcm: inPieces(long), input: MONO, output });
    let frames = 0;
    for await (const samples of decodeAudio({ ffmpeg, path: file, format: MONO })) {
      frames += samples.length;
      break;
    }
    expect(frames).toBeGreaterThan(0);
    expect(frames).toBeLessThan(long.length);
  });
});

describe('a failing ffmpeg', () => {
  it('is quoted with its last five lines', async () => {
    const ffmpeg = await brokenFfmpeg('for i in 1 2 3 4 5 6 7; do echo "line $i" >&2; done; exit 7');
    await expect(encodeSine(ffmpeg, path.join(folder, 'x.mp3'))).rejects.toMatchObject({
      code: 'E_FFMPEG',
      message: 'ffmpeg exited with code 7.\n  line 3\n  line 4\n  line 5\n  line 6\n  line 7',
    });
  });

  it('is named when it crashes', async () => {
    const ffmpeg = await brokenFfmpeg('kill -SEGV $$');
    await expect(encodeSine(ffmpeg, path.join(folder, 'x.mp3'))).rejects.toMatchObject({
      code: 'E_FFMPEG',
      message: 'ffmpeg was killed with signal SIGSEGV.',
    });
  });

  it('is killed when it hangs, writing or reading', async () => {
    const ffmpeg = await brokenFfmpeg('exec sleep 60');
    const message = 'ffmpeg took no samples for 300 ms.';
    const encoding = encodeSine(ffmpeg, path.join(folder, 'x.mp3'), { stallMs: 300 });
    await expect(encoding).rejects.toMatchObject({ code: 'E_FFMPEG', message });
    const good = await findFfmpeg({ configuredPath: BUNDLED });
    const file = path.join(folder, 'good.mp3');
    await encodeSine(good, file);
    const decoding = collect(decodeAudio({ ffmpeg, path: file, format: MONO, stallMs: 300 }));
    await expect(decoding).rejects.toMatchObject({ code: 'E_AUDIO_DECODE' });
  });

  it('does not flood memory with what it prints', async () => {
    const ffmpeg = await brokenFfmpeg('yes "some line of an endless complaint" | head -c 100000000 >&2; exit 1');
    const before = process.memoryUsage.rss();
    await expect(encodeSine(ffmpeg, path.join(folder, 'x.mp3'))).rejects.toMatchObject({ code: 'E_FFMPEG' });
    expect(process.memoryUsage.rss() - before).toBeLessThan(150_000_000);
  });

  it('is no success when it ends with 0 and gave nothing', async () => {
    const ffmpeg = await brokenFfmpeg('cat > /dev/null; exit 0');
    const file = path.join(folder, 'good2.mp3');
    await encodeSine(await findFfmpeg({ configuredPath: BUNDLED }), file);
    const decoding = collect(decodeAudio({ ffmpeg, path: file, format: MONO }));
    await expect(decoding).rejects.toMatchObject({ code: 'E_AUDIO_DECODE', message: 'good2.mp3 holds no sound.' });
  });

  it('is an error and no crash when it is gone', async () => {
    const ffmpeg = await brokenFfmpeg('exit 0');
    await rm(ffmpeg.path);
    const file = path.join(folder, 'never.mp3');
    await expect(encodeSine(ffmpeg, file)).rejects.toMatchObject({ code: 'E_FFMPEG_MISSING' });
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  it('is an error and no crash when it cannot be started', async () => {
    // Executable, but no program: the start itself fails.
    const ffmpeg = await brokenFfmpeg('exit 0');
    await writeFile(ffmpeg.path, '#!/nowhere/at-all\n');
    await expect(encodeSine(ffmpeg, path.join(folder, 'x.mp3'))).rejects.toMatchObject({ code: 'E_FFMPEG' });
  });

  it('is told from a full disk', async () => {
    const ffmpeg = await brokenFfmpeg(
      'cat > /dev/null; echo "Error writing trailer: No space left on device" >&2; exit 0',
    );
    await expect(encodeSine(ffmpeg, path.join(folder, 'x.mp3'))).rejects.toMatchObject({ code: 'E_DISK' });
  });

  it('is stopped by a signal, before or while it runs', async () => {
    const ffmpeg = await brokenFfmpeg('exec sleep 60');
    const controller = new AbortController();
    const running = encodeSine(ffmpeg, path.join(folder, 'x.mp3'), { signal: controller.signal });
    setTimeout(() => controller.abort(), 200);
    await expect(running).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
    const late = encodeSine(ffmpeg, path.join(folder, 'x.mp3'), { signal: AbortSignal.abort() });
    await expect(late).rejects.toMatchObject({ code: 'E_INTERRUPTED' });
  });
});
