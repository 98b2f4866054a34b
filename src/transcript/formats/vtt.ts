import { formatTimecode } from '../../model/time.js';
import { toOneLine } from '../../model/text.js';
import type { Cue, Transcript } from '../../model/transcript.js';
import { wrapLines } from '../wrap-lines.js';
import { readTimedText } from './timed-text.js';
import type { TranscriptFormat } from './transcript-format.js';

export const vtt: TranscriptFormat = {
  extension: 'vtt',
  isTimed: true,
  label: 'VTT',
  write: writeVtt,
  read: (text) => readTimedText(text, 'vtt'),
};

/** Podcasting 2.0 transcripts: WebVTT lines hold 65 characters at most. */
const MAX_LINE_LENGTH = 65;

/** Writes WebVTT: one cue per sentence, its id that of the utterance, `<v Name>` where the speaker is named. */
function writeVtt({ cues }: Transcript): string {
  return ['WEBVTT', ...cues.map(writeCue), ''].join('\n\n').replace(/\n+$/u, '\n');
}

function writeCue({ startMs, endMs, text, speaker, utteranceId }: Cue, index: number): string {
  const id = utteranceId ?? String(index + 1);
  const voice = speaker === undefined ? '' : `<v ${escapeVtt(toOneLine(speaker))}>`;
  // Lines are measured as they are read: wrapped first, escaped after.
  const lines = wrapLines(toOneLine(text), MAX_LINE_LENGTH).map(escapeVtt);
  return `${toOneLine(id)}\n${formatTimecode(startMs)} --> ${formatTimecode(endMs)}\n${voice}${lines.join('\n')}`;
}

/** WebVTT §3.3: cue text may hold neither `-->` nor a bare `&` or `<`. */
function escapeVtt(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
