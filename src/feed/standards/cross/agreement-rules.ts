import { parseClock, parseTimecode } from '../../../model/time.js';
import type { XmlElement } from '../../../markup/xml-tree.js';
import { childNamed, childrenNamed, textOf, type FeedReport } from '../feed-report.js';
import type { FeedInput } from './feed-input.js';

const MS_PER_SECOND = 1000;
/** Durations are whole seconds, and rounded. */
const TOLERANCE_MS = 1000;

/** What parts of one item say of the same thing. */
export function checkAgreement({ channel, items, report }: FeedInput): void {
  for (const item of items) {
    checkTimes(item, report);
    checkNumbers(item, report);
    checkFiles(item, report);
  }
  for (const live of childrenNamed(channel, 'podcast:liveItem')) {
    checkFiles(live, report);
    const { start = '', end = '' } = live.attributes;
    if (Date.parse(end) <= Date.parse(start))
      disagree(
        { at: live, attribute: 'end', says: 'is not after its start', clause: 'Podcasting 2.0, podcast:liveItem' },
        report,
      );
  }
}

/** Chapters and soundbites lie within the episode. */
function checkTimes(item: XmlElement, report: FeedReport): void {
  const durationMs = durationOf(textOf(item, 'itunes:duration') ?? '');
  if (durationMs === undefined || durationMs === 0) return;
  const isPast = (timeMs: number | undefined): boolean => (timeMs ?? 0) > durationMs + TOLERANCE_MS;
  for (const at of childrenNamed(item, 'podcast:soundbite')) {
    const { startTime, duration } = at.attributes;
    if (!isPast((Number(startTime) + Number(duration)) * MS_PER_SECOND)) continue;
    disagree({ at, says: 'ends after the episode', clause: 'Podcasting 2.0, podcast:soundbite' }, report);
  }
  for (const list of childrenNamed(item, 'psc:chapters')) {
    const at = childrenNamed(list, 'psc:chapter').find(({ attributes }) =>
      isPast(parseTimecode(attributes['start'] ?? '', 'npt')),
    );
    if (at)
      disagree({ at, says: 'starts after the episode', clause: 'Podlove Simple Chapters 1.2, psc:chapter' }, report);
  }
}

function durationOf(text: string): number | undefined {
  return /^\d+$/u.test(text) ? Number(text) * MS_PER_SECOND : parseClock(text);
}

/** Apple's numbers are whole; those of Podcasting 2.0 may have a fraction besides. */
function checkNumbers(item: XmlElement, report: FeedReport): void {
  for (const name of ['season', 'episode']) {
    const [apple, at] = [textOf(item, `itunes:${name}`), childNamed(item, `podcast:${name}`)];
    const [ours, theirs] = [Number(apple), Number(at?.text.trim())];
    if (!at || apple === undefined || !(Math.trunc(theirs) !== ours) || Number.isNaN(ours + theirs)) continue;
    const clause = `Podcasting 2.0, podcast:${name}`;
    disagree({ at, value: at.text, says: `is not what itunes:${name} says, ${apple}`, clause }, report);
  }
}

/** One file is listed once, and one of several is the one to begin with. */
function checkFiles(item: XmlElement, report: FeedReport): void {
  const seen = new Set<string>();
  for (const at of childrenNamed(item, 'podcast:transcript')) {
    const url = at.attributes['url'] ?? '';
    if (seen.has(url))
      repeat({ at, attribute: 'url', says: 'is listed twice', clause: 'Podcasting 2.0, podcast:transcript' }, report);
    seen.add(url);
  }
  const [, second] = childrenNamed(item, 'podcast:alternateEnclosure').filter(
    ({ attributes }) => attributes['default'] === 'true',
  );
  if (!second) return;
  const clause = 'Podcasting 2.0, podcast:alternateEnclosure';
  repeat({ at: second, attribute: 'default', says: 'is a second default', clause }, report);
}

type Said = {
  readonly at: XmlElement;
  readonly says: string;
  readonly clause: string;
  readonly attribute?: string;
  readonly value?: string;
};

function disagree(said: Said, report: FeedReport): void {
  report.add({ ...said, code: 'W_DISAGREES', fix: 'correct one of the two.' });
}

function repeat(said: Said, report: FeedReport): void {
  report.add({ ...said, code: 'E_FEED_REPEATED', fix: 'keep one.' });
}
