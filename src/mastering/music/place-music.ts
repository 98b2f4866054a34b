import { chooseCuts, LEAST_CUT_PAUSE_MS, type CutLine } from '../choose-cuts.js';
import type { BedPlan } from './music-plan.js';

/** What lies beneath words, by the lines it begins with. */
export type MusicPlaces = {
  /** Lines that begin a stretch. */
  readonly cuts: ReadonlySet<number>;
  /** Of these and of the first line, those above a bed, which ends with their stretch. */
  readonly beds: ReadonlySet<number>;
  /** The line from which music closes the episode; the whole of an episode that is over so soon. */
  readonly closingAt?: number;
};

type PlaceInput = {
  readonly lines: readonly CutLine[];
  /** Where sections begin, the first left out. */
  readonly sectionStarts: readonly number[];
  /** The first line after the intro. */
  readonly openingAt: number;
  readonly bed?: BedPlan;
  /** How long the end of the intro lies beneath words. */
  readonly introLapMs: number;
  readonly outroLapMs: number;
  /** When the last word is over. */
  readonly endMs: number;
};

/** Music that closes an episode is heard as long as this, and no longer than about that. */
const LEAST_CLOSING_MS = 6_000;
const LONG_CLOSING_MS = 20_000;
const LONGEST_CLOSING_MS = 60_000;
const PARAGRAPH_PAUSE_MS = 500;

/**
 * Where music lies beneath words. It never reaches from one stretch into another: a stretch above music goes on until it
 * is over, and what it holds depends on its own lines, so that a correction changes no other. Where there is none the cuts
 * are those of speech alone.
 */
export function placeMusic(input: PlaceInput): MusicPlaces {
  const { lines, sectionStarts, openingAt, bed, introLapMs } = input;
  const lies = (place: BedPlan['under'][number]): boolean => bed?.under.includes(place) === true;
  const closing = lies('closing') || input.outroLapMs > 0 ? closingStart(input) : undefined;
  const fixed = lines.map((line, index) => (index === closing && index > 0 ? { ...line, isFixed: true } : line));
  const cuts = new Set(chooseCuts(fixed));
  const bedMs = (bed?.seconds ?? 0) * 1000;
  const held = new Map<number, number>();
  if (lies('opening') || introLapMs > 0) held.set(openingAt, Math.max(lies('opening') ? bedMs : 0, introLapMs));
  if (lies('chapters')) for (const index of sectionStarts) held.set(index, bedMs);
  let closingAt = closing;
  for (const [index, lengthMs] of held) {
    const end = endOfHold(index, { lines: fixed, lengthMs, sectionStarts });
    for (let inside = index + 1; inside < end; inside += 1) cuts.delete(inside);
    // What begins to close before the music of the opening is over closes with it.
    if (closingAt !== undefined && closingAt > index && closingAt < end) closingAt = index;
    else if (end < lines.length) cuts.add(end);
  }
  if (closingAt !== undefined) for (const cut of [...cuts]) if (cut > closingAt) cuts.delete(cut);
  const beds = new Set([...(lies('opening') ? [openingAt] : []), ...(lies('chapters') ? sectionStarts : [])]);
  if (closingAt !== undefined && lies('closing')) beds.add(closingAt);
  for (const index of beds) if (closingAt !== undefined && index > closingAt) beds.delete(index);
  return { cuts, beds, ...(closingAt !== undefined && { closingAt }) };
}

/** The line that ends what begins with another: the first after a pause once the music is over, or a section. */
function endOfHold(
  from: number,
  hold: { readonly lines: readonly CutLine[]; readonly lengthMs: number; readonly sectionStarts: readonly number[] },
): number {
  const { lines, lengthMs, sectionStarts } = hold;
  const overMs = (lines[from]?.startMs ?? 0) + lengthMs;
  const end = lines.findIndex(
    ({ startMs, pauseMs }, index) =>
      index > from && (sectionStarts.includes(index) || (startMs >= overMs && pauseMs >= LEAST_CUT_PAUSE_MS)),
  );
  return end === -1 ? lines.length : end;
}

/** The beginning of the last paragraph, or of one before it where that is over at once: what comes after alone decides. */
function closingStart({ lines, sectionStarts, endMs }: PlaceInput): number {
  for (let index = lines.length - 1; index > 0; index -= 1) {
    const { startMs = 0, pauseMs = 0 } = lines[index] ?? {};
    const lengthMs = endMs - startMs;
    if (sectionStarts.includes(index)) return index;
    const isParagraph = pauseMs >= PARAGRAPH_PAUSE_MS;
    const isPause = lengthMs >= LONG_CLOSING_MS && pauseMs >= LEAST_CUT_PAUSE_MS;
    if (lengthMs >= LONGEST_CLOSING_MS || (lengthMs >= LEAST_CLOSING_MS && (isParagraph || isPause))) return index;
  }
  return 0;
}
