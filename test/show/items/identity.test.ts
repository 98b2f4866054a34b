import { describe, expect, it } from 'vitest';
import { article } from '../test-show.js';
import { sentences, type TestItem } from './feed-server.js';
import {
  openForEach,
  forgetMemory,
  BOILERPLATE,
  STORY,
  OTHER,
  without,
  show,
  build,
  guids,
  errors,
  codes,
} from './identity-show.js';

openForEach();

describe('an item that is known by another id', { timeout: 60_000 }, () => {
  it.each<[string, Partial<TestItem>]>([
    ['https', { guid: 'https://p.example/?p=12', link: 'https://p.example/story' }],
    ['www', { guid: 'http://www.p.example/?p=12', link: 'http://www.p.example/story' }],
    ['the link for a guid', { guid: 'http://p.example/story' }],
    ['the link over https for a guid', { guid: 'https://www.p.example/story/', link: 'https://www.p.example/story/' }],
    ['parameters of a campaign', { guid: 'http://p.example/?p=12&amp;utm_source=rss&amp;utm_medium=feed' }],
    ['a host in capitals, a port and a fragment', { guid: 'HTTP://P.Example:80/?p=12#rss' }],
    ['a bare number', { guid: '12' }],
    ['no guid at all', { guid: '' }],
    ['another title and guid at the same link', { guid: 'n-1', title: 'A story, told anew' }],
  ])('stays one episode: %s', async (_what, changes) => {
    await build({ '/feed.xml': [STORY, OTHER] });
    const before = Object.values(await guids()).sort();
    const changed = { ...STORY, ...changes };
    const report = await build({ '/feed.xml': [changed.guid === '' ? without(changed, 'guid') : changed, OTHER] });
    expect([Object.values(await guids()).sort(), errors(report)]).toEqual([before, []]);
    const again = await build({ '/feed.xml': [STORY, OTHER] });
    expect([Object.values(await guids()).sort(), errors(again)]).toEqual([before, []]);
  });

  it('stays one episode when the whole site moves to another system, then to another host', async () => {
    const date = (day: number): string => `2026-02-0${day}T10:00:00Z`;
    const items = ['ships', 'bread', 'roads'].map((subject, index): TestItem => ({
      title: `About ${subject}`,
      guid: `${index + 1}`,
      link: `https://old.example/?p=${index}`,
      date: date(index + 1),
      text: sentences(subject),
    }));
    await build({ '/feed.xml': items });
    const before = await guids();
    const moved = items.map((item, index) => ({
      ...item,
      guid: `urn:uuid:${index}-b`,
      link: `https://new.example/a/${index}`,
    }));
    const report = await build({ '/feed.xml': moved });
    expect([await guids(), errors(report), show.spoken]).toEqual([before, [], []]);
    const renumbered = items.map((item, index) => ({
      ...item,
      guid: `${index + 7}`,
      link: `https://newest.example/${index}`,
    }));
    const last = await build({ '/atom/feed.xml': renumbered });
    expect([await guids(), errors(last), show.spoken]).toEqual([before, [], []]);
  });

  it('keeps what an older version published without aliases', async () => {
    await build({ '/a.xml': [{ ...STORY, guid: '1' }] });
    const before = await guids();
    await forgetMemory(show);
    const b = { ...OTHER, guid: '1' };
    const report = await build({ '/a.xml': [{ ...STORY, guid: '1' }], '/b.xml': [b] });
    expect(errors(report)).toEqual([]);
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids())).toHaveLength(2);
    expect(show.spoken.join(' ')).not.toContain('This is the story');
  });
});

describe('items of one id or link', { timeout: 60_000 }, () => {
  const from = (name: string): TestItem => ({
    ...STORY,
    title: `Story from ${name}`,
    guid: '1',
    link: `https://${name}.example/story`,
    text: `Paper ${name} says this. ${BOILERPLATE}`,
  });

  it('are told apart by their source', async () => {
    const report = await build({ '/a.xml': [from('a')], '/b.xml': [from('b')], '/c.xml': [from('c')] });
    expect(errors(report)).toEqual([]);
    const first = await guids();
    expect(Object.keys(first).sort()).toEqual(['Story from a', 'Story from b', 'Story from c']);
    expect(new Set(Object.values(first)).size).toBe(3);
    await build({ '/a.xml': [from('a')], '/b.xml': [{ ...from('b'), text: `${from('b').text} And that is new.` }] });
    expect(await guids()).toEqual(first);
    expect(show.spoken).toEqual(['And that is new.']);
  });

  it('are both taken when the second source comes later', async () => {
    await build({ '/z.xml': [from('z')] });
    const before = await guids();
    const report = await build({ '/a.xml': [from('a')], '/z.xml': [from('z')] });
    expect(errors(report)).toEqual([]);
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids())).toHaveLength(2);
  });

  it('are one episode where two feeds of a site carry the same story', async () => {
    const report = await build({ '/all.xml': [STORY, OTHER], '/sport.xml': [STORY] });
    expect(errors(report)).toEqual([]);
    expect(Object.keys(await guids())).toHaveLength(2);
    expect(codes(report)).toContain('W_DUPLICATE');
  });

  it('are all taken where they have no guid and share a link, then and later', async () => {
    const named = (title: string, day: number): TestItem => ({
      title,
      link: 'https://p.example/products',
      date: `2026-02-0${day}T10:00:00Z`,
      text: `${title} is news. ${BOILERPLATE}`,
    });
    const first = await build({ '/feed.xml': [named('Lamp', 1), named('Gate', 2)] });
    expect(errors(first)).toEqual([]);
    const before = await guids();
    expect(Object.keys(before).sort()).toEqual(['Gate', 'Lamp']);
    const report = await build({ '/feed.xml': [named('Crane', 3), named('Gate', 2)] });
    expect(errors(report)).toEqual([]);
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids()).sort()).toEqual(['Crane', 'Gate', 'Lamp']);
  });

  it('are two episodes where a guid is used again for another article', async () => {
    await build({ '/feed.xml': [{ ...STORY, guid: 'today', text: sentences('ships') }] });
    const before = await guids();
    const next: TestItem = { ...OTHER, guid: 'today', text: sentences('schools') };
    const report = await build({ '/feed.xml': [next] });
    expect(errors(report)).toEqual([]);
    const after = await guids();
    expect(after).toMatchObject(before);
    expect(Object.keys(after).sort()).toEqual(['A story', 'The school opens']);
    await build({ '/feed.xml': [next] });
    expect([await guids(), show.spoken]).toEqual([after, []]);
  });

  it('are new episodes when they only share the words every item has', async () => {
    const numbered = (number: number): TestItem => ({
      title: `Story ${number}`,
      guid: `https://p.example/${number}`,
      link: `https://p.example/${number}`,
      date: `2026-02-0${number}T10:00:00Z`,
      text: `Story ${number} begins. ${BOILERPLATE}`,
    });
    await build({ '/feed.xml': [numbered(3), numbered(2)] });
    const before = await guids();
    await build({ '/feed.xml': [numbered(4), numbered(3)] });
    expect(await guids()).toMatchObject(before);
    expect(Object.keys(await guids()).sort()).toEqual(['Story 2', 'Story 3', 'Story 4']);
  });
});

describe('a date that moves', { timeout: 60_000 }, () => {
  it.each([
    ['later', '2026-02-05T10:00:00Z'],
    ['earlier', '2026-01-05T10:00:00Z'],
    ['by an hour', '2026-02-02T11:00:00Z'],
  ])('makes nothing anew in a feed: %s', async (_what, date) => {
    await build({ '/feed.xml': [STORY] });
    const before = (await show.manifest()).episodes;
    await show.encodedCount();
    const report = await build({ '/feed.xml': [{ ...STORY, date }] });
    expect(report.rows).toMatchObject([{ outcome: 'reused' }]);
    expect([(await show.manifest()).episodes, show.spoken, await show.encodedCount()]).toEqual([before, [], 0]);
  });

  it('is not spoken either where front matter moves it later', async () => {
    await build({}, { 'articles/a.md': article('A') });
    await show.encodedCount();
    const report = await build({}, { 'articles/a.md': article('A', '', '2026-02-02T08:00:00Z') });
    expect(codes(report)).toContain('W_DATE_KEPT');
    expect([show.spoken, await show.encodedCount()]).toEqual([[], 0]);
  });
});
