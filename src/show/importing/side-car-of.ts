import { LectorError } from '../../errors.js';
import { writeYaml } from '../../fields/write-yaml.js';
import { present } from '../../model/present.js';
import { parseDate } from '../../sources/fields/parse-date.js';
import type { FeedItem, ParsedFeed } from '../../sources/kinds/feed/feed-item.js';
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

/** Types as feeds name them, mended or told by the address, and the extension of the file. */
const EXTENSIONS: Readonly<Record<string, string>> = {
  'audio/mpeg': 'mp3',
  'audio/mp3': 'mp3',
  'audio/mpeg3': 'mp3',
  'audio/x-mpeg': 'mp3',
  'audio/x-m4a': 'm4a',
  'audio/mp4': 'm4a',
  'audio/m4a': 'm4a',
  'audio/aac': 'm4a',
  'audio/x-m4b': 'm4a',
  'audio/ogg': 'ogg',
  'audio/opus': 'opus',
  'audio/wav': 'wav',
  'audio/x-wav': 'wav',
  'audio/flac': 'flac',
};
const TYPE_OF_EXTENSION: Readonly<Record<string, string>> = {
  mp3: 'audio/mpeg',
  m4a: 'audio/x-m4a',
  ogg: 'audio/ogg',
  opus: 'audio/ogg',
};

/** What a file of this type is called after its name. */
export function extensionOf({ mimeType, url }: ForeignEpisode['audio']): string {
  const known = EXTENSIONS[mimeType];
  return known ?? /\.([a-z0-9]{2,4})$/u.exec(new URL(url).pathname.toLowerCase())?.[1] ?? 'mp3';
}

/**
 * Reads what of an item makes it the episode subscribers know.
 *
 * @throws {@link LectorError} `E_IMPORT` naming what it lacks.
 */
export function toForeignEpisode(item: FeedItem, { timeZone }: { readonly timeZone: string }): ForeignEpisode {
  const title = item.title?.replace(/\s+/gu, ' ').trim() ?? '';
  const refuse = (what: string, hint: string): never => {
    const named = title === '' ? `item ${item.number}` : `item ${item.number} "${title.slice(0, 80)}"`;
    throw new LectorError('E_IMPORT', `${named} ${what}.`, { hint });
  };
  const [enclosure] = item.enclosures;
  const url = enclosure?.url.trim() ?? '';
  if (title === '') refuse('has no title', 'add one in the old feed.');
  if (!canParseUrl(url) || !/^https?:$/u.test(new URL(url).protocol))
    refuse(`names audio at "${url.slice(0, 80)}", which is no http address`, 'correct it in the old feed.');
  const stated = enclosure?.type?.toLowerCase().split(';')[0]?.trim() ?? '';
  if (stated.startsWith('video/') && stated !== 'video/mp4')
    refuse(`is a film (${stated})`, 'only audio is published.');
  const date = parseDate(item.published ?? '', { timeZone, isField: true });
  if (!date) refuse(`has no date that can be read ("${(item.published ?? '').slice(0, 40)}")`, 'correct it there.');
  const length = Number(enclosure?.length ?? 0);
  const mimeType = stated in EXTENSIONS ? stated : (typeByAddress(url) ?? (stated === '' ? 'audio/mpeg' : stated));
  return {
    item,
    title,
    guid: item.id ?? url,
    publishedAt: date?.iso ?? '',
    audio: {
      url: new URL(url).href,
      mimeType,
      ...present({
        sizeBytes: Number.isSafeInteger(length) && length > 0 ? length : undefined,
        durationMs: item.podcast?.durationMs,
      }),
    },
  };
}

function typeByAddress(url: string): string | undefined {
  const extension = /\.([a-z0-9]{2,4})$/u.exec(new URL(url).pathname.toLowerCase())?.[1] ?? '';
  return TYPE_OF_EXTENSION[extension];
}

/** Where the files of an imported episode lie, relative to its side-car. */
export type ImportedFiles = {
  /** Absent where the audio stays at the old place. */
  readonly audio?: string;
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
  const { item, title, guid, publishedAt, audio } = episode;
  const { podcast } = item;
  const notes = notesOf(item);
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
      ...(files.audio === undefined ? { enclosure: leftEnclosure(episode) } : { audio: files.audio, asIs: true }),
      transcript: files.transcript,
      chapters: files.chapters ?? (podcast && podcast.chapters.length > 0 ? podcast.chapters : undefined),
      aiNarrated: podcast?.isAiNarrated,
      notes: notes === '' ? undefined : notes.slice(0, SOURCE_LIMITS.maxNotesLength),
    }),
  );

  function leftEnclosure({ audio: { url, sizeBytes, mimeType, durationMs } }: ForeignEpisode) {
    if (sizeBytes === undefined || durationMs === undefined) {
      const lacking = sizeBytes === undefined ? 'length of its enclosure' : 'itunes:duration';
      throw new LectorError('E_IMPORT', `item ${item.number} "${title.slice(0, 80)}" has no ${lacking}.`, {
        hint: 'import with --media copy: then the file itself is measured.',
      });
    }
    const type = TYPE_OF_EXTENSION[extensionOf(audio)] ?? mimeType;
    return { url, length: sizeBytes, type, duration: Math.round(durationMs / 1000) };
  }
}

/** The longest of what an item says of itself. */
function notesOf({ contentHtml = '', contentText = '', summaryHtml = '' }: FeedItem): string {
  const html = contentHtml.length >= summaryHtml.length ? contentHtml : summaryHtml;
  return html.trim() === '' ? contentText.trim() : htmlToMarkdown(html);
}

function isWebUrl(text: string | undefined): text is string {
  return text !== undefined && canParseUrl(text) && /^https?:$/u.test(new URL(text).protocol);
}
