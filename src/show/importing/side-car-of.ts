import { LectorError } from '../../errors.js';
import { writeYaml } from '../../fields/write-yaml.js';
import { present } from '../../model/present.js';
import { parseDate } from '../../sources/fields/parse-date.js';
import { checkedTags } from './checked-tags.js';
import { chooseAudio, extensionOf, mediaTypeOf } from './choose-audio.js';
import type { FeedItem, ParsedFeed } from '../../sources/kinds/feed/feed-item.js';
import { AUDIO_TYPES } from '../../sources/kinds/programme/read-enclosure.js';
import { SOURCE_LIMITS } from '../../sources/limits.js';
import { htmlToMarkdown } from '../../templates/html/html-to-markdown.js';
import { canParseUrl } from '../../model/text/can-parse-url.js';

/** An episode of another podcast, with all that has to be known to publish it here as the same episode. */
export type ForeignEpisode = {
  readonly item: FeedItem;
  readonly title: string;
  /** As apps hold it: the item's own, or where it has none the address of its audio. */
  readonly guid: string;
  /** ISO 8601. */
  readonly publishedAt: string;
  readonly audio: {
    readonly url: string;
    /** Absent where the feed gives none, or 0. */
    readonly sizeBytes?: number;
    readonly mimeType: string;
    readonly durationMs?: number;
  };
};

/** What feeds write after `audio/` or the last dot, as enclosures name it (Apple, "Podcast episode requirements"). */
const TYPES: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  mpeg: 'audio/mpeg',
  mpeg3: 'audio/mpeg',
  'x-mpeg': 'audio/mpeg',
  m4a: 'audio/x-m4a',
  'x-m4a': 'audio/x-m4a',
  m4b: 'audio/x-m4a',
  'x-m4b': 'audio/x-m4a',
  mp4: 'audio/x-m4a',
  ogg: 'audio/ogg',
  oga: 'audio/ogg',
  opus: 'audio/ogg',
};

/**
 * Reads what of an item makes it the episode subscribers know.
 *
 * @throws {@link LectorError} `E_IMPORT` naming what it lacks.
 */
export function toForeignEpisode(item: FeedItem, { timeZone }: { readonly timeZone: string }): ForeignEpisode {
  const title = nameOf(item);
  const refuse = (what: string, hint: string): never => {
    throw new LectorError('E_IMPORT', `${nameItem(item)} ${what}.`, { hint });
  };
  const { audio: enclosure, film } = chooseAudio(item);
  if (title === '') refuse('has no title', 'add one in the old feed.');
  if (!enclosure) refuse(`is a film (${film?.type ?? film?.url ?? ''})`, 'only audio is published.');
  const { url = '', type = '', length } = enclosure ?? {};
  if (!canParseUrl(url) || !/^https?:$/u.test(new URL(url).protocol))
    refuse(`names audio at "${url.slice(0, 80)}", which is no http address`, 'correct it in the old feed.');
  const date = parseDate(item.published ?? '', { timeZone, isField: true });
  if (!date) refuse(`has no date that can be read ("${(item.published ?? '').slice(0, 40)}")`, 'correct it there.');
  const sizeBytes = Number(length ?? 0);
  const stated = mediaTypeOf(type);
  return {
    item,
    title,
    guid: item.id ?? url,
    publishedAt: date?.iso ?? '',
    audio: {
      url: new URL(url).href,
      mimeType: typeOf(stated, url),
      ...present({
        sizeBytes: Number.isSafeInteger(sizeBytes) && sizeBytes > 0 ? sizeBytes : undefined,
        durationMs: item.podcast?.durationMs,
      }),
    },
  };
}

/** Its title, or what Apple shows in place of one it lacks. */
function nameOf({ title = '', extras }: FeedItem): string {
  const name = title.trim() === '' ? (extras?.title ?? '') : title;
  return name.replace(/\s+/gu, ' ').trim();
}

/** An item in messages. */
export function nameItem(item: FeedItem): string {
  const name = nameOf(item);
  return name === '' ? `item ${item.number}` : `item ${item.number} "${name.slice(0, 80)}"`;
}

/** By the type a feed states, and where that says nothing of sound by the extension of the address. */
function typeOf(stated: string, url: string): string {
  const subtype = stated.startsWith('audio/') ? stated.slice('audio/'.length) : '';
  return TYPES[subtype] ?? TYPES[extensionOf(url)] ?? (subtype === '' ? 'audio/mpeg' : stated);
}

/** Where the files of an imported episode lie, relative to its side-car. */
export type ImportedFiles = {
  /** Absent where the audio stays at the old place; `isAsIs` where apps play it as it is. */
  readonly audio?: { readonly name: string; readonly isAsIs: boolean };
  readonly transcript?: string;
  readonly chapters?: string;
};

/**
 * The side-car of an imported episode: GUID, date, numbers and notes as they were; its audio as it is, or where it is.
 *
 * @throws {@link LectorError} `E_IMPORT` when audio that stays has no length or duration in the feed.
 */
export function sideCarOf(
  episode: ForeignEpisode,
  { feed, files }: { readonly feed: ParsedFeed; readonly files: ImportedFiles },
): string {
  const { item, title, guid, publishedAt } = episode;
  const { podcast } = item;
  const notes = notesOf(item, feed.link);
  const image = item.image !== undefined && item.image !== feed.show?.imageUrl ? item.image : undefined;
  return writeYaml(
    present({
      title: title.slice(0, SOURCE_LIMITS.maxTitleLength),
      guid,
      date: publishedAt,
      authors: item.authors.length > 0 ? item.authors : undefined,
      url: isWebUrl(item.link) ? item.link : undefined,
      image: isWebUrl(image) ? image : undefined,
      season: podcast?.season,
      episode: podcast?.episode,
      episodeType: podcast?.episodeType,
      explicit: podcast?.isExplicit,
      ...(files.audio
        ? { audio: files.audio.name, asIs: files.audio.isAsIs ? true : undefined }
        : { enclosure: leftEnclosure(episode) }),
      transcript: files.transcript,
      chapters: files.chapters ?? (podcast && podcast.chapters.length > 0 ? podcast.chapters : undefined),
      aiNarrated: podcast?.isAiNarrated,
      podcast: checkedTags(item.extras?.tags, 'episode'),
      notes: notes === '' ? undefined : notes.slice(0, SOURCE_LIMITS.maxNotesLength),
    }),
  );

  function leftEnclosure({ audio: { url, sizeBytes, mimeType, durationMs } }: ForeignEpisode) {
    const refuse = (what: string, hint: string): never => {
      throw new LectorError('E_IMPORT', `${nameItem(item)} ${what}.`, { hint: `import with --media copy: ${hint}` });
    };
    if (sizeBytes === undefined || durationMs === undefined) {
      const lacking = sizeBytes === undefined ? 'length of its enclosure' : 'itunes:duration';
      return refuse(`has no ${lacking}`, 'then the file itself is measured.');
    }
    if (!AUDIO_TYPES.has(mimeType)) refuse(`is ${mimeType}, which many apps do not play`, 'it is made an MP3 then.');
    return { url, length: sizeBytes, type: mimeType, duration: Math.max(1, Math.round(durationMs / 1000)) };
  }
}

/** The longest of what an item says of itself. */
function notesOf({ contentHtml = '', contentText = '', summaryHtml = '', link }: FeedItem, site?: string): string {
  const html = contentHtml.length >= summaryHtml.length ? contentHtml : summaryHtml;
  return html.trim() === '' ? contentText.trim() : htmlToMarkdown(html, present({ baseUrl: link ?? site }));
}

function isWebUrl(text: string | undefined): text is string {
  return text !== undefined && canParseUrl(text) && /^https?:$/u.test(new URL(text).protocol);
}
