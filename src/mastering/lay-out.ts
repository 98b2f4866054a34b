import type { WordTiming } from '../model/narration.js';
import { msToSamples, samplesToMs } from '../model/time.js';
import { DISCLOSURE_LATEST_MS } from '../model/publication/disclosure.js';
import type { MasterSegment, Timeline, TimelineItem } from '../model/timeline.js';
import type { Sting } from './prepare-sting.js';
import type { SpeechPiece } from './speech-piece.js';

/** One utterance to be placed. */
export type Line = {
  readonly utteranceId: string;
  readonly piece: SpeechPiece;
  /** Counted from the first sample that is heard. */
  readonly words: readonly WordTiming[];
  readonly pauseAfterMs: number;
  /** Whether a section begins here. */
  readonly isSectionStart: boolean;
  /** Says that a machine reads. */
  readonly isDisclosure?: boolean;
};

export type LayoutInput = {
  readonly lines: readonly Line[];
  readonly sampleRateHz: number;
  readonly intro?: Sting;
  readonly outro?: Sting;
};

export type Layout = { readonly segments: readonly MasterSegment[]; readonly timeline: Timeline };

/** A chapter starts on a whole second; its first word this much later, so that the second lies in the silence. */
const AFTER_WHOLE_SECOND_MS = 200;
/** Moving to that second may shorten the pause before a section to this share, never below the least. */
const KEPT_SHARE_OF_PAUSE = 0.6;
const LEAST_PAUSE_MS = 250;
/** Between stings and speech. */
const STING_PAUSE_MS = 500;
const CLOSING_SILENCE_MS = 500;
/** Breath and reverberation that detection of silence cuts off are kept, faded, within the pause. */
const HEAD_MARGIN_MS = 10;
const TAIL_MARGIN_MS = 20;
const LEAST_FADE_MS = 5;
const STING_FADE_MS = 20;

type Cursor = {
  readonly segments: MasterSegment[];
  readonly items: (Omit<TimelineItem, 'startMs' | 'endMs'> & { readonly start: number; readonly end: number })[];
  /** Samples written so far. */
  written: number;
  /** End of what was heard last; it lies before `written` by the margin that fades out. */
  heardEnd: number;
};

/** Puts stings, clips and pauses one after another, in samples, and says when each is heard. */
export function layOut(input: LayoutInput): Layout {
  const { lines, sampleRateHz, intro, outro } = input;
  const ms = (timeMs: number): number => msToSamples(timeMs, sampleRateHz);
  const cursor: Cursor = { segments: [], items: [], written: 0, heardEnd: 0 };
  const stingAt = intro && (isHeardTooLate(input, intro) ? openingNotice(lines).length : 0);
  let pauseMs = 0;
  lines.forEach((line, index) => {
    if (intro && index === stingAt) {
      if (index > 0) silenceUntil(cursor, cursor.heardEnd + ms(STING_PAUSE_MS));
      addSting(cursor, intro, ms);
      pauseMs = STING_PAUSE_MS;
    }
    // The first chapter starts at 0 whenever its first word comes.
    const isAligned = line.isSectionStart && index > 0;
    const isOpening = index === 0 && stingAt !== 0;
    const earliest = cursor.heardEnd + ms(isAligned ? leastPause(pauseMs) : Math.max(0, pauseMs));
    const start = isAligned ? align(earliest, sampleRateHz, ms) : earliest;
    addSpeech(cursor, { line, start: isOpening ? ms(AFTER_WHOLE_SECOND_MS) : start, ms });
    pauseMs = line.pauseAfterMs;
  });
  if (outro) {
    silenceUntil(cursor, cursor.heardEnd + ms(STING_PAUSE_MS));
    addSting(cursor, outro, ms);
  }
  silenceUntil(cursor, Math.max(cursor.written, cursor.heardEnd + ms(CLOSING_SILENCE_MS)));
  silenceUntil(cursor, cursor.written + settleDuration(cursor.written, sampleRateHz));
  closePause(cursor, cursor.written);
  return { segments: cursor.segments, timeline: toTimeline(cursor, input) };
}

/** What is said first of all where that is that a machine reads. */
function openingNotice(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex(({ isDisclosure }) => isDisclosure !== true);
  return end === -1 ? [] : lines.slice(0, end);
}

/** Whether the notice would end too late after the music: then the music comes after it. */
function isHeardTooLate({ lines, sampleRateHz }: LayoutInput, intro: Sting): boolean {
  const notice = openingNotice(lines);
  const spoken = notice.reduce((sum, { piece }) => sum + Math.max(0, piece.endSample - piece.firstSample), 0);
  const pausesMs = notice.slice(0, -1).reduce((sum, { pauseAfterMs }) => sum + pauseAfterMs, STING_PAUSE_MS);
  const end = intro.sampleCount + spoken + msToSamples(pausesMs, sampleRateHz);
  return notice.length > 0 && end > msToSamples(DISCLOSURE_LATEST_MS, sampleRateHz);
}

function leastPause(pauseMs: number): number {
  return Math.max(LEAST_PAUSE_MS, pauseMs * KEPT_SHARE_OF_PAUSE);
}

/** The first moment not before `earliest` that is the offset after a whole second. */
function align(earliest: number, sampleRateHz: number, ms: (timeMs: number) => number): number {
  const offset = ms(AFTER_WHOLE_SECOND_MS);
  return Math.ceil(Math.max(0, earliest - offset) / sampleRateHz) * sampleRateHz + offset;
}

type SpeechPlace = { readonly line: Line; readonly start: number; readonly ms: (timeMs: number) => number };

function addSpeech(cursor: Cursor, { line, start, ms }: SpeechPlace): void {
  const { piece } = line;
  const heard = Math.max(0, piece.endSample - piece.firstSample);
  const head = Math.min(ms(HEAD_MARGIN_MS), piece.firstSample - piece.firstUsable, start - cursor.written);
  const tail = Math.min(ms(TAIL_MARGIN_MS), piece.endUsable - piece.endSample, Math.floor(ms(line.pauseAfterMs) / 2));
  silenceUntil(cursor, start - head);
  closePause(cursor, start);
  const sampleCount = head + heard + tail;
  if (sampleCount > 0) {
    cursor.segments.push({
      kind: 'wav',
      path: piece.path,
      firstSample: piece.firstSample - head,
      sampleCount,
      fadeInSamples: Math.min(Math.max(head, ms(LEAST_FADE_MS)), Math.floor(sampleCount / 2)),
      fadeOutSamples: Math.min(Math.max(tail, ms(LEAST_FADE_MS)), Math.floor(sampleCount / 2)),
      contentKey: piece.contentKey,
    });
  }
  cursor.items.push({ kind: 'speech', start, end: start + heard, utteranceId: line.utteranceId, words: line.words });
  cursor.written = start + heard + tail;
  cursor.heardEnd = start + heard;
}

function addSting(cursor: Cursor, sting: Sting, ms: (timeMs: number) => number): void {
  const start = cursor.written;
  closePause(cursor, start);
  const fade = Math.min(ms(STING_FADE_MS), Math.floor(sting.sampleCount / 2));
  const { path, sampleCount, contentKey } = sting;
  const edges = { fadeInSamples: fade, fadeOutSamples: fade };
  cursor.segments.push({ kind: 'wav', path, firstSample: 0, sampleCount, ...edges, gainDb: 0, contentKey });
  cursor.written = start + sampleCount;
  cursor.heardEnd = cursor.written;
  cursor.items.push({ kind: 'sting', start, end: cursor.written });
}

function silenceUntil(cursor: Cursor, end: number): void {
  const sampleCount = end - cursor.written;
  if (sampleCount <= 0) return;
  cursor.segments.push({ kind: 'silence', sampleCount });
  cursor.written = end;
}

function closePause(cursor: Cursor, end: number): void {
  if (end > cursor.heardEnd) cursor.items.push({ kind: 'pause', start: cursor.heardEnd, end });
  cursor.heardEnd = end;
}

function toTimeline(cursor: Cursor, { sampleRateHz }: LayoutInput): Timeline {
  return {
    durationMs: samplesToMs(cursor.written, sampleRateHz),
    sampleRateHz,
    sampleCount: cursor.written,
    items: cursor.items.map(({ start, end, words, ...item }) => {
      const startMs = samplesToMs(start, sampleRateHz);
      const endMs = samplesToMs(end, sampleRateHz);
      return { ...item, startMs, endMs, ...(words && { words: words.map((word) => shift(word, startMs, endMs)) }) };
    }),
  };
}

/** A word at its time in the episode, inside the utterance it belongs to. */
function shift(word: WordTiming, startMs: number, endMs: number): WordTiming {
  const within = (timeMs: number): number => Math.round(Math.min(endMs, Math.max(startMs, startMs + timeMs)));
  return { text: word.text, startMs: within(word.startMs), endMs: within(word.endMs) };
}

/** Encoded files are up to this much longer for readers that count the encoder's padding. */
const DOUBT_SECONDS = 0.12;

/**
 * Samples of silence to add at the end so that every reader rounds the duration to the same second, those included
 * that count the padding an MP3 carries at its end.
 */
export function settleDuration(sampleCount: number, sampleRateHz: number): number {
  const fraction = sampleCount % sampleRateHz;
  const half = Math.ceil(sampleRateHz / 2);
  return fraction < half && fraction >= half - DOUBT_SECONDS * sampleRateHz ? half - fraction : 0;
}
