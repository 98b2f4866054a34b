import { warning } from '../errors.js';
import type { Episode, RenderedNotes } from '../model/episode.js';
import type { Finding, Warn } from '../model/finding.js';
import type { Show } from '../model/publication/show.js';
import { byteLength, toLegalText } from '../model/text.js';
import { markSafe } from '../templates/html/safe-html.js';
import { findUnsafe, sanitiseHtml } from '../templates/html/sanitise-html.js';
import type { Templates } from '../templates/render.js';
import { toEpisodeView, toShowView } from '../templates/views/episode-view.js';
import type { EpisodeView, ShowView } from '../templates/views/episode-view.js';
import { labelsOf } from '../languages/language-of.js';
import type { Labels } from '../languages/language.js';
import { cutHtml } from './cut-html.js';

/** PSP-1, item description: at most 4,000 bytes. */
const MAX_DESCRIPTION_BYTES = 4000;

/** How a description gives way when it is too long: first to fewer links, then to less of the editor's text. */
const SHORTER: readonly { readonly links: number; readonly bodyBytes: number }[] = [
  { links: Infinity, bodyBytes: Infinity },
  { links: 20, bodyBytes: Infinity },
  { links: 8, bodyBytes: 2500 },
  { links: 3, bodyBytes: 1500 },
  { links: 0, bodyBytes: 800 },
  { links: 0, bodyBytes: 0 },
];

export type NotesContext = { readonly templates: Templates; readonly warn: Warn };

/** What the templates of `notes/` are given. */
export type NotesView = {
  /** Language of the show (BCP 47). */
  readonly language: string;
  /** The words templates put around the text, in the language of the show where Lector knows it, else in English. */
  readonly labels: Labels;
  readonly show: ShowView;
  readonly episode: EpisodeView;
};

/** Show notes for each place they appear in, from the templates `notes/description` and `notes/content`. */
export function writeNotes(
  { episode, show }: { readonly episode: Episode; readonly show: Show },
  { templates, warn }: NotesContext,
): RenderedNotes {
  const view = toNotesView(episode, show);
  return {
    descriptionHtml: renderDescription(view, templates, warn),
    contentHtml: tidy(sanitiseHtml(templates.render('notes/content.hbs', view), 'content')),
  };
}

/** What the templates of notes write that no place they appear in may hold, by template. */
export function findUnsafeNotes(
  episode: Episode,
  { show, templates }: { readonly show: Show; readonly templates: Templates },
): readonly { readonly name: string; readonly found: readonly string[] }[] {
  const view = toNotesView(episode, show);
  return (['description', 'content'] as const).flatMap((profile) => {
    const name = `notes/${profile}.hbs`;
    const found = findUnsafe(templates.render(name, view), profile);
    return found.length > 0 ? [{ name, found }] : [];
  });
}

export function toNotesView(episode: Episode, show: Show): NotesView {
  return {
    language: show.language,
    labels: labelsOf(show.language),
    show: toShowView(show),
    episode: toEpisodeView(episode, show),
  };
}

function renderDescription(view: NotesView, templates: Templates, warn: NotesContext['warn']): string {
  const render = (episode: EpisodeView): string =>
    tidy(sanitiseHtml(templates.render('notes/description.hbs', { ...view, episode }), 'description'));
  let html = '';
  for (const [attempt, limits] of SHORTER.entries()) {
    html = render(shorten(view.episode, limits));
    if (byteLength(html) > MAX_DESCRIPTION_BYTES) continue;
    if (attempt > 0) warn(shortened(view.episode));
    return html;
  }
  warn(shortened(view.episode));
  return cutHtml(html, MAX_DESCRIPTION_BYTES);
}

function shorten(episode: EpisodeView, limits: { links: number; bodyBytes: number }): EpisodeView {
  const body = episode.body === undefined ? '' : cutHtml(episode.body.toString(), limits.bodyBytes);
  return {
    ...episode,
    links: episode.links.slice(0, limits.links),
    body: body === '' ? undefined : markSafe(body),
  };
}

function shortened({ slug }: EpisodeView): Finding {
  return warning('W_NOTES_SHORTENED', `the description of "${slug}" was cut to ${MAX_DESCRIPTION_BYTES} bytes.`, {
    hint: 'shorten templates/notes/description.hbs or the text; the web page has all of it.',
  });
}

/** One line a block, nothing XML forbids, nothing that ends a CDATA section. */
function tidy(html: string): string {
  return toLegalText(html)
    .replaceAll(']]>', ']]&gt;')
    .replace(/>\s*\n\s*</gu, '>\n<')
    .replace(/\n{2,}/gu, '\n')
    .trim();
}
