import type { Cue } from '../../model/transcript.js';
import { decodeAudio, type Ffmpeg } from '../../run-tool.js';

/** What recognisers are made for. */
export const HEARD_RATE_HZ = 16_000;
/** A sound begins before its first vowel, and ends after its last. */
const EDGE_MS = 80;

export type CueSound = {
  readonly cue: Pick<Cue, 'startMs' | 'endMs' | 'utteranceId'>;
  readonly samples: Int16Array;
};

/** The sound of each cue of a file, in order; the file is decoded once and never held whole. */
export async function* cutCues(
  cues: readonly CueSound['cue'][],
  audio: { readonly ffmpeg: Ffmpeg; readonly path: string; readonly signal: AbortSignal },
): AsyncGenerator<CueSound> {
  const toSample = (ms: number): number => Math.round((ms * HEARD_RATE_HZ) / 1000);
  const waiting = cues.map((cue) => {
    const start = Math.max(0, toSample(cue.startMs - EDGE_MS));
    return { cue, start, end: toSample(cue.endMs + EDGE_MS) };
  });
  let held: Float32Array = new Float32Array(0);
  let heldStart = 0;
  for await (const piece of decodeAudio({ ...audio, format: { sampleRateHz: HEARD_RATE_HZ, channelCount: 1 } })) {
    const joined = new Float32Array(held.length + piece.length);
    joined.set(held);
    joined.set(piece, held.length);
    held = joined;
    for (let next = waiting[0]; next && next.end <= heldStart + held.length; next = waiting[0]) {
      yield {
        cue: next.cue,
        samples: toInt16(held.subarray(Math.max(0, next.start - heldStart), next.end - heldStart)),
      };
      waiting.shift();
    }
    const keepFrom = Math.min(waiting[0]?.start ?? Infinity, heldStart + held.length);
    held = held.slice(Math.max(0, keepFrom - heldStart));
    heldStart = Math.max(heldStart, keepFrom);
  }
  // The last cue may end where the file does.
  for (const { cue, start } of waiting) yield { cue, samples: toInt16(held.subarray(Math.max(0, start - heldStart))) };
}

function toInt16(samples: Float32Array): Int16Array {
  return Int16Array.from(samples, (value) => Math.max(-32_768, Math.min(32_767, Math.round(value * 32_767))));
}
