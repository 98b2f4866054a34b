/** A cue of captions that may roll: its lines as they stand on the screen together. */
type ShownCue = {
  readonly startMs: number;
  readonly endMs: number;
  readonly lines: readonly string[];
  readonly text: string;
};

/** Captions that roll stay on the screen: a longer gap says that a phrase is spoken again. */
const MAX_GAP_MS = 1000;
/** Repeats of a whole phrase that are no accident, whatever the share of them. */
const LEAST_WORDS = 3;
/** Share of the cues that repeat the one before, in files that roll. */
const ROLLING_SHARE = 0.5;

/**
 * Captions without what they only repeat, of files that roll: where a line stays on the screen while the next comes in
 * below it, as automatic captions do, or a line grows word by word. Others come back as they are.
 *
 * @returns Each phrase once, in the cue it comes with, and how many cues repeated some.
 */
export function unrollCaptions<T extends ShownCue>(
  cues: readonly T[],
): { readonly cues: readonly T[]; readonly repeatedCount: number } {
  const unrolled = unroll(cues);
  const followers = unrolled.filter(({ isFollower }) => isFollower);
  const rolling = followers.filter(({ repeated, isMoved }) => repeated !== '' && isMoved);
  const isSure = rolling.length > 1 || rolling.some(({ repeated }) => repeated.split(' ').length >= LEAST_WORDS);
  if (!isSure || rolling.length < followers.length * ROLLING_SHARE) return { cues, repeatedCount: 0 };
  const kept: T[] = [];
  for (const { cue, fresh } of unrolled) {
    const last = kept.at(-1);
    if (fresh.length > 0) kept.push({ ...cue, lines: fresh, text: fresh.join(' ') });
    else if (last) kept[kept.length - 1] = { ...last, endMs: Math.max(last.endMs, cue.endMs) };
  }
  return { cues: kept, repeatedCount: unrolled.filter(({ repeated }) => repeated !== '').length };
}

type Unrolled<T> = {
  readonly cue: T;
  /** What the cue before showed already, at its end and here at the beginning. */
  readonly repeated: string;
  readonly fresh: readonly string[];
  readonly isFollower: boolean;
  /** Something went or came: it is not the same cue again. */
  readonly isMoved: boolean;
};

function unroll<T extends ShownCue>(cues: readonly T[]): readonly Unrolled<T>[] {
  let phrases: readonly string[] = [];
  let endMs = -Infinity;
  return cues.map((cue) => {
    const isFollower = cue.startMs - endMs <= MAX_GAP_MS;
    const first = isFollower ? phrases.findIndex((_, index) => begins(cue.text, phrases.slice(index).join(' '))) : -1;
    const standing = first < 0 ? [] : phrases.slice(first);
    const repeated = standing.join(' ');
    const fresh = linesAfter(cue.lines, repeated.length);
    phrases = [...standing, ...fresh];
    endMs = cue.endMs;
    return { cue, repeated, fresh, isFollower, isMoved: first > 0 || fresh.length > 0 };
  });
}

function begins(text: string, phrase: string): boolean {
  return phrase !== '' && (text === phrase || text.startsWith(`${phrase} `));
}

/** The lines without as many characters of their joined text. */
function linesAfter(lines: readonly string[], length: number): readonly string[] {
  let left = length;
  return lines.flatMap((line) => {
    const rest = line.slice(Math.max(0, left)).trim();
    left -= line.length + 1;
    return rest === '' ? [] : [rest];
  });
}
