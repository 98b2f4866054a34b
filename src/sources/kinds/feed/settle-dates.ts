import { warning } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { canonicalLanguage } from '../../../model/text/primary-language.js';
import { quoteValue } from '../../../model/text.js';
import { parseDate } from '../../fields/parse-date.js';
import type { ReadContext } from '../../source.js';
import type { FeedItem, ParsedFeed } from './feed-item.js';

type Order = 'day-first' | 'month-first';
type Dated = Pick<FeedItem, 'published' | 'updated'>;

/**
 * The items of a feed with dates that can be read. `02/03/2026` is read as the rest of the feed shows, else as its
 * language writes dates; an item whose date is none is dated as the item it stands next to, else as the feed.
 * What had to be assumed is told (`W_DATE`).
 */
export function settleDates(feed: ParsedFeed, context: ReadContext): readonly FeedItem[] {
  const items = settleOrder(feed, context);
  const times = items.map((item) => timeOf(item, context));
  const nowMs = context.now().getTime();
  const isPast = (timeMs: number | undefined): timeMs is number => timeMs !== undefined && timeMs <= nowMs;
  const written = timeOf({ updated: feed.updated ?? '' }, context);
  return items.map((item, index) => {
    const text = item.published ?? item.updated;
    if (text === undefined || times[index] !== undefined) return item;
    const behind = times.slice(index + 1).find(isPast);
    const neighbour = behind ?? times.slice(0, index).findLast(isPast);
    const timeMs = neighbour ?? (isPast(written) ? written : undefined);
    if (timeMs === undefined) return item;
    const published = new Date(timeMs).toISOString();
    const from = neighbour === undefined ? 'that of the feed' : 'that of the item next to it';
    const message = `item ${item.number} has a date that is none: ${quoteValue(text.slice(0, 60))}; ${published}, ${from}, is taken.`;
    context.warn(warning('W_DATE', message));
    return present({ ...item, published, updated: undefined });
  });
}

function settleOrder(feed: ParsedFeed, context: ReadContext): readonly FeedItem[] {
  const open = feed.items.filter(({ published, updated }) => [published, updated].some(hasTwoReadings));
  const [first] = open;
  if (!first) return feed.items;
  const shown = shownOrder(feed, context);
  const language = canonicalLanguage(first.language ?? feed.language ?? '');
  const order = shown ?? (language === 'en-US' ? 'month-first' : 'day-first');
  if (shown === undefined) {
    const text = [first.published, first.updated].find(hasTwoReadings) ?? '';
    const more = open.length > 1 ? ` and ${open.length - 1} more are` : ' is';
    const reason = language === undefined ? 'as most of the world writes dates' : `as ${language} writes dates`;
    const message = `item ${first.number} is dated ${quoteValue(text)}, which has two readings; it${more} read ${order.replace('-', ' ')}, ${reason}.`;
    context.warn(warning('W_DATE', message, { hint: 'tell the publisher of the feed to write RFC 2822 dates.' }));
  }
  const settle = (text: string): string => (hasTwoReadings(text) ? (isoOf(text, { order, context }) ?? text) : text);
  return feed.items.map((item) => ({
    ...item,
    ...(item.published !== undefined && { published: settle(item.published) }),
    ...(item.updated !== undefined && { updated: settle(item.updated) }),
  }));
}

/** The order a date above the twelfth shows, else the one alone that agrees with the time and order of the feed. */
function shownOrder({ items, updated }: ParsedFeed, context: ReadContext): Order | undefined {
  const texts = [...items.flatMap((item) => [item.published ?? '', item.updated ?? '']), updated ?? ''];
  const sure = ORDERS.filter((order) => texts.some((text) => SURE[order].test(text)));
  if (sure.length === 1) return sure[0];
  const nowMs = context.now().getTime();
  const readings = ORDERS.map((order) => {
    const times = items.flatMap((item) => timeOf(item, context, order) ?? []);
    const writtenMs = timeOf({ updated: updated ?? '' }, context, order);
    return { order, times, writtenMs, newestMs: times.reduce((one, other) => Math.max(one, other), -Infinity) };
  });
  let left = readings;
  for (const agrees of [
    ({ newestMs, writtenMs = nowMs }) => newestMs <= Math.min(nowMs, writtenMs) + DAY_MS,
    ({ times }) => isInOrder(times),
    ({ newestMs, writtenMs }) => writtenMs !== undefined && Math.abs(newestMs - writtenMs) < DAY_MS,
  ] satisfies ((reading: (typeof readings)[number]) => boolean)[]) {
    const agreeing = left.filter(agrees);
    if (agreeing.length === 1) return agreeing[0]?.order;
    if (agreeing.length > 0) left = agreeing;
  }
  return undefined;
}

function isInOrder(times: readonly number[]): boolean {
  const steps = times.slice(1).map((time, index) => Math.sign(time - (times[index] ?? time)));
  return !(steps.includes(1) && steps.includes(-1));
}

function hasTwoReadings(text: string | undefined): boolean {
  if (text === undefined || parseDate(text, { isField: true })) return false;
  return parseDate(text, { isField: true, order: 'day-first' }) !== undefined;
}

function timeOf({ published, updated }: Dated, context: ReadContext, order?: Order): number | undefined {
  for (const text of [published, updated]) {
    const iso = text === undefined ? undefined : isoOf(text, { context, ...(order && { order }) });
    if (iso !== undefined) return Date.parse(iso);
  }
  return undefined;
}

function isoOf(text: string, options: { readonly context: ReadContext; readonly order?: Order }): string | undefined {
  const { context, order } = options;
  return parseDate(text, { timeZone: context.timeZone, isField: true, ...(order && { order }) })?.iso;
}

const ORDERS = ['day-first', 'month-first'] as const;
const DAY_MS = 86_400_000;
/** A number above twelve is a day. */
const SURE: Readonly<Record<Order, RegExp>> = {
  'day-first': /(?<!\d)(?:1[3-9]|[23]\d)([-/])\d{1,2}\1\d{4}(?!\d)/u,
  'month-first': /(?<!\d)\d{1,2}([-/])(?:1[3-9]|[23]\d)\1\d{4}(?!\d)/u,
};
