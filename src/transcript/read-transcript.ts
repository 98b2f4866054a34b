import { LectorError } from '../errors.js';
import { toOneLine } from '../model/text.js';
import type { Cue, Transcript } from '../model/transcript.js';
import { parseCues, type CueFormat } from './formats/timed-text.js';

/**
 * Reads a transcript that came with a recording.
 *
 * Cues out of order are sorted; text is taken as it stands, without markup, and `<v Name>` names the speaker.
 *
 * @throws `E_TRANSCRIPT` with the line of the first fault, or when there is no cue.
 */
export function readTranscript(text: string, format: CueFormat, language: string): Transcript {
  const { cues, faults } = parseCues(text, format);
  const fault = faults.find(({ rule }) => rule !== 'order');
  if (fault) {
    throw new LectorError('E_TRANSCRIPT', `The transcript cannot be used: line ${fault.line}: ${fault.message}.`, {
      hint: 'correct the line, or leave the transcript out.',
    });
  }
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
  return { language, cues: read.toSorted((first, second) => first.startMs - second.startMs) };
}
