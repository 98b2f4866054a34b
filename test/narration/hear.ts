import { readFile } from 'node:fs/promises';
import type { SpeechEngine, SpeechRequest, SpeechResult } from '../../src/narration/speech-engine.js';
import { parseWav, type WavAudio } from '../../src/sound.js';

export type Heard = SpeechResult & WavAudio & { readonly sampleCount: number };

/** Has an engine speak and reads what it made, whether it wrote a file or gave the bytes. */
export async function hear(
  engine: SpeechEngine,
  request: Pick<SpeechRequest, 'text' | 'path'> & Partial<SpeechRequest>,
): Promise<Heard> {
  const asked = {
    voice: engine.defaultVoice('en') ?? '',
    rate: 1,
    lang: 'en',
    signal: new AbortController().signal,
    ...request,
  };
  const result = await engine.speak(asked);
  const audio = parseWav(result.wav ? Buffer.from(result.wav) : await readFile(request.path));
  return { ...result, ...audio, sampleCount: audio.samples.length };
}
