import type { HeardLine } from '../../model/publication/draft.js';

/** More would take seconds: then only what stands at both ends is told to be the same. */
const MAX_CELLS = 4_000_000;

/** What is heard now beside what was heard before, sentence by sentence (longest common subsequence). */
export function compareHeard(before: readonly string[], now: readonly string[]): readonly HeardLine[] {
  let start = 0;
  while (start < before.length && start < now.length && before[start] === now[start]) start += 1;
  let end = 0;
  while (end < Math.min(before.length, now.length) - start && before.at(-1 - end) === now.at(-1 - end)) end += 1;
  const same = (text: string): HeardLine => ({ change: 'same', text });
  const middle = compareMiddle(before.slice(start, before.length - end), now.slice(start, now.length - end));
  return [...now.slice(0, start).map(same), ...middle, ...now.slice(now.length - end).map(same)];
}

function compareMiddle(before: readonly string[], now: readonly string[]): readonly HeardLine[] {
  const width = now.length + 1;
  if (before.length * now.length > MAX_CELLS) {
    return [
      ...before.map((text) => ({ change: 'gone', text }) as const),
      ...now.map((text) => ({ change: 'new', text }) as const),
    ];
  }
  // Of every pair of ends, how many sentences they have in common.
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let i = before.length - 1; i >= 0; i -= 1) {
    for (let j = now.length - 1; j >= 0; j -= 1) {
      const at = i * width + j;
      lengths[at] =
        before[i] === now[j]
          ? (lengths[at + width + 1] ?? 0) + 1
          : Math.max(lengths[at + width] ?? 0, lengths[at + 1] ?? 0);
    }
  }
  const lines: HeardLine[] = [];
  let [i, j] = [0, 0];
  while (i < before.length || j < now.length) {
    const [old = '', text = ''] = [before[i], now[j]];
    if (i < before.length && j < now.length && old === text) {
      lines.push({ change: 'same', text });
      i += 1;
      j += 1;
    } else if (
      i < before.length &&
      (j === now.length || (lengths[(i + 1) * width + j] ?? 0) >= (lengths[i * width + j + 1] ?? 0))
    ) {
      lines.push({ change: 'gone', text: old });
      i += 1;
    } else {
      lines.push({ change: 'new', text });
      j += 1;
    }
  }
  return lines;
}
