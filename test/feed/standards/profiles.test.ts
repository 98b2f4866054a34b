import { describe, expect, it } from 'vitest';
import { checkFeed } from '../../../src/feed/check-feed.js';
import { edited, inChannel, PODCAST, rss, RSS } from './sample-feeds.js';

const WITHOUT_COVER = edited(PODCAST, '<itunes:image href="https://harbour.example/cover.jpg"/>', '');

describe('the profiles of a check', () => {
  it('ask a plain feed for nothing that only directories ask, and a podcast for what they do', () => {
    expect(checkFeed(RSS)).toEqual([]);
    const asked = checkFeed(RSS, { profiles: ['apple'] }).map(({ code }) => code);
    expect(asked).toEqual(expect.arrayContaining(['E_FEED_CATEGORY', 'E_FEED_IMAGE', 'E_ITEM_ENCLOSURE']));
    expect(checkFeed(WITHOUT_COVER).map(({ code }) => code)).toEqual(['E_FEED_IMAGE']);
  });

  it.each([
    [['psp1', 'apple'], 'psp1', 'PSP-1, channel itunes:image'],
    [['apple'], 'apple', 'Apple, channel itunes:image'],
    [['spotify'], 'spotify', 'Spotify, 5.8 channel itunes:image'],
    [['youtube'], 'youtube', 'YouTube, channel itunes:image'],
  ] as const)('%j name the one that asks, and its document', (profiles, profile, clause) => {
    const found = checkFeed(WITHOUT_COVER, { profiles }).filter(({ code }) => code === 'E_FEED_IMAGE');
    expect(found).toMatchObject([{ ruling: { profile, clause, path: 'rss/channel' } }]);
  });

  it('ask for the standards too, but for the one that is a question of its own', () => {
    const bad = inChannel('<ttl>soon</ttl>');
    expect(checkFeed(bad, { profiles: ['podcast20'] }).map(({ code }) => code)).toContain('E_NUMBER');
    expect(checkFeed(bad, { profiles: ['disclosure'] })).toEqual([]);
  });

  it('give what cannot be read at all to the standards', () => {
    expect(checkFeed('<rss>', { profiles: ['apple'] })).toMatchObject([
      { code: 'E_XML_TRUNCATED', place: { line: 1 }, ruling: { profile: 'rss', clause: 'XML 1.0, 2.1' } },
    ]);
  });

  it('take a missing self link for advice, and one that leads elsewhere for wrong', () => {
    const none = checkFeed(rss(/<atom:link.*\/>\n/u, ''));
    expect(none).toMatchObject([{ severity: 'note', code: 'W_FEED_SELF' }]);
    expect(checkFeed(RSS, { url: 'https://tides.example/feed.xml' })).toEqual([]);
    expect(checkFeed(RSS, { url: 'https://other.example/feed.xml' })).toMatchObject([
      { severity: 'warning', code: 'W_FEED_SELF', ruling: { path: 'rss/channel/atom:link' } },
    ]);
  });
});
