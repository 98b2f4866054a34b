import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Clip, Narration, WordTiming } from '../../src/model/narration.js';
import type { ScriptSection, Utterance } from '../../src/model/script.js';
import { encodeAudio, type Ffmpeg } from '../../src/run-tool.js';
import { inPieces, makeSpeechLike } from '../sound/make-sound.js';

/** One utterance to be made: its clip has `edgeMs` of silence before and after what is heard. */
export type Spoken = {
  readonly heardMs: number;
  readonly pauseAfterMs: number;
  readonly edgeMs?: number;
  readonly sampleRateHz?: number;
  readonly level?: number;
  readonly words?: readonly WordTiming[];
  /** Title of the section that begins here. */
  readonly section?: string;
};

/** A narration of noise that measures like speech, with its clips written to a folder. */
export async function makeNarration(
  spoken: readonly Spoken[],
  place: { readonly ffmpeg: Ffmpeg; readonly folder: string },
): Promise<Narration> {
  const clips: Clip[] = [];
  for (const [index, one] of spoken.entries()) clips.push(await makeClip(one, index, place));
  const utterances = spoken.map(({ pauseAfterMs }, index): Utterance => {
    const text = `Sentence ${index}.`;
    const shape = {
      blockId: 'b1',
      blockKind: 'paragraph',
      role: 'narrator',
      lang: 'en',
      changes: [],
      links: [],
    } as const;
    return { ...shape, id: `u-${index}`, display: text, spoken: text, pauseAfterMs };
  });
  const sections = spoken.flatMap(({ section }, index): ScriptSection[] =>
    section === undefined ? [] : [{ title: section, level: 1, utteranceId: `u-${index}` }],
  );
  const usage = { utteranceCount: clips.length, synthesisedCount: 0, synthesisedCharacters: 0, costUsd: 0 };
  const script = { slug: 's', title: 'S', language: 'en', utterances, sections, ledger: [] };
  return { script, clips, engine: 'noise', voices: ['noise'], speakers: [], usage };
}

async function makeClip(
  { heardMs, edgeMs = 50, sampleRateHz = 16_000, level = 0.3, words = [] }: Spoken,
  index: number,
  { ffmpeg, folder }: { readonly ffmpeg: Ffmpeg; readonly folder: string },
): Promise<Clip> {
  const format = { sampleRateHz, channelCount: 1 } as const;
  const heard = makeSpeechLike({ format, durationMs: heardMs, level, seed: index + 1 });
  const edge = Math.round((edgeMs * sampleRateHz) / 1000);
  const samples = new Float32Array(heard.length + 2 * edge);
  samples.set(heard, edge);
  const file = path.join(folder, `clip-${index}-${heardMs}-${sampleRateHz}-${level}.wav`);
  const output = { ...format, path: file, format: 'wav', bitrateKbps: 0 } as const;
  await encodeAudio({ ffmpeg, pcm: inPieces(samples), input: format, output });
  const sha256 = createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
  return {
    key: `key-${index}`,
    path: file,
    sha256,
    sampleRateHz,
    sampleCount: samples.length,
    firstSample: edge,
    endSample: edge + heard.length,
    words,
  };
}
