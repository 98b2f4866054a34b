import { escapeXml, toOneLine } from '../../model/text.js';
import { formatClock } from '../../model/time.js';
import type { Transcript } from '../../model/transcript.js';
import { groupParagraphs } from '../group-paragraphs.js';
import type { TranscriptFormat, TranscriptReading } from './transcript-format.js';

export const html: TranscriptFormat = { extension: 'html', isTimed: false, write: writeHtml, read: readHtml };

/**
 * Writes an HTML transcript of nothing but `<cite>`, `<time>` and `<p>` (Podcasting 2.0 transcripts). It is pure
 * ASCII, as such a file cannot declare its encoding.
 */
function writeHtml(transcript: Transcript): string {
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

function readHtml(text: string): TranscriptReading {
  const foreign = [...text.matchAll(/<\/?([a-z][a-z0-9]*)/giu)].map(([, name]) => String(name).toLowerCase());
  const others = [...new Set(foreign.filter((name) => !['cite', 'time', 'p'].includes(name)))];
  const shown = text
    .replace(/<cite>[^<]*<\/cite>/giu, ' ')
    .replace(/<time>[^<]*<\/time>/giu, ' ')
    .replace(/<[^>]*>/gu, ' ')
    .replace(/&#(\d+);/gu, (_whole, code: string) => String.fromCodePoint(Number(code)))
    .replace(/&(?:amp|lt|gt|quot);/gu, ' ');
  return {
    cues: [],
    text: shown,
    speakers: [],
    faults: others.map((name) => `<${name}> does not belong into an HTML transcript`),
  };
}
