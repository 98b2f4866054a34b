import { describe, expect, it } from 'vitest';
import { forecast, type Forecast } from '../../../src/feed/forecast/forecast.js';

type Item = {
  guid?: string;
  title: string;
  url: string;
  length?: number;
  day?: number;
  seconds?: number;
  notes?: string;
};

const episode = (number: number, changes: Partial<Item> = {}): Item => ({
  guid: `g${number}`,
  title: `Episode ${number}`,
  url: `https://a.example/e/${number}-0a0a0a0a.mp3`,
  length: 1000,
  day: number,
  seconds: 60,
  ...changes,
});

const feed = (items: readonly Item[]): string =>
  `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>Show</title>${items
    .map(({ guid, title, url, length, day = 1, seconds, notes = '' }) => {
      const date = new Date(Date.UTC(2026, 0, day, 8)).toUTCString();
      const id = guid === undefined ? '' : `<guid isPermaLink="false">${guid}</guid>`;
      return `<item><title>${title}</title>${id}<pubDate>${date}</pubDate><description>${notes}</description>
<enclosure url="${url}" length="${length}" type="audio/mpeg"/><itunes:duration>${seconds}</itunes:duration></item>`;
    })
    .join('')}</channel></rss>`;

const BEFORE = [3, 2, 1].map((number) => episode(number));

/** The first word of each family's name with its effects. */
const appsOf = ({ apps }: Forecast): Record<string, unknown> =>
  Object.fromEntries(apps.map(({ name, effects }) => [name.split(/[ ,]/u)[0], effects]));

describe('what subscribers would see', () => {
  it.each<[string, readonly Item[], Forecast['changes'], Record<string, unknown>]>([
    ['nothing', BEFORE, { same: 3 }, { Apple: { nothing: 3 }, AntennaPod: { nothing: 3 } }],
    [
      'a new episode',
      [episode(4), ...BEFORE],
      { new: 1, same: 3 },
      { Apple: { new: 1, nothing: 3 }, podget: { new: 1, nothing: 3 } },
    ],
    [
      'a corrected headline',
      [episode(3, { title: 'Corrected' }), ...BEFORE.slice(1)],
      { words: 1, same: 2 },
      { Apple: { renewed: 1, nothing: 2 }, podget: { nothing: 3 } },
    ],
    [
      'a corrected recording, under a name of its own',
      [episode(3, { url: 'https://a.example/e/3-0b0b0b0b.mp3', length: 999 }), ...BEFORE.slice(1)],
      { audio: 1, same: 2 },
      {
        Apple: { 'old file kept': 1, nothing: 2 },
        AntennaPod: { 'downloaded again': 1, nothing: 2 },
        podget: { 'downloaded again': 1, nothing: 2 },
      },
    ],
    [
      'a moved date',
      [episode(3, { day: 9 }), ...BEFORE.slice(1)],
      { date: 1, same: 2 },
      { Apple: { renewed: 1, nothing: 2 } },
    ],
    [
      'one episode less',
      BEFORE.slice(1),
      { same: 2, gone: 1 },
      { Apple: { nothing: 2, gone: 1 }, AntennaPod: { nothing: 3 }, gPodder: { nothing: 2, gone: 1 } },
    ],
    [
      'no guid in either, by the address of the audio',
      BEFORE.map((item, index) => (index === 0 ? { ...item, guid: item.url } : item)),
      { guid: 1, same: 2 },
      { Apple: { duplicate: 1, nothing: 2 }, AntennaPod: { renewed: 1, nothing: 2 }, podget: { nothing: 3 } },
    ],
  ])('of %s', (_, items, changes, apps) => {
    const found = forecast({ before: feed(BEFORE), after: feed(items) });
    expect(found.changes).toEqual(changes);
    expect(appsOf(found)).toMatchObject(apps);
  });

  it('of a first feed is all of it, and none of it dangerous', () => {
    expect(forecast({ after: feed(BEFORE) })).toMatchObject({ changes: { new: 3 }, isReordered: false, dangers: [] });
  });

  it('is told where known episodes change their order', () => {
    expect(
      forecast({ before: feed(BEFORE), after: feed([episode(1, { day: 30 }), ...BEFORE.slice(0, 2)]) }),
    ).toMatchObject({
      isReordered: true,
    });
    expect(forecast({ before: feed(BEFORE), after: feed(BEFORE.toReversed()) }).isReordered).toBe(false);
  });
});

describe('what nobody can take back', () => {
  const many = Array.from({ length: 20 }, (_, index) => episode(index + 1));
  it.each<[string, readonly Item[], readonly Item[], readonly string[]]>([
    ['another guid for the same audio', BEFORE, [episode(3, { guid: 'x' }), ...BEFORE.slice(1)], ['guid']],
    [
      'another guid and address for the same title, day and length',
      BEFORE,
      [episode(3, { guid: 'x', url: 'https://b.example/3.mp3', seconds: 61 }), ...BEFORE.slice(1)],
      ['guid'],
    ],
    [
      'a series of one title, which is another episode each day',
      [episode(1, { title: 'News' })],
      [episode(2, { title: 'News' }), episode(1, { title: 'News' })],
      [],
    ],
    ['other bytes under the same address', BEFORE, [episode(3, { length: 1001 }), ...BEFORE.slice(1)], ['bytes']],
    ['three of twenty gone', many, many.slice(3), ['gone']],
    ['two of twenty gone', many, many.slice(2), []],
    ['the one that was taken back', BEFORE, BEFORE.slice(1), []],
    ['another show', many, BEFORE.map((item) => ({ ...item, guid: `b-${item.title}`, title: `b${item.title}`, url: `${item.url}b` })), ['gone']], // prettier-ignore
  ])('%s', (_, before, after, kinds) => {
    const { dangers } = forecast({ before: feed(before), after: feed(after) });
    expect(dangers.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each(['takenBack', 'archived'])('is not what the publisher %s', (how) => {
    const meant = new Set(['g1', 'g2', 'g3']);
    const found = forecast({ before: feed(many), after: feed(many.slice(3)), [how]: meant });
    expect(found).toMatchObject({ changes: { gone: 3 }, dangers: [] });
  });

  it('are texts that are written over, named with what they belong to', () => {
    const [danger] = forecast({ after: feed(BEFORE), overwritten: ['episodes/a/transcript.vtt'] }).dangers;
    expect(danger?.message).toMatch(/^1 file would be written over: .*: "episodes\/a\/transcript\.vtt"\.$/u);
  });
});
