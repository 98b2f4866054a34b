import { toThousandth } from '../time.js';
import type { Cue } from '../transcript.js';

/** Sound that two editions of an episode share: where it begins in the one, where in the other, and how long it lasts. */
export type SharedSpan = readonly [fromMs: number, toMs: number, durationMs: number];

/** From the times of an earlier edition of an episode to those of its present one. */
export type TimeMap = {
  /** File name of the audio of the earlier edition. */
  readonly audio: string;
  /** In the order of the earlier edition. What lies between two was replaced: its place is where the first ends. */
  readonly spans: readonly SharedSpan[];
};

/** What of an edition tells where its sound is. */
export type Timed = { readonly durationMs: number; readonly cues: readonly Cue[] };

/** Both ends of a sentence are rounded to whole milliseconds: lengths of the same sound differ by no more. */
const TOLERANCE_MS = 2;
/** How far a start may lie from where it is told: where whole milliseconds alone are known, and half a sample. */
const ROUNDED_DOUBT_MS = 0.5;
const EXACT_DOUBT_MS = 0.01;
/** So much of the silence before a sentence belongs to it: a listener who is a moment early hears its beginning. */
const HEAD_MS = 100;

/**
 * The sound that two editions share, in thousandths of a millisecond where both know them: maps are chained over many
 * editions, and what each rounds would add up. It is found by the sentences that are said in both, wherever they stand
 * now. One that another voice says, or the same at another pace, is led to from its beginning on.
 */
export function sharedSpans(before: Timed, after: Timed): readonly SharedSpan[] {
  const pairs = commonCues(before.cues, after.cues);
  const spans: [number, number, number][] = [];
  let spanDoubtMs = 0;
  for (const [old, now] of pairs) {
    const heardMs = Math.min(old.endMs - old.startMs, now.endMs - now.startMs);
    const [oldMs, nowMs, doubtMs] = [startOf(old), startOf(now), doubtOf(old) + doubtOf(now)];
    const last = spans.at(-1);
    const isNext = last && Math.abs(oldMs - last[0] - (nowMs - last[1])) <= spanDoubtMs + doubtMs;
    // What is heard before the first sentence is the same when it begins at the same moment.
    const isFirst = !last && Math.abs(oldMs - nowMs) <= doubtMs;
    if (last && isNext) last[2] = oldMs - last[0] + heardMs;
    else if (isFirst) spans.push([0, 0, oldMs + heardMs]);
    else {
      const headMs = Math.min(HEAD_MS, silenceBefore(before, old), silenceBefore(after, now));
      spans.push([oldMs - headMs, nowMs - headMs, heardMs + headMs]);
      spanDoubtMs = doubtMs;
    }
  }
  const last = spans.at(-1);
  const restMs = last ? before.durationMs - last[0] - last[2] : 0;
  const isWholeToEnd = last && pairs.at(-1)?.[0] === before.cues.at(-1) && pairs.at(-1)?.[1] === after.cues.at(-1);
  if (last && isWholeToEnd) last[2] += Math.max(0, Math.min(restMs, after.durationMs - last[1] - last[2]));
  return spans.map(toThousandths);
}

function startOf({ exactStartMs, startMs }: Cue): number {
  return exactStartMs ?? startMs;
}

function doubtOf({ exactStartMs }: Cue): number {
  return exactStartMs === undefined ? ROUNDED_DOUBT_MS : EXACT_DOUBT_MS;
}

function toThousandths([fromMs, toMs, durationMs]: SharedSpan): SharedSpan {
  return [toThousandth(fromMs), toThousandth(toMs), toThousandth(durationMs)];
}

function silenceBefore({ cues }: Timed, cue: Cue): number {
  return Math.max(0, Math.floor(startOf(cue)) - (cues[cues.indexOf(cue) - 1]?.endMs ?? 0));
}

/** The spans from a first edition to a third, by way of a second. */
export function chainSpans(first: readonly SharedSpan[], second: readonly SharedSpan[]): readonly SharedSpan[] {
  return first.flatMap(([fromMs, viaMs, durationMs]) =>
    second.flatMap(([via, toMs, length]): readonly SharedSpan[] => {
      const startMs = Math.max(viaMs, via);
      const endMs = Math.min(viaMs + durationMs, via + length);
      const span = [fromMs + startMs - viaMs, toMs + startMs - via, endMs - startMs] as const;
      return endMs > startMs ? [toThousandths(span)] : [];
    }),
  );
}

/**
 * Sentences said in both: as many as can be paired in their order, the longest rise of places, and those beside it that
 * were moved and are said once. Of a sentence that is said more than once only the same sound is the same.
 */
function commonCues(before: readonly Cue[], after: readonly Cue[]): readonly (readonly [Cue, Cue])[] {
  const places = new Map(after.map((cue, index) => [nameOf(cue), index]));
  const repeated = new Set([...repeatedNames(before), ...repeatedNames(after)]);
  const found = before.flatMap((cue) => {
    const place = places.get(nameOf(cue));
    const other = place === undefined ? undefined : after[place];
    const isSame =
      other !== undefined &&
      (!repeated.has(nameOf(cue)) || Math.abs(other.endMs - other.startMs - (cue.endMs - cue.startMs)) <= TOLERANCE_MS);
    return place !== undefined && isSame ? [{ cue, other, place }] : [];
  });
  type Step = { readonly pair: (typeof found)[number]; readonly before: Step | undefined };
  // The last step of the best rise of each length.
  const rises: Step[] = [];
  for (const pair of found) {
    let low = 0;
    for (let high = rises.length; low < high;) {
      const middle = (low + high) >> 1;
      if ((rises[middle]?.pair.place ?? 0) < pair.place) low = middle + 1;
      else high = middle;
    }
    rises[low] = { pair, before: rises[low - 1] };
  }
  const rising = new Set<Cue>();
  for (let step = rises.at(-1); step; step = step.before) rising.add(step.pair.cue);
  return found
    .filter(({ cue }) => rising.has(cue) || !repeated.has(nameOf(cue)))
    .map(({ cue, other }) => [cue, other] as const);
}

function repeatedNames(cues: readonly Cue[]): readonly string[] {
  const seen = new Set<string>();
  return cues.map(nameOf).filter((name) => seen.size === seen.add(name).size);
}

/** What a sentence is called in every edition. */
function nameOf({ utteranceId, text }: Cue): string {
  return utteranceId ?? text;
}
