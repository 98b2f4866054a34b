import type { SourceItem } from '../../model/article.js';
import { datedAs, type Assignment } from './assign-records.js';

const SECOND_MS = 1000;

/**
 * Gives episodes of one moment seconds of their own, in the order of their source: apps sort a feed by its dates alone.
 * What is published keeps its date; what is new goes after it.
 *
 * @param published Dates of every episode on record, ISO 8601.
 */
export function spreadDates(
  assignments: readonly Assignment[],
  { published, now }: { readonly published: readonly string[]; readonly now: Date },
): readonly Assignment[] {
  const taken = new Set(published.map((date) => toSecond(Date.parse(date))));
  const fresh = assignments
    .filter(({ record }) => record === undefined)
    .toSorted((a, b) => Date.parse(a.publishedAt) - Date.parse(b.publishedAt) || compareItems(a.item, b.item));
  const latest = toSecond(now.getTime());
  // Those dated by this moment end with it, so that none of them lies in the future.
  const momentary = fresh.filter(({ publishedAt }) => toSecond(Date.parse(publishedAt)) === latest);
  const spread = new Map<Assignment, Assignment>();
  for (const assignment of fresh) {
    const { publishedAt } = assignment;
    const own = toSecond(Date.parse(publishedAt));
    const index = momentary.indexOf(assignment);
    let second = index < 0 ? own : own - (momentary.length - 1 - index);
    while (taken.has(second)) second += 1;
    // Nothing that is due waits for a second that was taken.
    if (second > latest && own <= latest) while (taken.has(second) || second > latest) second -= 1;
    taken.add(second);
    if (second === own) continue;
    const { item } = assignment;
    const later = shift(publishedAt, second - own);
    spread.set(assignment, {
      ...assignment,
      item: datedAs(item, later),
      publishedAt: later,
      ...(item.publishedAt !== undefined && { statedAt: publishedAt }),
    });
  }
  return assignments.map((assignment) => spread.get(assignment) ?? assignment);
}

function toSecond(timeMs: number): number {
  return Math.floor(timeMs / SECOND_MS);
}

/** The same date some seconds later, in its own offset. */
function shift(date: string, seconds: number): string {
  const [, sign = '+', hours = '0', minutes = '0'] = /([+-])(\d{2}):(\d{2})$/u.exec(date) ?? [];
  const offsetMs = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60 * SECOND_MS;
  const local = new Date(Date.parse(date) + offsetMs + seconds * SECOND_MS).toISOString().slice(0, 19);
  return `${local}${/[+-]\d{2}:\d{2}$/u.exec(date)?.[0] ?? 'Z'}`;
}

/** Names as people order them, `part-2` before `part-10`; what one document holds in its own order. */
function compareItems(first: SourceItem, second: SourceItem): number {
  const [a, b] = [first, second].map(({ source }) => source.location.replace(/#.*$/u, ''));
  if (a === b) return (first.arrival?.position ?? 0) - (second.arrival?.position ?? 0);
  return compareNaturally(withoutEnding(a), withoutEnding(b));
}

function withoutEnding(location = ''): string {
  return location.replace(/\.[^./]+$/u, '').toLowerCase();
}

/** Runs of digits by their value, everything else by code units: the same on every machine. */
function compareNaturally(first: string, second: string): number {
  const [a, b] = [first, second].map((text) => text.match(/\d+|\D/gu) ?? []);
  for (let index = 0; index < Math.min(a?.length ?? 0, b?.length ?? 0); index += 1) {
    const [one = '', other = ''] = [a?.[index], b?.[index]];
    if (one === other) continue;
    const difference = /^\d/u.test(one) && /^\d/u.test(other) ? Number(one) - Number(other) : 0;
    return difference !== 0 ? difference : one < other ? -1 : 1;
  }
  return (a?.length ?? 0) - (b?.length ?? 0);
}
