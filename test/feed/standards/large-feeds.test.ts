import { describe, expect, it } from 'vitest';
import { checkFeed } from '../../../src/feed/check-feed.js';
import { PROFILE_NAMES } from '../../../src/model/codes/check-profiles.js';
import { edited, PODCAST } from './sample-feeds.js';

/** A podcast of so many items, each with something wrong. */
function showOf(itemCount: number): string {
  const [item = ''] = /<item>[\s\S]*<\/item>/u.exec(PODCAST) ?? [];
  const items = Array.from({ length: itemCount }, (_, index) =>
    item.replace('tide-1', `tide-${index}`).replace('tide.mp3', `tide-${index}.mp3`).replace('>187<', '>3:07<'),
  );
  return edited(PODCAST, item, items.join('\n'));
}

/** Milliseconds of processor time a check takes. */
function timeOf(itemCount: number): number {
  const feed = showOf(itemCount);
  const before = process.cpuUsage();
  expect(checkFeed(feed, { profiles: PROFILE_NAMES }).filter(({ severity }) => severity !== 'note')).toHaveLength(
    itemCount,
  );
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

describe('a feed of thousands of items', () => {
  it('is checked in a few seconds, each item costing what the first ones cost', () => {
    timeOf(100);
    const small = timeOf(500);
    const large = timeOf(4000);
    expect(large).toBeLessThan(8000);
    expect(large).toBeLessThan(small * 14);
  }, 60_000);
});
