import { escapeXml, toOneLine } from '../../model/text.js';
import { formatClock } from '../../model/time.js';
import type { Transcript } from '../../model/transcript.js';
import { groupParagraphs } from '../group-paragraphs.js';

/**
 * Writes an HTML transcript of nothing but `<cite>`, `<time>` and `<p>` (Podcasting 2.0 transcripts). It is pure
 * ASCII, as such a file cannot declare its encoding.
 */
export function writeHtml(transcript: Transcript): string {
  const paragraphs = groupParagraphs(transcript).map(({ startMs, speaker, text }) => {
    const cite = speaker === undefined ? '' : `<cite>${toAscii(speaker)}:</cite>\n`;
    return `${cite}<time>${formatClock(startMs)}</time>\n<p>${toAscii(text)}</p>\n`;
  });
  return paragraphs.join('');
}

function toAscii(text: string): string {
  return escapeXml(toOneLine(text)).replace(
    /[^\n\u0020-\u007E]/gu,
    (character) => `&#${character.codePointAt(0) ?? 0xfffd};`,
  );
}
