import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/model/article.js';
import type { EpisodeRecord, Manifest } from '../../../src/model/publication/manifest.js';
import { assignRecords } from '../../../src/show/items/assign-records.js';

const SHOW_GUID = '9b024349-ccf0-5f69-a609-6b82873eab3c';
const now = () => new Date('2026-05-01T12:00:00Z');

describe('assignRecords', () => {
  it('makes a GUID for an item seen for the first time, the same on every machine', () => {
    const [first] = assign([article({ identity: 'articles/a.md' })]).assignments;
    const [again] = assign([article({ identity: 'articles/a.md' })]).assignments;
    expect(first?.guid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u);
    expect(again?.guid).toBe(first?.guid);
  });

  it('keeps GUID, slug and date when title and text change', () => {
    const changed = article({ identity: 'articles/a.md', title: 'Another title', slug: 'another-title', sha256: 'ff' });
    expect(assign([changed], [record()]).assignments).toMatchObject([
      { guid: 'guid-1', slug: 'a', publishedAt: '2026-01-01T00:00:00Z' },
    ]);
  });

  it('keeps the record of a file that was renamed', () => {
    const renamed = article({ identity: 'articles/b.md', location: 'articles/b.md' });
    const { assignments, orphans } = assign([renamed], [record()]);
    expect(assignments).toMatchObject([{ guid: 'guid-1', slug: 'a' }]);
    expect(orphans).toEqual([]);
  });

  it('keeps the record of a file renamed and edited at once where title and stated date are the same', () => {
    const other = { identity: 'articles/b.md', location: 'articles/b.md', sha256: 'ff' };
    const dated = article({ ...other, publishedAt: record().publishedAt });
    const titled = { ...record(), title: dated.title };
    expect(assign([dated], [titled]).assignments).toMatchObject([{ guid: 'guid-1' }]);
    const undated = article(other);
    expect(assign([undated], [titled]).orphans).toHaveLength(1);
    const old = article({});
    expect(assign([old, dated], [titled]).assignments).toMatchObject([
      { item: old, guid: 'guid-1' },
      { item: dated, guid: expect.not.stringContaining('guid-1') },
    ]);
  });

  it('keeps the record of a file that was given an id', () => {
    expect(assign([article({ identity: 'cms-7', sha256: 'ff' })], [record()]).assignments).toMatchObject([
      { guid: 'guid-1' },
    ]);
  });

  it('takes a GUID the source brings along, and refuses to change a published one', () => {
    expect(assign([article({ guid: 'brought' })]).assignments).toMatchObject([{ guid: 'brought' }]);
    const { assignments, findings } = assign([article({ guid: 'brought' })], [record()]);
    expect(assignments).toEqual([]);
    expect(findings).toMatchObject([{ code: 'E_GUID_CHANGED', place: { file: 'articles/a.md' } }]);
  });

  it('refuses two items with one GUID and keeps the first', () => {
    const { assignments, findings } = assign([
      article({ guid: 'same' }),
      article({ identity: 'articles/b.md', location: 'articles/b.md', guid: 'same', sha256: 'bb' }),
    ]);
    expect(assignments.map(({ item }) => item.identity)).toEqual(['articles/a.md']);
    expect(findings).toMatchObject([{ code: 'E_GUID_DUPLICATE', place: { file: 'articles/b.md' } }]);
  });

  it('never moves a date later, and moves it earlier when the source says so', () => {
    const later = assign([article({ publishedAt: '2026-03-01T00:00:00Z' })], [record()]);
    expect(later.assignments).toMatchObject([{ publishedAt: '2026-01-01T00:00:00Z' }]);
    expect(later.findings).toMatchObject([{ code: 'W_DATE_KEPT' }]);
    const earlier = assign([article({ publishedAt: '2025-12-01T00:00:00Z' })], [record()]);
    expect(earlier.assignments).toMatchObject([{ publishedAt: '2025-12-01T00:00:00Z' }]);
  });

  it('names records whose source is gone', () => {
    expect(assign([], [record()]).orphans).toMatchObject([{ guid: 'guid-1' }]);
  });
});

function assign(items: readonly Article[], episodes: readonly EpisodeRecord[] = []) {
  const manifest: Manifest = { version: 1, showGuid: SHOW_GUID, feedUrl: 'https://pod.example.org/feed.xml', episodes };
  return assignRecords(items, { showGuid: SHOW_GUID, manifest, now, allowGuidChange: false });
}

function article(options: {
  identity?: string;
  title?: string;
  slug?: string;
  location?: string;
  sha256?: string;
  guid?: string;
  publishedAt?: string;
}): Article {
  const {
    identity = 'articles/a.md',
    title = 'A',
    slug = 'a',
    location = 'articles/a.md',
    sha256 = 'aa',
    guid,
    publishedAt,
  } = options;
  return {
    kind: 'article',
    identity,
    slug,
    title,
    source: { kind: 'markdown', location, sha256 },
    authors: [],
    language: 'en',
    tags: [],
    provenance: {},
    options: { ...(guid !== undefined && { guid }) },
    blocks: [],
    dropped: [],
    ...(publishedAt !== undefined && { publishedAt }),
  };
}

function record(): EpisodeRecord {
  return {
    identity: 'articles/a.md',
    guid: 'guid-1',
    slug: 'a',
    title: 'A',
    location: 'articles/a.md',
    sourceSha256: 'aa',
    publishedAt: '2026-01-01T00:00:00Z',
    fingerprint: 'f',
    chapterCount: 0,
    audio: { path: 'episodes/a/a-1.mp3', sha256: 'cc', sizeBytes: 1, durationMs: 1 },
    retiredAudio: [],
    clipKeys: [],
  };
}
