import { xmlAttribute, xmlText, type XmlElement } from '../../../markup/xml-tree.js';
import { present } from '../../../model/present.js';
import { parseTimecode } from '../../../model/time.js';
import { readForeignTags, type ForeignTags } from './read-foreign-tags.js';

/** What a podcast's feed says of an episode besides what every feed says of its items. */
export type PodcastFields = {
  readonly durationMs?: number;
  readonly season?: number;
  readonly episode?: number;
  readonly episodeType?: 'trailer' | 'bonus';
  readonly isExplicit?: boolean;
  readonly transcripts: readonly { readonly url: string; readonly type: string }[];
  readonly chaptersUrl?: string;
  /** Podlove Simple Chapters in the feed itself. */
  readonly chapters: readonly { readonly start: string; readonly title: string; readonly href?: string }[];
  /** What it says itself of machine voices (`podcast:txt` for `ai-content`). */
  readonly isAiNarrated?: boolean;
};

/** What matters only where an episode is taken over. */
export type EpisodeExtras = {
  /** What Apple shows instead of the title, without number and name of the show. */
  readonly title?: string;
  /** Whether directories are asked to leave it out. */
  readonly isBlocked?: boolean;
  readonly tags: ForeignTags;
};

/** What a podcast's feed says of the show. */
export type ShowFields = {
  readonly description?: string;
  readonly author?: string;
  /** As Lector's settings write them: `News > Daily News`. */
  readonly categories: readonly string[];
  readonly isExplicit?: boolean;
  readonly isSerial?: boolean;
  readonly copyright?: string;
  readonly imageUrl?: string;
  /** Podcasting 2.0 guid. */
  readonly guid?: string;
  readonly medium?: string;
  /** The next page of a paged or archived feed (RFC 5005 §3 and §4). */
  readonly nextPageUrl?: string;
  /** Whether its owner asks other hosts not to take it over (`podcast:locked`). */
  readonly isLocked?: boolean;
  readonly tags?: ForeignTags;
};

const ITUNES = /^https?:\/\/www\.itunes\.com\/dtds\/podcast-1\.0\.dtd$/iu;
/** Both addresses the namespace has had. */
const PODCAST =
  /^https?:\/\/(?:podcastindex\.org\/namespace\/1\.0|github\.com\/Podcastindex-org\/podcast-namespace\/.*)$/iu;
const PSC = /^https?:\/\/podlove\.org\/simple-chapters\/?$/iu;
const ATOM = /^http:\/\/www\.w3\.org\/2005\/Atom$/u;
const RSS = /^$/u;

/** Reads `itunes:` and `podcast:` elements of an RSS item. */
export function readPodcastFields(item: XmlElement): PodcastFields {
  const type = textOf(item, ITUNES, 'episodeType')?.toLowerCase();
  const episodeType = (['trailer', 'bonus'] as const).find((name) => name === type);
  return {
    ...present({
      durationMs: toDurationMs(textOf(item, ITUNES, 'duration')),
      season: toCount(textOf(item, ITUNES, 'season') ?? textOf(item, PODCAST, 'season')),
      episode: toCount(textOf(item, ITUNES, 'episode') ?? textOf(item, PODCAST, 'episode')),
      episodeType,
      isExplicit: toFlag(textOf(item, ITUNES, 'explicit')),
      isAiNarrated: toFlag(textOfPurpose(item, 'ai-content')),
      chaptersUrl: attributeOf(item, PODCAST, { name: 'chapters', attribute: 'url' }),
    }),
    transcripts: all(item, PODCAST, 'transcript').map((transcript) => ({
      url: xmlAttribute(transcript, 'url') ?? '',
      type: (xmlAttribute(transcript, 'type') ?? '').toLowerCase(),
    })),
    chapters: all(item, PSC, 'chapters').flatMap((list) =>
      all(list, PSC, 'chapter').map((chapter) => ({
        start: xmlAttribute(chapter, 'start') ?? '',
        title: xmlAttribute(chapter, 'title') ?? '',
        ...present({ href: xmlAttribute(chapter, 'href') }),
      })),
    ),
  };
}

export function readEpisodeExtras(item: XmlElement): EpisodeExtras {
  return {
    ...present({ title: textOf(item, ITUNES, 'title'), isBlocked: toFlag(textOf(item, ITUNES, 'block')) }),
    tags: readForeignTags(item.children.filter(({ uri }) => PODCAST.test(uri))),
  };
}

/** Whether an entry of an Atom feed says anything of a podcast. */
export function isOfPodcast(entry: XmlElement): boolean {
  return entry.children.some(({ uri }) => [ITUNES, PODCAST, PSC].some((namespace) => namespace.test(uri)));
}

/** Reads what an RSS channel says of its show. */
export function readShowFields(channel: XmlElement): ShowFields {
  const pages = all(channel, ATOM, 'link').filter((link) =>
    /^(?:next|prev-archive)$/u.test(xmlAttribute(link, 'rel') ?? ''),
  );
  return {
    categories: all(channel, ITUNES, 'category').flatMap(categoriesOf),
    ...present({
      description: textOf(channel, RSS, 'description') ?? textOf(channel, ITUNES, 'summary'),
      author: textOf(channel, ITUNES, 'author'),
      isExplicit: toFlag(textOf(channel, ITUNES, 'explicit')),
      isSerial: textOf(channel, ITUNES, 'type')?.toLowerCase() === 'serial' ? true : undefined,
      copyright: textOf(channel, RSS, 'copyright'),
      imageUrl: attributeOf(channel, ITUNES, { name: 'image', attribute: 'href' }),
      guid: textOf(channel, PODCAST, 'guid'),
      medium: textOf(channel, PODCAST, 'medium'),
      nextPageUrl: pages.flatMap((link) => xmlAttribute(link, 'href') ?? [])[0],
      isLocked: toFlag(textOf(channel, PODCAST, 'locked')),
    }),
    tags: readForeignTags(channel.children.filter(({ uri }) => PODCAST.test(uri))),
  };
}

function categoriesOf(category: XmlElement): readonly string[] {
  const name = xmlAttribute(category, 'text')?.trim() ?? '';
  const inner = all(category, ITUNES, 'category').flatMap((child) => xmlAttribute(child, 'text')?.trim() ?? []);
  if (name === '') return [];
  return inner.length === 0 ? [name] : inner.map((child) => `${name} > ${child}`);
}

function all(parent: XmlElement, namespace: RegExp, name: string): readonly XmlElement[] {
  return parent.children.filter(({ local, uri }) => local === name && namespace.test(uri));
}

function textOf(parent: XmlElement, namespace: RegExp, name: string): string | undefined {
  const [found] = all(parent, namespace, name);
  const text = found === undefined ? '' : xmlText(found).trim();
  return text === '' ? undefined : text;
}

function textOfPurpose(parent: XmlElement, purpose: string): string | undefined {
  const found = all(parent, PODCAST, 'txt').find(
    (txt) => (xmlAttribute(txt, 'purpose') ?? '').trim().toLowerCase() === purpose,
  );
  return found && xmlText(found).trim();
}

function attributeOf(
  parent: XmlElement,
  namespace: RegExp,
  { name, attribute }: { readonly name: string; readonly attribute: string },
): string | undefined {
  const [found] = all(parent, namespace, name);
  return found && xmlAttribute(found, attribute);
}

/** Seconds, or a clock of two or three parts (Apple, `itunes:duration`). */
function toDurationMs(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const durationMs = /^\d+(?:\.\d+)?$/u.test(text) ? Math.round(Number(text) * 1000) : parseTimecode(text, 'npt');
  return durationMs !== undefined && durationMs > 0 ? durationMs : undefined;
}

function toCount(text: string | undefined): number | undefined {
  return text !== undefined && /^[1-9]\d{0,5}$/u.test(text) ? Number(text) : undefined;
}

/** Apple's words, today's and those of before. */
function toFlag(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (/^(?:true|yes|explicit)$/iu.test(text)) return true;
  return /^(?:false|no|clean)$/iu.test(text) ? false : undefined;
}
