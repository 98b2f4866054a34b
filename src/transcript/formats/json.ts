import { z } from 'zod';
import { toOneLine } from '../../model/text.js';
import type { Cue, Transcript } from '../../model/transcript.js';
import { unreadable, type TranscriptFormat, type TranscriptReading } from './transcript-format.js';

export const json: TranscriptFormat = {
  extension: 'json',
  isTimed: true,
  write: writeJson,
  read: readJson,
};

/** Podcasting 2.0 JSON transcripts. */
const FORMAT_VERSION = '1.0.0';

/** Writes a Podcasting 2.0 JSON transcript: one segment per sentence, times in seconds, words where timed. */
function writeJson({ cues }: Transcript): string {
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

const JSON_TRANSCRIPT = z.object({
  version: z.string(),
  segments: z.array(
    z.object({ startTime: z.number(), endTime: z.number(), body: z.string(), speaker: z.string().optional() }),
  ),
});

function readJson(text: string): TranscriptReading {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return unreadable('it is not JSON');
  }
  const parsed = JSON_TRANSCRIPT.safeParse(data);
  if (!parsed.success) {
    return unreadable(...parsed.error.issues.map(({ path: where, message }) => `${where.join('.')}: ${message}`));
  }
  const { segments } = parsed.data;
  return {
    cues: segments.map(({ startTime, endTime }) => ({
      startMs: Math.round(startTime * 1000),
      endMs: Math.round(endTime * 1000),
    })),
    text: segments.map(({ body }) => body).join(' '),
    speakers: segments.flatMap(({ speaker }) => speaker ?? []),
    faults: [],
  };
}
