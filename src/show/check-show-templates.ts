import { existsSync } from 'node:fs';
import type { ShowState } from '../context.js';
import { EXIT, LectorError, type ErrorCode } from '../errors.js';
import type { Episode } from '../model/episode.js';
import { present } from '../model/present.js';
import { episodePaths, mediaTypeOf } from '../model/publication/published-paths.js';
import { writeNotes } from '../notes/write-notes.js';
import { writeSite } from '../site/write-site.js';
import { BUILT_IN_TEMPLATES } from '../templates/built-in.js';
import { checkTemplates } from '../templates/check-templates.js';
import { findUnusedTemplates } from '../templates/find-unused-templates.js';
import { openTemplates } from '../templates/render.js';
import { TRANSCRIPT_FORMATS } from '../transcript/formats/index.js';

/** An episode that has everything a template may ask for. */
const SAMPLE: Episode = {
  kind: 'article',
  slug: 'sample',
  guid: '00000000-0000-5000-8000-000000000000',
  identity: 'sample.md',
  source: { kind: 'markdown', location: 'sample.md', sha256: '0'.repeat(64) },
  title: 'Sample',
  summary: 'A sample.',
  standfirst: 'A sample.',
  description: 'A sample.',
  language: 'en',
  authors: ['An Author'],
  publishedAt: '2026-01-01T00:00:00Z',
  modifiedAt: '2026-01-01T00:00:00Z',
  section: 'Section',
  tags: ['tag'],
  sourceUrl: 'https://example.org/sample',
  siteName: 'Example',
  image: 'https://example.org/sample.jpg',
  isExplicit: false,
  season: 1,
  episode: 1,
  episodeType: 'full',
  isAiNarrated: true,
  engine: 'silence',
  voices: ['silence'],
  durationMs: 90_000,
  audio: {
    path: episodePaths('sample').audio('sample-00000000.mp3'),
    name: 'sample-00000000.mp3',
    format: 'mp3',
    mimeType: mediaTypeOf('sample.mp3'),
    sizeBytes: 1,
    sha256: '0'.repeat(64),
    durationMs: 90_000,
    bitrateKbps: 96,
    sampleRateHz: 44_100,
    channelCount: 1,
    loudnessLufs: -16,
    truePeakDbtp: -1,
  },
  chapters: [0, 30_000, 60_000].map((startMs) => ({
    startMs,
    endMs: startMs + 30_000,
    title: 'Chapter',
    href: 'https://example.org/sample#chapter',
  })),
  transcript: {
    language: 'en',
    cues: [
      { startMs: 0, endMs: 1000, text: 'A sample.', speaker: 'Speaker', utteranceId: 'u-1', blockId: 'b-1', words: [] },
    ],
  },
  links: [{ text: 'link', href: 'https://example.org/', startMs: 0 }],
  blocks: [{ id: 'b-1', kind: 'paragraph', spans: [{ text: 'A sample.' }] }],
};

/**
 * Looks at every template of a show before anything is narrated or published: names what is wrong with each, and
 * renders the show's own once with an episode that has everything, so that a misspelt field is
 * known before anything is paid for.
 *
 * @throws {@link LectorError} `E_TEMPLATE_FIELD` and the other codes of templates: the first mistake, the others in `more`.
 */
export function checkShowTemplates({
  config,
  show,
  templates: folders,
}: Pick<ShowState, 'config' | 'show' | 'templates'>): void {
  const [first, ...more] = checkTemplates(folders);
  if (first) {
    throw new LectorError(first.code as ErrorCode, first.message, {
      exitCode: EXIT.config,
      more,
      ...present({ hint: first.hint, place: first.place }),
    });
  }
  if (!existsSync(config.templatesDir)) return;
  const templates = openTemplates(folders);
  const notes = new Map([[SAMPLE.slug, writeNotes({ episode: SAMPLE, show }, { templates, warn: () => undefined })]]);
  Array.from(writeSite({ show, episodes: [SAMPLE], notes, transcripts: TRANSCRIPT_FORMATS }, { templates }));
}

/** A template with a misspelt name would change nothing and say nothing. */
export function warnOfUnusedTemplates({ config, warn }: Pick<ShowState, 'config' | 'warn'>): void {
  findUnusedTemplates({ own: config.templatesDir, builtIn: BUILT_IN_TEMPLATES }).forEach(warn);
}
