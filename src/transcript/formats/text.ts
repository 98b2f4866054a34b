import { toOneLine } from '../../model/text.js';
import type { Transcript } from '../../model/transcript.js';
import { groupParagraphs } from '../group-paragraphs.js';
import { unreadable, type TranscriptFormat } from './transcript-format.js';

export const text: TranscriptFormat = {
  extension: 'txt',
  isTimed: false,
  label: 'TXT',
  write: writeText,
  read: (words) => (words.trim() === '' ? unreadable('it is empty') : { ...unreadable(), text: words }),
};

/** Writes plain text: a paragraph per source block, `Name: ` where the speaker changes. */
function writeText(transcript: Transcript): string {
  let speaking: string | undefined;
  const paragraphs = groupParagraphs(transcript).map(({ speaker, text }) => {
    const name = speaker !== undefined && speaker !== speaking ? `${speaker}: ` : '';
    speaking = speaker;
    return `${toOneLine(`${name}${text}`)}\n`;
  });
  return paragraphs.join('\n');
}
