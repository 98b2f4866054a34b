import type { WordTiming } from '../model/narration.js';
import { present } from '../model/present.js';
import { samplesToMs } from '../model/time.js';
import { DISCLOSURE_LATEST_MS } from '../model/publication/disclosure.js';
import type { NarratedMaster, Timeline, TimelineItem } from '../model/timeline.js';
import { LEAST_CUT_PAUSE_MS, type CutLine } from './choose-cuts.js';
import { openTape, type FrameGrid, type FrameTape, type LaidStretch } from './frame-tape.js';
import { PLAIN_STING, type BedPlan, type StingPlan } from './music/music-plan.js';
import { placeMusic } from './music/place-music.js';
import type { Sting } from './music/prepare-music.js';
import type { SpeechPiece } from './speech-piece.js';

/** One utterance to be placed. */
export type Line = {
  readonly utteranceId: string;
  readonly piece: SpeechPiece;
  /** The same at the rate of what is mixed with music. */
  readonly mixPiece?: SpeechPiece;
  /** Counted from the first sample of its clip, which is heard from `heardFromMs` on; a long text has them by the hundred thousand. */
  readonly words: readonly WordTiming[];
  readonly heardFromMs: number;
  readonly pauseAfterMs: number;
  /** Whether a section begins here. */
  readonly isSectionStart: boolean;
  /** Says that a machine reads. */
  readonly isDisclosure?: boolean;
};

/** A sting, with its plan where that is not the plain one. */
type LaidSting = Sting & { readonly plan?: StingPlan };

export type LayoutInput = {
  readonly lines: readonly Line[];
  /** Of all lines; stings have their own. */
  readonly sampleRateHz: number;
  readonly file: FrameGrid;
  readonly intro?: LaidSting;
  readonly outro?: LaidSting;
  /** Before each section but the first. */
  readonly chapter?: LaidSting;
  /** Beneath words. */
  readonly bed?: BedPlan;
  /** At which music and the words above it are joined; that of the lines unless set. */
  readonly mixRateHz?: number;
};

export type Layout = Pick<NarratedMaster, 'sampleCount'> & {
  readonly stretches: readonly LaidStretch[];
  readonly timeline: Timeline;
};

/** Before the first word. */
const OPENING_SILENCE_MS = 200;
/** Between stings and speech. */
const STING_PAUSE_MS = 500;
const CLOSING_SILENCE_MS = 500;
/** A chapter starts on a whole second: in a pause as long as this one always lies in silence. */
const LEAST_SECTION_PAUSE_MS = 1020;

/** What a stretch begins with wherever it is cut, so that what it holds depends on nothing before it. */
const LEAD_MS = 120;

/** Breath and reverberation that detection of silence cuts off are kept, faded, within the pause. */
const HEAD_MARGIN_MS = 10;
const TAIL_MARGIN_MS = 20;
const LEAST_FADE_MS = 5;

/**
 * Puts stings, clips and pauses one after another, in stretches that each begin on a frame of the file, and says when
 * each is heard. What a stretch holds depends on its own lines alone.
 */
export function layOut(input: LayoutInput): Layout {
  const { lines, sampleRateHz, file, intro, outro, chapter, bed, mixRateHz = sampleRateHz } = input;
  const [introLapMs, outroLapMs] = [overlapOf(intro), overlapOf(outro)];
  const stingAt = intro && (isHeardTooLate(input, intro) ? openingNotice(lines).length : 0);
  const cutLines = toCutLines(input, intro && stingAt);
  const { cuts, beds, closingAt } = placeMusic({
    lines: cutLines,
    sectionStarts: lines.flatMap(({ isSectionStart }, index) => (isSectionStart && index > 0 ? [index] : [])),
    openingAt: stingAt ?? 0,
    ...present({ bed }),
    introLapMs,
    outroLapMs,
    endMs: endOf(input, cutLines),
  });
  const rateOf = (index: number): number => (beds.has(index) || index === closingAt ? mixRateHz : sampleRateHz);
  const tape = openTape(file, intro && stingAt === 0 ? intro.sampleRateHz : rateOf(0));
  for (const [index, line] of lines.entries()) {
    const pauseMs = cutLines[index]?.pauseMs ?? 0;
    const isAfterSting = intro !== undefined && index === stingAt;
    const isLapped = isAfterSting && introLapMs > 0;
    if (isAfterSting) addSting(tape, intro, { isAfterSpeech: index > 0, overlapMs: introLapMs });
    if (chapter && line.isSectionStart && index > 0) addSting(tape, chapter, { isAfterSpeech: true, overlapMs: 0 });
    const isCut = !isLapped && (isAfterSting || cuts.has(index));
    if (isCut) tape.cut(Math.max(pauseMs, LEAST_CUT_PAUSE_MS) - LEAD_MS, rateOf(index));
    const isBedded = bed !== undefined && beds.has(index);
    const silenceMs = Math.max(isCut ? LEAD_MS : OPENING_SILENCE_MS, isBedded ? bed.leadMs : 0);
    const isFirst = isCut || (index === 0 && !isLapped);
    const start = isFirst
      ? tape.samplesOf(silenceMs)
      : tape.heardEnd() + (isLapped ? 0 : tape.samplesOf(Math.max(0, pauseMs)));
    if (isBedded) tape.lay({ kind: 'bed', from: isLapped ? start : 0, end: Infinity });
    // Stings stand alone: whatever else is at another rate is mixed with music.
    const { mixPiece } = line;
    const isMixed = mixPiece !== undefined && tape.rateHz() === mixRateHz;
    addSpeech(tape, isMixed ? { ...line, piece: mixPiece } : line, start);
  }
  const tailMs = bed?.under.includes('closing') === true ? bed.tailMs : 0;
  if (outro && outroLapMs > 0) layOutro(tape, outro, outroLapMs);
  else if (outro) addSting(tape, outro, { isAfterSpeech: true, overlapMs: 0, tailMs });
  tape.cut(Math.max(LEAST_CUT_PAUSE_MS, outro ? 0 : tailMs), sampleRateHz);
  const laid = tape.finish((frameCount) => closingFrames(frameCount, file));
  const sampleCount = laid.frameCount * file.frameSamples;
  const heardFrom = new Map(lines.map(({ utteranceId, heardFromMs }) => [utteranceId, heardFromMs]));
  const items = laid.items.map((item) => placeWords(item, heardFrom.get(item.utteranceId ?? '')));
  const durationMs = samplesToMs(sampleCount, file.sampleRateHz);
  const timeline = { durationMs, sampleRateHz: file.sampleRateHz, sampleCount, items };
  return { stretches: laid.stretches, sampleCount, timeline };
}

/** When the last word is over, at times that know nothing of cuts. */
function endOf({ lines, sampleRateHz }: LayoutInput, cutLines: readonly CutLine[]): number {
  const [line, cutLine] = [lines.at(-1), cutLines.at(-1)];
  if (!line || !cutLine) return 0;
  return cutLine.startMs + samplesToMs(Math.max(0, line.piece.endSample - line.piece.firstSample), sampleRateHz);
}

/** The lines with the pauses before them, at times that know nothing of cuts; `afterSting` follows the music. */
function toCutLines({ lines, sampleRateHz, chapter }: LayoutInput, afterSting: number | undefined): readonly CutLine[] {
  let endMs = 0;
  return lines.map((line, index) => {
    const { utteranceId, piece } = line;
    // The first chapter starts at 0 whenever its first word comes.
    const isSectionStart = line.isSectionStart && index > 0;
    const isAfterMusic = index === afterSting || (isSectionStart && chapter !== undefined);
    const plainMs = isAfterMusic ? STING_PAUSE_MS : (lines[index - 1]?.pauseAfterMs ?? 0);
    const pauseMs = isSectionStart ? Math.max(plainMs, LEAST_SECTION_PAUSE_MS) : plainMs;
    const startMs = endMs + pauseMs;
    endMs = startMs + samplesToMs(Math.max(0, piece.endSample - piece.firstSample), sampleRateHz);
    return { utteranceId, startMs, pauseMs, isFixed: isSectionStart || (index > 0 && index === afterSting) };
  });
}

/** What is said first of all where that is that a machine reads. */
function openingNotice(lines: readonly Line[]): readonly Line[] {
  const end = lines.findIndex(({ isDisclosure }) => isDisclosure !== true);
  return end === -1 ? [] : lines.slice(0, end);
}

/** Whether the notice would end too late after the music: then the music comes after it. */
function isHeardTooLate({ lines, sampleRateHz, bed }: LayoutInput, intro: LaidSting): boolean {
  const notice = openingNotice(lines);
  const spoken = notice.reduce((sum, { piece }) => sum + Math.max(0, piece.endSample - piece.firstSample), 0);
  const leadMs = bed?.under.includes('opening') === true ? Math.max(0, bed.leadMs - LEAD_MS) : 0;
  const lapMs = overlapOf(intro);
  const gapMs = lapMs > 0 ? -lapMs : STING_PAUSE_MS + leadMs;
  const pausesMs = notice.slice(0, -1).reduce((sum, { pauseAfterMs }) => sum + pauseAfterMs, gapMs);
  const endMs = (intro.sampleCount * 1000) / intro.sampleRateHz + (spoken * 1000) / sampleRateHz + pausesMs;
  return notice.length > 0 && endMs > DISCLOSURE_LATEST_MS;
}

function addSpeech(tape: FrameTape, line: Line, start: number): void {
  const { piece, utteranceId, words } = line;
  const ms = tape.samplesOf;
  const heard = Math.max(0, piece.endSample - piece.firstSample);
  const head = Math.min(ms(HEAD_MARGIN_MS), piece.firstSample - piece.firstUsable, start - tape.written());
  const tail = Math.min(ms(TAIL_MARGIN_MS), piece.endUsable - piece.endSample, Math.floor(ms(line.pauseAfterMs) / 2));
  const sampleCount = head + heard + tail;
  const content = {
    kind: 'wav',
    path: piece.path,
    firstSample: piece.firstSample - head,
    sampleCount,
    fadeInSamples: Math.min(Math.max(head, ms(LEAST_FADE_MS)), Math.floor(sampleCount / 2)),
    fadeOutSamples: Math.min(Math.max(tail, ms(LEAST_FADE_MS)), Math.floor(sampleCount / 2)),
    contentKey: piece.contentKey,
    ...present({ gainDb: piece.gainDb }),
  } as const;
  const segment = sampleCount > 0 ? { segment: { from: start - head, content } } : {};
  tape.put({ item: { kind: 'speech', utteranceId, words }, start, heard, ...segment });
}

/** A sting in a stretch of its own, or one whose end lies beneath the words that follow. */
function addSting(
  tape: FrameTape,
  sting: LaidSting,
  place: { readonly isAfterSpeech: boolean; readonly overlapMs: number; readonly tailMs?: number },
): void {
  const { path, sampleCount, contentKey, sampleRateHz, plan = PLAIN_STING } = sting;
  const { isAfterSpeech, overlapMs, tailMs = 0 } = place;
  if (isAfterSpeech) tape.cut(Math.max(STING_PAUSE_MS - LEAD_MS, tailMs), sampleRateHz);
  const start = isAfterSpeech ? tape.samplesOf(LEAD_MS) : 0;
  if (overlapMs > 0) {
    const alone = Math.max(0, sampleCount - tape.samplesOf(overlapMs));
    tape.lay({ kind: 'intro', from: start, end: start + sampleCount });
    return tape.put({ item: { kind: 'sting' }, start, heard: alone });
  }
  const fadeOf = (timeMs: number): number => Math.min(tape.samplesOf(timeMs), Math.floor(sampleCount / 2));
  const edges = { fadeInSamples: fadeOf(plan.fadeInMs), fadeOutSamples: fadeOf(plan.fadeOutMs) };
  const content = { kind: 'wav', path, firstSample: 0, sampleCount, ...edges, contentKey } as const;
  tape.put({ item: { kind: 'sting' }, start, heard: sampleCount, segment: { from: start, content } });
}

/** An outro that begins beneath the last words. */
function layOutro(tape: FrameTape, { sampleCount }: LaidSting, overlapMs: number): void {
  const wordsEnd = tape.heardEnd();
  const from = Math.max(0, wordsEnd - tape.samplesOf(overlapMs));
  tape.lay({ kind: 'outro', from, end: from + sampleCount });
  const alone = from + sampleCount - wordsEnd;
  if (alone > 0) tape.put({ item: { kind: 'sting' }, start: wordsEnd, heard: alone });
}

function overlapOf(sting: LaidSting | undefined): number {
  return sting?.plan?.overlapMs ?? 0;
}

/** Frames of silence at the end, so many that every reader rounds the duration to the same second. */
function closingFrames(before: number, { sampleRateHz, frameSamples }: FrameGrid): number {
  const wantedMs = CLOSING_SILENCE_MS - LEAST_CUT_PAUSE_MS;
  const frames = Math.ceil((wantedMs * sampleRateHz) / (1000 * frameSamples));
  const missing = settleDuration((before + frames) * frameSamples, sampleRateHz);
  return frames + Math.ceil(missing / frameSamples);
}

/** Words at their time in the episode, inside the utterance they belong to. */
function placeWords(item: TimelineItem, heardFromMs = 0): TimelineItem {
  const { words, startMs, endMs } = item;
  if (!words) return item;
  const within = (timeMs: number): number =>
    Math.round(Math.min(endMs, Math.max(startMs, startMs + timeMs - heardFromMs)));
  const placed = words.map((word) => ({
    text: word.text,
    startMs: within(word.startMs),
    endMs: within(word.endMs),
  }));
  return { ...item, words: placed };
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
