import { describe, expect, it } from 'vitest';
import type { Article, Briefing, Programme } from '../../src/model/article.js';
import type { AudioFile } from '../../src/model/audio-file.js';
import type { Script, Utterance } from '../../src/model/script.js';
import type { Timeline } from '../../src/model/timeline.js';
import { composeEpisode } from '../../src/notes/compose-episode.js';
import { writeTranscript } from '../../src/transcript/write-transcript.js';

const AUDIO: AudioFile = {
  path: '/home/me/project/.lector/audio/x-00112233.mp3',
  name: 'x-00112233.mp3',
  format: 'mp3',
  mimeType: 'audio/mpeg',
  sizeBytes: 1000,
  sha256: 'ab'.repeat(32),
  durationMs: 1_548_026,
  bitrateKbps: 96,
  sampleRateHz: 44_100,
  channelCount: 1,
};

const METADATA = {
  identity: 'https://a.example/x',
  slug: 'suggested',
  source: { kind: 'markdown', location: 'articles/x.md', sha256: '00' },
  title: 'A title',
  authors: ['Ida Berg'],
  language: 'en',
  tags: [],
  provenance: {},
  options: {},
} as const;

const ARTICLE: Article = {
  ...METADATA,
  kind: 'article',
  canonicalUrl: 'https://a.example/x',
  blocks: [
    { id: 'b1', kind: 'title', spans: [{ text: 'A title' }] },
    {
      id: 'b2',
      kind: 'paragraph',
      spans: [{ text: 'First ' }, { text: 'linked', href: 'https://l.example/' }, { text: ' words.' }],
    },
  ],
  dropped: [],
};

const TIMELINE: Timeline = {
  durationMs: 1_548_000,
  sampleRateHz: 16_000,
  sampleCount: 24_768_000,
  items: [
    { kind: 'pause', startMs: 0, endMs: 200 },
    { kind: 'speech', startMs: 200, endMs: 4200, utteranceId: 'u-1' },
    {
      kind: 'speech',
      startMs: 5000,
      endMs: 9000,
      utteranceId: 'u-2',
      words: words(5000, ['in', 'nineteen', 'ninety-eight', 'the', 'board', 'said', 'so']),
    },
  ],
};

function words(startMs: number, texts: readonly string[]) {
  return texts.map((text, index) => ({ text, startMs: startMs + index * 500, endMs: startMs + index * 500 + 400 }));
}

function utterance(values: Partial<Utterance> & { id: string; display: string }): Utterance {
  return {
    blockId: 'b2',
    blockKind: 'paragraph',
    role: 'narrator',
    spoken: values.display,
    lang: 'en',
    changes: [],
    links: [],
    pauseAfterMs: 0,
    ...values,
  };
}

const SCRIPT: Script = {
  slug: 'x',
  title: 'A title',
  language: 'en',
  utterances: [
    utterance({
      id: 'u-1',
      display: 'First linked words.',
      links: [{ text: 'linked', href: 'https://l.example/', start: 6 }],
    }),
    utterance({
      id: 'u-2',
      display: 'In 1998 the board said so.',
      spoken: 'In nineteen ninety-eight the board said so.',
      changes: [{ start: 3, end: 7, from: '1998', to: 'nineteen ninety-eight', rule: 'year' }],
      links: [
        { text: '1998', href: 'https://y.example/', start: 3 },
        { text: 'said so', href: 'https://s.example/', start: 18 },
      ],
    }),
    utterance({ id: 'u-3', display: 'Never heard.', links: [{ text: 'heard', href: 'https://n.example/', start: 6 }] }),
  ],
  sections: [],
  ledger: [],
};

const TRANSCRIPT = writeTranscript({ script: SCRIPT, timeline: TIMELINE });

const RECORD = { guid: 'g-1', publishedAt: '2026-01-02T07:00:00Z', slug: 'kept-slug' };

describe('composeEpisode', () => {
  it('joins what was decided, written and measured, and nothing of this machine', () => {
    const episode = composeEpisode({
      item: ARTICLE,
      record: RECORD,
      audio: AUDIO,
      chapters: [],
      transcript: TRANSCRIPT,
      narration: { engine: 'flite', voices: ['slt'] },
      isExplicit: false,
    });
    expect(episode).toEqual({
      kind: 'article',
      slug: 'kept-slug',
      guid: 'g-1',
      identity: 'https://a.example/x',
      source: METADATA.source,
      title: 'A title',
      summary: 'First linked words.',
      language: 'en',
      authors: ['Ida Berg'],
      publishedAt: '2026-01-02T07:00:00Z',
      tags: [],
      sourceUrl: 'https://a.example/x',
      isExplicit: false,
      episodeType: 'full',
      isAiNarrated: true,
      engine: 'flite',
      voices: ['slt'],
      durationMs: 1_548_026,
      audio: {
        name: 'x-00112233.mp3',
        path: 'episodes/kept-slug/x-00112233.mp3',
        format: 'mp3',
        mimeType: 'audio/mpeg',
        sizeBytes: 1000,
        sha256: 'ab'.repeat(32),
        durationMs: 1_548_026,
        bitrateKbps: 96,
        sampleRateHz: 44_100,
        channelCount: 1,
      },
      chapters: [],
      transcript: TRANSCRIPT,
      links: [
        { text: 'linked', href: 'https://l.example/', startMs: 200 },
        { text: '1998', href: 'https://y.example/', startMs: 5500 },
        { text: 'said so', href: 'https://s.example/', startMs: 7500 },
      ],
      blocks: ARTICLE.blocks,
    });
    expect(JSON.parse(JSON.stringify(episode))).toEqual(episode);
    expect(JSON.stringify(episode)).not.toContain('/home/me');
  });

  it('lets an item say otherwise than the show', () => {
    const item: Article = { ...ARTICLE, options: { isExplicit: true, season: 2, episode: 5, episodeType: 'bonus' } };
    const parts = { item, record: RECORD, audio: AUDIO, chapters: [], isExplicit: false };
    expect(composeEpisode(parts)).toMatchObject({ isExplicit: true, season: 2, episode: 5, episodeType: 'bonus' });
  });

  it('takes a recording at its word about the voice heard in it', () => {
    const item: Programme = {
      ...METADATA,
      kind: 'programme',
      audioPath: '/x.mp3',
      description: 'From the **quay**, on [a windy night](https://w.example).\n\nMore.',
      chapters: [],
      isAiNarrated: false,
    };
    const parts = { item, record: RECORD, audio: AUDIO, chapters: [], isExplicit: false };
    expect(composeEpisode(parts)).toMatchObject({
      kind: 'programme',
      isAiNarrated: false,
      summary: 'From the quay, on a windy night.',
      description: item.description,
      voices: [],
      links: [],
    });
  });

  it('gives a briefing the authors of its articles and their titles as summary', () => {
    const item: Briefing = {
      ...METADATA,
      kind: 'briefing',
      authors: [],
      articles: [ARTICLE, { ...ARTICLE, title: 'Another.', authors: ['Tom Ashe', 'Ida Berg'] }],
    };
    const parts = { item, record: RECORD, audio: AUDIO, chapters: [], isExplicit: false };
    expect(composeEpisode(parts)).toMatchObject({
      authors: ['Ida Berg', 'Tom Ashe'],
      summary: 'A title; Another.',
      blocks: [{ id: 'a1-b1' }, { id: 'a1-b2' }, { id: 'a2-b1' }, { id: 'a2-b2' }],
    });
  });

  it('cuts a long beginning after a sentence', () => {
    const text = `${'A sentence of some length that goes on for a while. '.repeat(12)}`.trim();
    const item: Article = { ...ARTICLE, blocks: [{ id: 'b1', kind: 'paragraph', spans: [{ text }] }] };
    const { summary } = composeEpisode({
      item,
      record: RECORD,
      audio: AUDIO,
      chapters: [],
      isExplicit: false,
    });
    expect(summary).toBe('A sentence of some length that goes on for a while. '.repeat(5).trim());
  });
});
