import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import { XmlDocument, XmlElement } from 'libxml2-wasm';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { configSchema } from '../../src/config/schema.js';
import { readConfigFile } from '../../src/config/read-config-file.js';
import { checkFeed } from '../../src/feed/check-feed.js';
import { FEED_NAMESPACES } from '../../src/feed/namespaces/index.js';
import { writeFeed } from '../../src/feed/write-feed.js';
import { episodeTagsSchema } from '../../src/fields/podcast-schema.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';
import { SHOW, sampleEpisode } from './sample-show.js';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/feeds.md'), 'utf8');
const [OF_SHOW = '', OF_EPISODE = ''] = [...PAGE.matchAll(/```yaml\n(podcast:[\s\S]*?)```/gu)].map(([, text]) => text);
const PODCAST = 'https://podcastindex.org/namespace/1.0';
const ALTERNATE = {
  ...sampleEpisode().audio,
  path: 'episodes/a/a-0f1e2d3c.m4a',
  mimeType: 'audio/x-m4a',
  format: 'm4a' as const,
};

/** The show and an episode with every tag docs/feeds.md shows. */
function fullFeed(): string {
  const { podcast: tags } = readConfigFile(`title: Full\n${OF_SHOW}`, 'lector.yaml').values;
  const { podcast } = parse(OF_EPISODE) as { podcast: object };
  const shared = { license: tags?.license, location: tags?.location, social: tags?.social, images: tags?.images };
  const episodes = [
    sampleEpisode({
      season: 1,
      episode: 3,
      podcast: {
        ...episodeTagsSchema.parse(podcast),
        ...shared,
        people: tags?.people,
        txt: tags?.txt,
        funding: tags?.funding,
      },
      alternates: [ALTERNATE],
    }),
    sampleEpisode({ slug: 'trailer', episodeType: 'trailer', publishedAt: '2026-01-01T09:00:00Z', season: 1 }),
  ];
  const remoteItems = tags?.podroll;
  const show = { ...SHOW, tags: { ...tags, remoteItems, podping: true } };
  return writeFeed({ show, episodes, notes: new Map(), transcripts: TRANSCRIPT_FORMATS });
}

describe('the tags of Podcasting 2.0', () => {
  const xml = fullFeed();

  it('stand in the golden file, each in channel and item as its page says', async () => {
    await expect(xml).toMatchFileSnapshot(path.resolve(import.meta.dirname, '../golden/feed/podcast-tags.xml'));
    expect(checkFeed(xml).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(fullFeed()).toBe(xml);
  });

  it('are all written there: no row of the table is without its test', () => {
    const document = XmlDocument.fromString(xml);
    const written = (parent: string) =>
      new Set(
        document
          .find(`//${parent}/*[namespace-uri()="${PODCAST}"]`)
          .flatMap((node) => (node instanceof XmlElement ? [`podcast:${node.name}`] : [])),
      );
    const rows = FEED_NAMESPACES.find(({ prefix }) => prefix === 'podcast');
    expect(rows?.channel.map(({ name }) => name).filter((name) => !written('channel').has(name))).toEqual([]);
    expect(rows?.item.map(({ name }) => name).filter((name) => !written('item').has(name))).toEqual([]);
    expect(document.find('//podcast:podroll/podcast:remoteItem/@feedGuid', { podcast: PODCAST })).toHaveLength(1);
    document.dispose();
  });

  it('tell feedsmith of the show what lector.yaml says', () => {
    expect(parseRssFeed(xml).podcast).toMatchObject({
      persons: [{ display: 'Ines Calloway', role: 'host', group: 'cast', href: 'https://example.org/ines' }],
      txts: [
        { display: 'true', purpose: 'ai-content' },
        { display: '05124', purpose: 'applepodcastsverify' },
        { purpose: 'verify' },
        { purpose: 'release' },
      ],
      updateFrequency: { display: 'Every weekday', rrule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
      fundings: [{ display: 'Support the Gazette' }, { url: 'https://example.org/join', display: 'Become a member' }],
      license: { display: 'cc-by-4.0', url: 'https://creativecommons.org/licenses/by/4.0/' },
      locations: [{ display: 'Port Ellery', rel: 'subject', geo: 'geo:53.54,9.98', osm: 'R113314' }],
      trailers: [{ display: 'The tide table, explained', length: 2_250_000, season: 1 }, { display: 'What this is' }],
      publisher: { remoteItem: { feedGuid: '003af0a0-6a45-55cf-b765-68e3d349551a', medium: 'publisher' } },
      podroll: { remoteItems: [{ title: 'Another show' }] },
      blocks: [
        { id: 'amazon', value: true },
        { id: 'google', value: false },
      ],
      podping: { usesPodping: true },
    });
  });

  it('tell feedsmith of an episode what its front matter says', () => {
    const [item] = parseRssFeed(xml).items ?? [];
    expect(item?.podcast).toMatchObject({
      soundbites: [{ startTime: 61.5, duration: 30, display: 'Why the water comes back' }],
      persons: [{ display: 'Ines Calloway', role: 'host' }],
      season: { number: 1, name: 'The dry years' },
      episode: { number: 3.5, display: 'Ch. 3½' },
      license: { display: 'cc-by-4.0' },
      alternateEnclosures: [
        {
          type: 'audio/x-m4a',
          length: 2_250_000,
          bitrate: 96_000,
          lang: 'en-GB',
          title: 'M4A',
          sources: [{ uri: `${SHOW.baseUrl}episodes/a/a-0f1e2d3c.m4a` }],
          integrity: { type: 'sri', value: 'sha256-Dx4tPAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=' },
        },
      ],
      socialInteracts: [{ protocol: 'activitypub', priority: 1 }],
    });
    expect(item?.podcast?.txts?.map(({ purpose }) => purpose)).toEqual([
      'ai-content',
      'applepodcastsverify',
      'verify',
      'release',
    ]);
  });

  it('have every key on the page', () => {
    const keys = (text: string) => Object.keys((parse(text) as { podcast: object }).podcast);
    expect(keys(OF_SHOW).sort()).toEqual(Object.keys(configSchema.shape.podcast.unwrap().shape).sort());
    const ofEpisode = Object.keys(episodeTagsSchema.shape).filter((key) => !keys(OF_SHOW).includes(key));
    expect(keys(OF_EPISODE).sort()).toEqual(ofEpisode.sort());
  });

  it.each([
    ['social: {protocol: activitypub}', 'E_FIELD_MISSING', 'podcast.social needs a uri'],
    ['license: {id: CC-BY}', 'E_FIELD_TYPE', 'podcast.license.id "CC-BY" is not in lower case'],
    ['location: {name: Ellery, geo: 53.5}', 'E_FIELD_TYPE', 'podcast.location.geo'],
    ['location: {name: Ellery, geo: "53.5,9"}', 'E_FIELD_TYPE', 'RFC 5870'],
    ['people: [{name: Ines, rolle: host}]', 'E_UNKNOWN_KEY', 'podcast.people.0.rolle'],
    ['txt: {purpose: AI-content, text: "false"}', 'E_FIELD_TYPE', 'written by itself'],
    ['updateFrequency: {text: Ten times, rrule: FREQ=DAILY;COUNT=10}', 'E_FIELD_MISSING', 'has no dtstart'],
    ['funding: {url: "javascript:alert(1)", text: Give}', 'E_URL', 'podcast.funding.url'],
    ['publisher: {feedGuid: 12, feedUrl: https://example.org/}', 'E_FIELD_TYPE', 'podcast.publisher.feedGuid'],
    [`people: {name: ${'x'.repeat(129)}}`, 'E_FIELD_LONG', '128'],
    ['podrol: []', 'E_UNKNOWN_KEY', 'podcast.podrol'],
  ])('are refused where they break a rule: %s', (row, code, said) => {
    const read = () => readConfigFile(`title: T\npodcast:\n  ${row}\n`, 'lector.yaml');
    const place = { file: 'lector.yaml', line: 3 };
    expect(read).toThrowError(expect.objectContaining({ code, message: expect.stringContaining(said) as string }));
    expect(read).toThrowError(expect.objectContaining({ place: expect.objectContaining(place) as object }));
  });

  it('suggest the key that was meant', () => {
    const read = () => readConfigFile('title: T\npodcast: {people: [{name: Ines, rolle: host}]}\n', 'lector.yaml');
    expect(read).toThrowError(expect.objectContaining({ hint: 'did you mean "role"?' }));
  });
});
