import type { Episode, RenderedNotes } from '../../src/model/episode.js';
import type { Show } from '../../src/model/publication/show.js';

/** A show with every property set. */
export const SHOW: Show = {
  title: 'The Harbour Reader',
  description: 'Articles of the Harbour Gazette, read aloud & kept short.',
  baseUrl: 'https://audio.example.org/harbour/',
  link: 'https://www.example.org/',
  language: 'en-GB',
  author: 'Harbour Gazette',
  owner: { name: 'Harbour Gazette', email: 'audio@example.org' },
  categories: [['News', 'Daily News'], ['Technology']],
  image: 'cover-1a2b3c4d.jpg',
  isExplicit: false,
  type: 'episodic',
  copyright: '© 2026 Harbour Gazette',
  isLocked: true,
  medium: 'newsletter',
  guid: '9b024349-ccf0-5f69-a609-6b82873eab3c',
  funding: { url: 'https://www.example.org/support', text: 'Support the Gazette' },
};

/** An episode with chapters, transcript and links; anything can be overridden. */
export function sampleEpisode(overrides: Partial<Episode> = {}): Episode {
  const slug = overrides.slug ?? 'the-tide-table';
  return {
    kind: 'article',
    slug,
    guid: `guid-of-${slug}`,
    identity: `https://www.example.org/${slug}`,
    source: { kind: 'markdown', location: `articles/${slug}.md`, sha256: '0'.repeat(64) },
    title: 'The tide table, explained',
    summary: 'Why the water comes back 50 minutes later each day.',
    language: 'en-GB',
    authors: ['Ada Marsh', 'Jón Þór'],
    publishedAt: '2026-03-02T07:30:00+01:00',
    tags: ['sea', 'science'],
    sourceUrl: `https://www.example.org/${slug}`,
    siteName: 'Harbour Gazette',
    isExplicit: false,
    episodeType: 'full',
    isAiNarrated: true,
    engine: 'silence',
    voices: ['one'],
    durationMs: 187_400,
    audio: {
      path: `episodes/${slug}/${slug}-0f1e2d3c.mp3`,
      name: `${slug}-0f1e2d3c.mp3`,
      format: 'mp3',
      mimeType: 'audio/mpeg',
      sizeBytes: 2_250_000,
      sha256: '0f1e2d3c'.padEnd(64, '0'),
      durationMs: 187_400,
      bitrateKbps: 96,
      sampleRateHz: 44_100,
      channelCount: 1,
    },
    chapters: [
      { startMs: 0, endMs: 61_000, title: 'Introduction' },
      { startMs: 61_000, endMs: 122_000, title: 'The moon & the sun', href: `https://www.example.org/${slug}#moon` },
      { startMs: 122_000, endMs: 187_400, title: 'Spring tides' },
    ],
    transcript: {
      language: 'en-GB',
      cues: [
        {
          startMs: 1200,
          endMs: 4800,
          text: 'Twice a day the harbour empties.',
          utteranceId: 'u-1',
          blockId: 'b1',
          words: [],
        },
        {
          startMs: 5000,
          endMs: 9100,
          text: 'Twice a day it fills again.',
          utteranceId: 'u-2',
          blockId: 'b1',
          words: [],
        },
      ],
    },
    links: [],
    blocks: [],
    ...overrides,
  };
}

export function sampleNotes(slug = 'the-tide-table'): ReadonlyMap<string, RenderedNotes> {
  const chapters =
    '<p>Chapters</p><ul><li>00:00 Introduction</li><li>01:01 The moon &amp; the sun</li><li>02:02 Spring tides</li></ul>';
  return new Map([
    [
      slug,
      {
        descriptionHtml: `<p>Why the water comes back <em>50 minutes</em> later each day.</p>${chapters}`,
        contentHtml: `<h2>Notes</h2><p>Why the water comes back 50 minutes later each day.</p>${chapters}`,
      },
    ],
  ]);
}
