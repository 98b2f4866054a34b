import { createHash } from 'node:crypto';

/** A line of a narration, as far as it decides where stretches begin. */
export type CutLine = {
  /** Names the line wherever it stands. */
  readonly utteranceId: string;
  /** When it is heard, about, and how long the pause before it is. */
  readonly startMs: number;
  readonly pauseMs: number;
  /** Whether a stretch begins here whatever stands around: a section, or speech after music. */
  readonly isFixed: boolean;
};

/** Leaves three frames of silence on either side of the cut, which is more than an encoder hears of what was before. */
export const LEAST_CUT_PAUSE_MS = 250;
const PARAGRAPH_PAUSE_MS = 500;
/** Two cuts are never nearer; they are twice as far apart in the mean. */
const NEAREST_MS = 6_000;
/** Of a narration without pauses. */
const LONGEST_STRETCH_MS = 60_000;

/**
 * The lines that begin a stretch. A pause is a cut when it outranks all others near it: one between paragraphs before one
 * between sentences, and among equals as the name of the line decides. So every cut depends on the lines around it alone,
 * and a correction moves none that is further away (content-defined chunking by local maxima).
 */
export function chooseCuts(lines: readonly CutLine[]): ReadonlySet<number> {
  const ranks = lines.map(rankOf);
  const cuts = new Set<number>();
  let lastMs = 0;
  for (const [index, { startMs }] of lines.entries()) {
    if (index === 0) continue;
    const isTooLong = startMs - lastMs >= LONGEST_STRETCH_MS;
    if (!isTooLong && !outranksOthers(index, { lines, ranks })) continue;
    cuts.add(index);
    lastMs = startMs;
  }
  return cuts;
}

const FIXED = 3;

/** Whole part: what kind of pause it is, 0 for none to cut in. The rest is of the name. */
function rankOf({ utteranceId, pauseMs, isFixed }: CutLine): number {
  if (isFixed) return FIXED;
  if (pauseMs < LEAST_CUT_PAUSE_MS) return 0;
  const fraction = createHash('sha256').update(utteranceId).digest().readUInt32BE() / 2 ** 32;
  return (pauseMs < PARAGRAPH_PAUSE_MS ? 1 : 2) + fraction;
}

function outranksOthers(
  index: number,
  { lines, ranks }: { readonly lines: readonly CutLine[]; readonly ranks: readonly number[] },
): boolean {
  const [rank = 0, startMs = 0] = [ranks[index], lines[index]?.startMs];
  if (rank === FIXED || rank === 0) return rank === FIXED;
  const isNear = (other: number): boolean => Math.abs((lines[other]?.startMs ?? Infinity) - startMs) < NEAREST_MS;
  // The beginning of the whole is one as well.
  if (isNear(0)) return false;
  for (let before = index - 1; isNear(before); before -= 1) if ((ranks[before] ?? 0) >= rank) return false;
  for (let after = index + 1; isNear(after); after += 1) if ((ranks[after] ?? 0) > rank) return false;
  return true;
}
