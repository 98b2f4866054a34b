import { mediaTypeOf } from '../model/publication/paths/addresses.js';
import { quoteValue } from '../model/text.js';
import { TRANSCRIPT_FORMATS } from '../transcript/formats/index.js';
import { text as plainText } from '../transcript/formats/text.js';
import type { TranscriptFormat, TranscriptReading } from '../transcript/formats/transcript-format.js';
import type { CheckedPlace } from './checked-place.js';
import type { PublishedItem } from './published-item.js';

/** The last words may be heard up to the very end; encoders add a little. */
const END_TOLERANCE_MS = 500;

/** The media types of all formats there are. */
export const TRANSCRIPT_TYPES: readonly string[] = TRANSCRIPT_FORMATS.map(typeOf);

type CheckTranscriptsInput = {
  readonly item: Pick<PublishedItem, 'label' | 'transcripts'>;
  readonly durationMs?: number;
};

/** Every transcript of an item is there, valid, in order, within the audio, and says the same words. */
export async function checkTranscripts(
  { item, durationMs }: CheckTranscriptsInput,
  place: Pick<CheckedPlace, 'readText' | 'error'>,
): Promise<void> {
  let first: { type: string; letters: string } | undefined;
  const speakers = new Set<string>();
  for (const { path: file, type } of item.transcripts) {
    const text = await place.readText(file);
    if (text === undefined) {
      place.error('E_FILE_MISSING', `${quoteValue(item.label)}: the feed names a transcript that is not there.`, {
        file,
      });
      continue;
    }
    const reading = read(text, type);
    for (const fault of [...reading.faults, ...timeFaults(reading.cues, durationMs)]) {
      place.error('E_TRANSCRIPT', `${quoteValue(item.label)}: ${fault}.`, { file });
    }
    for (const speaker of reading.speakers) speakers.add(speaker);
    const letters = lettersOf(withoutNames(reading.text, speakers));
    if (first && letters !== first.letters) {
      place.error(
        'E_TRANSCRIPT_DIFFERS',
        `${quoteValue(item.label)}: this transcript does not say what the ${first.type} one says.`,
        { file },
      );
    }
    first ??= { type, letters };
  }
}

/** A type nobody knows is read as plain text. */
function read(text: string, type: string): TranscriptReading {
  const format = TRANSCRIPT_FORMATS.find((candidate) => typeOf(candidate) === type) ?? plainText;
  return format.read(text);
}

function typeOf({ extension }: TranscriptFormat): string {
  return mediaTypeOf(`.${extension}`);
}

function timeFaults(cues: TranscriptReading['cues'], durationMs: number | undefined): readonly string[] {
  const faults: string[] = [];
  for (const [index, { startMs, endMs }] of cues.entries()) {
    if (endMs <= startMs) faults.push(`cue ${index + 1} ends before it starts`);
    if (startMs < (cues[index - 1]?.startMs ?? 0)) faults.push(`cue ${index + 1} starts before the one above it`);
    if (durationMs !== undefined && endMs > durationMs + END_TOLERANCE_MS)
      faults.push(`cue ${index + 1} ends after the audio`);
  }
  return faults;
}

/** SubRip and plain text put `Name: ` into the text itself. */
function withoutNames(text: string, speakers: ReadonlySet<string>): string {
  const line = ` ${text.replace(/\s+/gu, ' ')}`;
  return [...speakers].reduce((rest, speaker) => rest.replaceAll(` ${speaker}: `, ' '), line);
}

/** Formats escape, wrap and punctuate in their own ways: what is compared is letters and digits. */
function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}
