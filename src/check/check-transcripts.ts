import { z } from 'zod';
import { quoteValue } from '../model/text.js';
import { parseCues } from '../transcript/parse-cues.js';
import type { CheckedPlace } from './checked-place.js';
import type { PublishedItem } from './published-item.js';

/** The last words may be heard up to the very end; encoders add a little. */
const END_TOLERANCE_MS = 500;

const JSON_TRANSCRIPT = z.object({
  version: z.string(),
  segments: z.array(
    z.object({ startTime: z.number(), endTime: z.number(), body: z.string(), speaker: z.string().optional() }),
  ),
});

type Timed = { readonly startMs: number; readonly endMs: number; readonly text: string };
type Reading = {
  readonly cues: readonly Timed[];
  readonly text: string;
  /** Names the format keeps apart from the text. */
  readonly speakers: readonly string[];
  readonly faults: readonly string[];
};

type CheckTranscriptsInput = {
  readonly item: PublishedItem;
  readonly durationMs?: number;
};

/** Every transcript of an item is there, valid, in order, within the audio, and says the same words. */
export async function checkTranscripts(
  { item, durationMs }: CheckTranscriptsInput,
  place: CheckedPlace,
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

function read(text: string, type: string): Reading {
  switch (type) {
    case 'text/vtt':
    case 'application/x-subrip': {
      const { cues, faults } = parseCues(text, type === 'text/vtt' ? 'vtt' : 'srt');
      return {
        cues,
        text: cues.map((cue) => cue.text).join(' '),
        speakers: cues.flatMap(({ speaker }) => speaker ?? []),
        faults: faults.map(({ line, message }) => `line ${line}: ${message}`),
      };
    }
    case 'application/json':
      return readJson(text);
    case 'text/html':
      return readHtml(text);
    default:
      return { cues: [], text, speakers: [], faults: text.trim() === '' ? ['it is empty'] : [] };
  }
}

function readJson(text: string): Reading {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return { cues: [], text: '', speakers: [], faults: ['it is not JSON'] };
  }
  const parsed = JSON_TRANSCRIPT.safeParse(data);
  if (!parsed.success) {
    return {
      cues: [],
      text: '',
      speakers: [],
      faults: parsed.error.issues.map(({ path: where, message }) => `${where.join('.')}: ${message}`),
    };
  }
  const { segments } = parsed.data;
  return {
    cues: segments.map(({ startTime, endTime, body }) => ({
      startMs: Math.round(startTime * 1000),
      endMs: Math.round(endTime * 1000),
      text: body,
    })),
    text: segments.map(({ body }) => body).join(' '),
    speakers: segments.flatMap(({ speaker }) => speaker ?? []),
    faults: [],
  };
}

function readHtml(text: string): Reading {
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

function timeFaults(cues: readonly Timed[], durationMs: number | undefined): readonly string[] {
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
