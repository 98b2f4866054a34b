import { readFile } from 'node:fs/promises';
import { parseWav, type WavAudio } from '../workspace.js';

/**
 * Reads a WAV file as mono 16-bit, as narration does with what an engine wrote.
 *
 * @throws {@link LectorError} `E_TTS_…` or `E_AUDIO_…` when it is damaged or no WAV file.
 */
export async function readWav(file: string): Promise<WavAudio & { readonly sampleCount: number }> {
  const audio = parseWav(await readFile(file));
  return { ...audio, sampleCount: audio.samples.length };
}
