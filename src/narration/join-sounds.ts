import { LectorError } from '../errors.js';
import type { WordTiming } from '../model/narration.js';

/** What an engine made of a text. */
export type Sound = {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly words: readonly WordTiming[];
};

/** Pieces of one sentence follow each other as they are; all come from one voice and so have one rate. */
export function joinSounds(sounds: readonly Sound[]): Sound {
  const [first] = sounds;
  if (!first) throw new LectorError('E_CLIP', 'there is nothing to say.');
  if (sounds.length === 1) return first;
  if (sounds.some(({ sampleRateHz }) => sampleRateHz !== first.sampleRateHz)) {
    throw new LectorError('E_CLIP', 'the engine changed its sample rate within one sentence.');
  }
  const samples = new Int16Array(sounds.reduce((sum, sound) => sum + sound.samples.length, 0));
  const words: WordTiming[] = [];
  let at = 0;
  for (const sound of sounds) {
    samples.set(sound.samples, at);
    const offsetMs = Math.round((at * 1000) / first.sampleRateHz);
    words.push(
      ...sound.words.map(({ text, startMs, endMs }) => ({
        text,
        startMs: startMs + offsetMs,
        endMs: endMs + offsetMs,
      })),
    );
    at += sound.samples.length;
  }
  return { samples, sampleRateHz: first.sampleRateHz, words };
}

/** Word times as later stages may rely on them: whole milliseconds, in order, inside the clip. */
export function fitWords(words: readonly WordTiming[], durationMs: number): readonly WordTiming[] {
  const endOfClip = Math.floor(durationMs);
  let earliest = 0;
  return words.map(({ text, startMs, endMs }) => {
    const start = Math.min(Math.max(Math.round(startMs), earliest), endOfClip);
    const end = Math.min(Math.max(Math.round(endMs), start), endOfClip);
    earliest = start;
    return { text, startMs: start, endMs: end };
  });
}
