import { createHash } from 'node:crypto';
import type { Speaker } from '../../model/narration.js';
import type { Ffmpeg, PcmFormat } from '../../run-tool.js';
import { measureSound, playMaster } from '../../sound.js';
import type { SpeechPiece } from '../speech-piece.js';

/** So many pieces tell how loud a voice is. */
const SAMPLED_PIECES = 12;
/** Nobody hears less from one voice to the next. */
const INAUDIBLE_LU = 1;
const MAX_MATCH_DB = 12;

/**
 * Brings every voice of a narration to the loudness of the one that opens it, in whole decibels: a voice keeps its gain
 * through most corrections, for the pieces that are measured are chosen by what they hold and not by where they stand.
 *
 * @param speakers Who says each piece, in the same order.
 */
export async function matchVoices(
  pieces: readonly SpeechPiece[],
  {
    speakers,
    sampleRateHz,
    play,
  }: { speakers: readonly Speaker[]; sampleRateHz: number; play: { ffmpeg: Ffmpeg; signal: AbortSignal } },
): Promise<readonly SpeechPiece[]> {
  const voiceOf = (index: number): string => speakers[index]?.voice ?? '';
  const voices = new Map<string, SpeechPiece[]>();
  for (const [index, piece] of pieces.entries())
    voices.set(voiceOf(index), [...(voices.get(voiceOf(index)) ?? []), piece]);
  if (voices.size < 2) return pieces;
  const format: PcmFormat = { sampleRateHz, channelCount: 1 };
  const loudness = new Map<string, number | undefined>();
  for (const [voice, own] of voices) {
    const segments = sample(own).map(toSegment);
    const { loudnessLufs } = await measureSound(playMaster({ ...format, channelCount: 1, segments }, play), format);
    loudness.set(voice, loudnessLufs);
  }
  const opening = loudness.get(voiceOf(0));
  return pieces.map((piece, index) => {
    const own = loudness.get(voiceOf(index));
    const missingLu = opening === undefined || own === undefined ? 0 : opening - own;
    if (Math.abs(missingLu) <= INAUDIBLE_LU) return piece;
    return { ...piece, gainDb: Math.max(-MAX_MATCH_DB, Math.min(MAX_MATCH_DB, Math.round(missingLu))) };
  });
}

function sample(pieces: readonly SpeechPiece[]): readonly SpeechPiece[] {
  const place = ({ contentKey }: SpeechPiece): string => createHash('sha256').update(contentKey).digest('hex');
  const ranked = pieces.map((piece) => ({ piece, rank: place(piece) }));
  ranked.sort((one, other) => (one.rank < other.rank ? -1 : 1));
  return ranked.slice(0, SAMPLED_PIECES).map(({ piece }) => piece);
}

function toSegment({ path, firstSample, endSample }: SpeechPiece) {
  const sampleCount = Math.max(0, endSample - firstSample);
  return { kind: 'wav', path, firstSample, sampleCount, fadeInSamples: 0, fadeOutSamples: 0 } as const;
}
