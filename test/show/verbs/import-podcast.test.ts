import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../../src/model/finding.js';
import type { Imported } from '../../../src/show/verbs/import-podcast.js';
import { article, makeShow, type TestShow } from '../test-show.js';

/** Title, guid and day of an episode. */
type Item = readonly [title: string, guid: string, day: string];

const feedOf = (name: string, items: readonly Item[]): string =>
  `<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"><channel><title>${name}</title><link>https://${name}.example/</link><description>d</description>${items
    .map(
      ([title, guid, day]) =>
        `<item><title>${title}</title><guid isPermaLink="false">${guid}</guid><pubDate>${day} 2025 10:00:00 GMT</pubDate><itunes:duration>60</itunes:duration><enclosure url="https://${name}.example/${guid}.mp3" length="480000" type="audio/mpeg"/></item>`,
    )
    .join('')}</channel></rss>`;

/** A show of two articles and one that was taken over, and another that becomes part of it. */
let show: TestShow;
let second: Imported;
const warnings: Finding[] = [];

beforeAll(async () => {
  show = await makeShow({
    'articles/harbour.md': article('Harbour'),
    'first.xml': feedOf('first', [
      ['Ropes', 'first-1', '06 Jan'],
      ['Sails', 'shared', '07 Jan'],
    ]),
    'second.xml': feedOf('second', [
      ['Ropes', 'second-1', '03 Feb'],
      ['Sails', 'shared', '07 Jan'],
      ['Knots', 'first-1', '04 Feb'],
      ['Harbour', 'second-2', '05 Feb'],
      ['Nets', 'second-3', '05 Jan'],
    ]),
  });
  await (await show.open()).build();
  await (await show.open()).importPodcast({ feed: 'first.xml', media: 'leave' });
  const opened = await show.open({ warn: (finding) => void warnings.push(finding) });
  second = await opened.importPodcast({ feed: 'second.xml', media: 'leave' });
  await (await show.open()).build();
}, 60_000);
afterAll(() => show.remove());

describe('two shows that become one', () => {
  it('keep every episode under a name of its own, one that both have once', () => {
    const files = Object.fromEntries(
      second.items.map(({ guid, file, outcome }) => [guid, [path.basename(file), outcome]]),
    );
    expect(files).toEqual({
      'second-1': [expect.stringMatching(/^ropes-[\da-f]{8}\.yaml$/u), 'imported'],
      'second-2': [expect.stringMatching(/^harbour-[\da-f]{8}\.yaml$/u), 'imported'],
      'second-3': ['nets.yaml', 'imported'],
      shared: ['sails.yaml', 'known'],
    });
  });

  it('hear of names that were taken, and of a GUID that is of two', () => {
    expect(second.refusedCount).toBe(1);
    expect(warnings.map(({ code, message }) => `${code} ${message}`).toSorted()).toEqual([
      'E_GUID_DUPLICATE guid "first-1" is used by two episodes: "Ropes" and "Knots".',
      expect.stringMatching(
        /^W_IMPORT "Harbour" is called "harbour-[\da-f]{8}": another episode has the name "harbour"\.$/u,
      ),
      expect.stringMatching(/^W_IMPORT "Ropes" is called "ropes-[\da-f]{8}": another episode has the name "ropes"\.$/u),
    ]);
  });

  it('are one feed by date, with the GUIDs and dates of both', async () => {
    const feed = await readFile(path.join(show.root, 'output/feed.xml'), 'utf8');
    const items = feed.split('<item>').slice(1);
    const told = items.map((item) => [
      /<guid[^>]*>([^<]*)/u.exec(item)?.[1],
      /<pubDate>\w+, (\d+ \w+ \d+)/u.exec(item)?.[1],
    ]);
    expect(told.slice(1)).toEqual([
      ['second-2', '05 Feb 2025'],
      ['second-1', '03 Feb 2025'],
      ['shared', '07 Jan 2025'],
      ['first-1', '06 Jan 2025'],
      ['second-3', '05 Jan 2025'],
    ]);
  });
});
