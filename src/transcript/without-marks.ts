import type { SpokenChange, Utterance } from '../model/script.js';

/** Marks that lead a reader elsewhere and are never spoken; in a transcript they lead nowhere. */
const MARK_RULES: ReadonlySet<string> = new Set(['footnote-mark', 'citation']);

/** The same utterance with footnote marks and citations taken out of what is shown; the other changes move along. */
export function withoutMarks(utterance: Utterance): Utterance {
  const marks = utterance.changes.filter(({ rule, to }) => MARK_RULES.has(rule) && to.trim() === '');
  if (marks.length === 0) return utterance;
  const removedBefore = (offset: number): number =>
    marks.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, offset) - start), 0);
  const display = marks
    .toSorted((a, b) => b.start - a.start)
    .reduce((text, { start, end }) => text.slice(0, start) + text.slice(end), utterance.display);
  const changes = utterance.changes
    .filter((change) => !marks.includes(change))
    .map((change): SpokenChange => ({
      ...change,
      start: change.start - removedBefore(change.start),
      end: change.end - removedBefore(change.end),
    }));
  return { ...utterance, display, changes };
}
