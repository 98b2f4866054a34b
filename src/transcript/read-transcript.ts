import { LectorError } from '../errors.js';
import { toOneLine } from '../model/text.js';
import type { Cue, Transcript } from '../model/transcript.js';
import { parseCues, type CueFormat } from './formats/timed-text.js';
import { unrollCaptions } from './unroll-captions.js';

type ReadTranscriptOptions = {
  readonly format: CueFormat;
  readonly language: string;
  readonly onRolling?: (repeatedCount: number, cueCount: number) => void;
};

/**
 * Reads a transcript that came with a recording.
 *
 * Cues out of order are sorted; text is taken as it stands, without markup, and `<v Name>` names the speaker. Of captions
 * that roll each phrase is taken once.
 *
 * @param onRolling Told how many cues repeated the one before, and of how many.
 * @throws `E_TRANSCRIPT` with the line of the first fault, or when there is no cue.
 */
export function readTranscript(text: string, { format, language, onRolling }: ReadTranscriptOptions): Transcript {
  const { cues: parsed, faults } = parseCues(text, format);
  const fault = faults.find(({ rule }) => rule !== 'order');
  if (fault) {
    throw new LectorError('E_TRANSCRIPT', `The transcript cannot be used: line ${fault.line}: ${fault.message}.`, {
      hint: 'correct the line, or leave the transcript out.',
    });
  }
  const sorted = parsed.map(withoutOverrides).toSorted((first, second) => first.startMs - second.startMs);
  const { cues, repeatedCount } = unrollCaptions(sorted);
  if (repeatedCount > 0) onRolling?.(repeatedCount, sorted.length);
  const read = cues.flatMap(({ startMs, endMs, text: raw, speaker }): Cue[] => {
    const shown = toOneLine(raw);
    return shown === ''
      ? []
      : [{ startMs, endMs, text: shown, ...(speaker && { speaker: toOneLine(speaker) }), words: [] }];
  });
  if (read.length === 0) {
    throw new LectorError('E_TRANSCRIPT', 'The transcript holds no cue.', {
      hint: 'give a .vtt or .srt file with timed text, or leave the transcript out.',
    });
  }
  return { language, cues: read };
}

/** Advanced SubStation tags in braces, which subtitle programs leave in files of other formats: `{\an8}`, `{\i1}`. */
function withoutOverrides<T extends { readonly lines: readonly string[] }>(cue: T): T & { readonly text: string } {
  const lines = cue.lines.flatMap((line) => {
    const shown = line
      .replace(/\{\\[^{}]*\}/gu, '')
      .replace(/(?<!:)\\[Nh]/gu, ' ')
      .replace(/\s+/gu, ' ')
      .trim();
    return shown === '' ? [] : [shown];
  });
  return { ...cue, lines, text: lines.join(' ') };
}
