import { toOneLine } from '../../model/text.js';
import type { Cue, Transcript } from '../../model/transcript.js';

/** Podcasting 2.0 JSON transcripts. */
const FORMAT_VERSION = '1.0.0';

/** Writes a Podcasting 2.0 JSON transcript: one segment per sentence, times in seconds, words where timed. */
export function writeJson({ cues }: Transcript): string {
  return `${JSON.stringify({ version: FORMAT_VERSION, segments: cues.map(toSegment) })}\n`;
}

function toSegment({ startMs, endMs, text, speaker, words }: Cue): object {
  return {
    ...(speaker !== undefined && { speaker: toOneLine(speaker) }),
    startTime: startMs / 1000,
    endTime: endMs / 1000,
    body: toOneLine(text),
    ...(words.length > 0 && {
      words: words.map((word) => ({ startTime: word.startMs / 1000, endTime: word.endMs / 1000, body: word.text })),
    }),
  };
}
