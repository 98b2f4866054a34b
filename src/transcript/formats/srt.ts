import { toOneLine } from '../../model/text.js';
import { formatTimecode } from '../../model/time.js';
import { isNamedBy, type Cue, type Transcript } from '../../model/transcript.js';
import { splitCards } from '../split-cards.js';
import { readTimedText } from './timed-text.js';
import type { TranscriptFormat } from './transcript-format.js';

export const srt: TranscriptFormat = {
  extension: 'srt',
  isTimed: true,
  label: 'SRT',
  write: writeSrt,
  read: (text) => readTimedText(text, 'srt'),
};

/** Podcasting 2.0 transcripts: SRT cards hold two lines of 32 characters. */
const LIMITS = { maxLines: 2, maxLineLength: 32 };

/**
 * Writes SubRip. A speaker is named when the speaker changes, unless the narrator says the name right after. SubRip
 * has no escapes, so an arrow that would read as a time line, `-->`, becomes `→`, and what would read as markup,
 * `<b>`, becomes `‹b›`.
 */
function writeSrt({ cues }: Transcript): string {
  const cards: string[] = [];
  let speaking: string | undefined;
  for (const [index, cue] of cues.entries()) {
    const isNew = cue.speaker !== undefined && cue.speaker !== speaking && !isNamedAfter(cues, index);
    speaking = cue.speaker;
    const name = isNew ? `${cue.speaker}: ` : '';
    for (const { startMs, endMs, lines } of splitCards(cue, { ...LIMITS, write: (text) => toSrt(name + text) })) {
      const times = `${formatTimecode(startMs, ',')} --> ${formatTimecode(endMs, ',')}`;
      cards.push(`${cards.length + 1}\n${times}\n${lines.join('\n')}\n`);
    }
  }
  return cards.join('\n');
}

function toSrt(text: string): string {
  return toOneLine(text)
    .replace(/<(\/?[a-z!?][^<>]*)>/giu, '‹$1›')
    .replace(/<(?=[a-z/!?])/giu, '‹')
    .replace(/-+->/gu, '→');
}

/** Whether the cue after the last one of this speaker says who it was. */
function isNamedAfter(cues: readonly Cue[], index: number): boolean {
  const cue = cues[index];
  let next = index + 1;
  while (cue !== undefined && cues[next] !== undefined && cues[next]?.speaker === cue.speaker) next += 1;
  return cue !== undefined && isNamedBy(cue, cues[next]);
}
