import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { LectorError } from '../../../errors.js';
import { quoteValue } from '../../../model/text.js';
import { readBytes, readText } from '../../../open-file.js';
import { parseWav } from '../../../sound.js';
import type { InstalledVoice } from '../../voices/installed-voices.js';

/** A recording a model takes its voice from. */
export type Reference = {
  /** −1 to 1. */
  readonly referenceAudio: Float32Array;
  readonly referenceSampleRate: number;
  readonly referenceText?: string;
};

/** Where archives keep recordings to try a model with. */
const SAMPLES = 'test_wavs';

/**
 * The recording of a speaker: `NAME.wav` in the folder of the voice or in its `test_wavs`, what is said there in
 * `NAME.txt` beside it. Without a name the first there is.
 *
 * @throws {@link LectorError} `E_VOICE_UNKNOWN` naming the speakers there are, or the text that is missing.
 */
export async function readReference(
  voice: InstalledVoice,
  speaker: string | undefined,
  needs: 'sound' | 'sound and text',
): Promise<Reference> {
  const places = [voice.path, path.join(voice.path, SAMPLES)];
  const found = await Promise.all(places.map((folder) => readdir(folder).catch(() => [])));
  const recordings = found.flatMap((names, index) =>
    names
      .filter((name) => name.endsWith('.wav'))
      .sort()
      .map((name) => ({ name: name.slice(0, -'.wav'.length), file: path.join(places[index] ?? '', name) })),
  );
  const recording = recordings.find(({ name }) => speaker === undefined || name === speaker);
  if (!recording) {
    const names = recordings.map(({ name }) => name);
    const hint =
      names.length > 0
        ? `write it as ${voice.id}:${names[0] ?? ''}; there are ${names.join(', ')}.`
        : `put a recording of ten seconds as NAME.wav into ${voice.path}, of somebody who agreed to it.`;
    const who = speaker === undefined ? 'a speaker' : quoteValue(speaker);
    throw new LectorError('E_VOICE_UNKNOWN', `${voice.id} has no recording of ${who}.`, { hint });
  }
  const { samples, sampleRateHz } = parseWav(await readBytes(recording.file));
  const sound = {
    referenceAudio: Float32Array.from(samples, (value) => value / 32_768),
    referenceSampleRate: sampleRateHz,
  };
  if (needs === 'sound') return sound;
  const textFile = recording.file.replace(/\.wav$/u, '.txt');
  const referenceText = (await readText(textFile).catch(() => '')).trim();
  if (referenceText !== '') return { ...sound, referenceText };
  throw new LectorError('E_VOICE_UNKNOWN', `${voice.id} needs to know what is said in ${recording.file}.`, {
    hint: `write it into ${textFile}.`,
  });
}
