import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, it } from 'vitest';
import { decodeAudio, encodeAudio, findFfmpeg } from '../../src/run-tool.js';
import { collect, inPieces, makeSine } from '../sound/make-sound.js';

const BUNDLED = (createRequire(import.meta.url)('@ffmpeg-installer/ffmpeg') as { path: string }).path;
const LOW = { sampleRateHz: 16_000, channelCount: 1 } as const;
const HIGH = { sampleRateHz: 44_100, channelCount: 1 } as const;

it.each([
  ['found', undefined],
  ['bundled', BUNDLED],
])('resampling leaves the sound, and its mirror image 80 dB below it (%s ffmpeg)', async (_name, configuredPath) => {
  const ffmpeg = await findFfmpeg(
    configuredPath === undefined ? { searchPath: process.env['PATH'] ?? '' } : { configuredPath },
  );
  const folder = await mkdtemp(path.join(tmpdir(), 'lector-resample-'));
  try {
    const file = path.join(folder, 'a.wav');
    for (const frequencyHz of [1000, 6700, 7100, 7500]) {
      const pcm = inPieces(makeSine({ format: LOW, durationMs: 2000, frequencyHz, level: 0.5 }));
      await encodeAudio({ ffmpeg, pcm, input: LOW, output: { ...HIGH, path: file, format: 'wav', bitrateKbps: 0 } });
      const samples = await collect(decodeAudio({ ffmpeg, path: file, format: HIGH }));
      const middle = samples.slice(22_050, 66_150);
      const [soundDb, mirrorDb] = [levelDb(middle, frequencyHz), levelDb(middle, 16_000 - frequencyHz)];
      expect([soundDb > -7.1, mirrorDb < soundDb - 80], `${frequencyHz} Hz: ${soundDb}, ${mirrorDb}`).toEqual([
        true,
        true,
      ]);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

/** Level of one frequency of a second of sound (Goertzel), under a window whose sides fall fast. */
function levelDb(samples: Float32Array, frequencyHz: number): number {
  const step = (2 * Math.PI * frequencyHz) / HIGH.sampleRateHz;
  let [real, imaginary, sum] = [0, 0, 0];
  samples.forEach((sample, at) => {
    const phase = (2 * Math.PI * (at + 0.5)) / samples.length;
    // Blackman–Harris, −92 dB.
    const weight = 0.35875 - 0.48829 * Math.cos(phase) + 0.14128 * Math.cos(2 * phase) - 0.01168 * Math.cos(3 * phase);
    real += sample * weight * Math.cos(step * at);
    imaginary += sample * weight * Math.sin(step * at);
    sum += weight;
  });
  return 20 * Math.log10((2 * Math.hypot(real, imaginary)) / sum);
}
