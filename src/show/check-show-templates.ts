import { existsSync } from 'node:fs';
import type { ShowState } from '../context.js';
import { EXIT, LectorError, warning, type ErrorCode } from '../errors.js';
import type { Article, Briefing } from '../model/article.js';
import type { Episode, RenderedNotes } from '../model/episode.js';
import type { Finding } from '../model/finding.js';
import type { Show } from '../model/publication/show.js';
import { present } from '../model/present.js';
import { mediaTypeOf } from '../model/publication/paths/addresses.js';
import { episodePaths } from '../model/publication/paths/episode-paths.js';
import { findUnsafeNotes, writeNotes } from '../notes/write-notes.js';
import { spokenTemplateData } from '../script/spoken-template.js';
import { openSite, writeSite } from '../site/write-site.js';
import { BUILT_IN_TEMPLATES } from '../templates/built-in.js';
import { checkTemplates } from '../templates/check-templates.js';
import { findOldTemplates } from '../templates/find-old-templates.js';
import { findUnusedTemplates } from '../templates/find-unused-templates.js';
import type { TemplateFolders } from '../templates/read-template.js';
import { openTemplates, type Templates } from '../templates/render.js';
import { TRANSCRIPT_FORMATS } from '../transcript/formats/index.js';
import { openShowOutputs } from './templates/show-outputs.js';

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

/** An article and a briefing that have everything a spoken template may ask for. */
const SAMPLE_ITEM = {
  identity: SAMPLE.identity,
  slug: SAMPLE.slug,
  source: SAMPLE.source,
  title: SAMPLE.title,
  authors: SAMPLE.authors,
  publishedAt: SAMPLE.publishedAt,
  language: SAMPLE.language,
  section: 'Section',
  siteName: 'Example',
  tags: SAMPLE.tags,
  provenance: {},
  options: {},
};
const SAMPLE_ARTICLE: Article = { ...SAMPLE_ITEM, kind: 'article', blocks: SAMPLE.blocks, dropped: [] };
const SAMPLE_BRIEFING: Briefing = { ...SAMPLE_ITEM, kind: 'briefing', articles: [SAMPLE_ARTICLE] };

/** What each spoken template is rendered for. */
const SPOKEN_SAMPLES = [
  ['spoken/intro.hbs', SAMPLE_ARTICLE, 'article'],
  ['spoken/intro.hbs', SAMPLE_ARTICLE, 'briefing-article'],
  ['spoken/briefing-intro.hbs', SAMPLE_BRIEFING, 'briefing'],
  ['spoken/outro.hbs', SAMPLE_ARTICLE, 'article'],
  ['spoken/outro.hbs', SAMPLE_BRIEFING, 'briefing'],
  ['spoken/disclosure.hbs', SAMPLE_ARTICLE, 'article'],
  ['spoken/disclosure.hbs', SAMPLE_BRIEFING, 'briefing'],
] as const;

/**
 * Looks at every template of a show before anything is narrated or published: names what is wrong with each, and
 * renders the show's own once with an episode that has everything, so that a misspelt field is
 * known before anything is paid for.
 *
 * @throws {@link LectorError} `E_TEMPLATE_FIELD` and the other codes of templates: the first mistake, the others in `more`.
 */
export async function checkShowTemplates({
  config,
  show,
  templates: folders,
}: Pick<ShowState, 'config' | 'show' | 'templates'>): Promise<void> {
  throwFirst(checkTemplates(folders));
  if (!existsSync(config.templatesDir)) return;
  const templates = openTemplates(folders);
  for (const [name, item, kind] of SPOKEN_SAMPLES) {
    templates.render(name, spokenTemplateData(item, { kind, standfirst: SAMPLE.summary, notice: 'end' }, { show }));
  }
  const rendered = writeNotes({ episode: SAMPLE, show }, { templates, warn: () => undefined });
  const notes = new Map([[SAMPLE.slug, rendered]]);
  const site = { show, episodes: [SAMPLE], notes, transcripts: TRANSCRIPT_FORMATS };
  Array.from(writeSite(site, { templates }));
  openSite(site, { templates }).archive();
  await checkOutputs({ show, folders, templates }, rendered);
}

/** Another episode, so that two that would have one place are found. */
const OTHER_SAMPLE: Episode = {
  ...SAMPLE,
  slug: 'other-sample',
  title: 'Other sample',
  section: 'Other section',
  tags: ['other tag'],
  authors: ['Another Author'],
  publishedAt: '2025-12-01T00:00:00Z',
};

/** Makes every output of the show once, of two episodes that have everything. */
async function checkOutputs(
  known: { readonly show: Show; readonly folders: TemplateFolders; readonly templates: Templates },
  notes: RenderedNotes,
): Promise<void> {
  const findings: Finding[] = [];
  const warn = (finding: Finding): void => void (finding.severity === 'error' && findings.push(finding));
  const outputs = openShowOutputs([SAMPLE, OTHER_SAMPLE], { ...known, warn });
  for (const episode of [SAMPLE, OTHER_SAMPLE]) outputs.ofEpisode(episode, notes);
  for (const list of outputs.lists)
    await outputs.render(list, (episode) => Promise.resolve({ episode, notes: () => notes }));
  throwFirst(findings);
}

/** @throws {@link LectorError} The first, the others in `more`. */
function throwFirst(findings: readonly Finding[]): void {
  // What is wrong with what is made of each episode is the same of each.
  const [first, ...more] = new Map(
    findings.map((finding) => [`${finding.code} ${placeOf(finding)}`, finding]),
  ).values();
  if (!first) return;
  throw new LectorError(first.code as ErrorCode, first.message, {
    exitCode: EXIT.config,
    more,
    ...present({ hint: first.hint, place: first.place }),
  });
}

function placeOf({ place, message }: Finding): string {
  return place === undefined ? message : `${place.file}:${place.line ?? message}`;
}

/** What apps would not show is taken out of notes; the editor who wrote it is told. */
export function warnOfUnsafeNotes({
  config,
  show,
  templates,
  warn,
}: Pick<ShowState, 'config' | 'show' | 'templates' | 'warn'>): void {
  if (!existsSync(config.templatesDir)) return;
  for (const { name, found } of findUnsafeNotes(SAMPLE, { show, templates: openTemplates(templates) })) {
    const message = `${found.join(', ')} ${found.length === 1 ? 'is' : 'are'} taken out: podcast apps do not show it.`;
    warn(
      warning('W_NOTES_CLEANED', message, {
        hint: 'take it out of the template; links, emphasis and lists stay.',
        place: { file: `templates/${name}` },
      }),
    );
  }
}

/** A template with a misspelt name would change nothing and say nothing; an old copy holds something back. */
export function warnOfUnusedTemplates({ config, warn }: Pick<ShowState, 'config' | 'warn'>): void {
  findUnusedTemplates({ own: config.templatesDir, builtIn: BUILT_IN_TEMPLATES }).forEach(warn);
  findOldTemplates({ own: config.templatesDir }).forEach(warn);
}
