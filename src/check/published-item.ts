import { pathBelow, publishedBase } from '../feed/check-published-enclosures.js';
import type { XmlElement } from '../markup/xml-tree.js';
import { childNamed, childrenNamed, textOf } from '../feed/standards/feed-report.js';
import { present } from '../model/present.js';
import { parseTimecode } from '../model/time.js';

/** A chapter as any of the published forms tells it. */
export type TimedTitle = { readonly startMs: number; readonly title: string };

/** Titles are compared by their letters and digits: forms differ in quotes, spaces and symbols they can show. */
export function titleKey(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]+/gu, '')
    .toLowerCase();
}

/** Audio of an item in another format, as the feed has it. */
export type PublishedAlternate = {
  readonly path: string;
  readonly type: string;
  /** Its bytes as `sha256-` and Base64 (SRI). */
  readonly integrity: string;
};

/** An item of the published feed, with the files it names below the published folder. */
export type PublishedItem = {
  /** `item 3`, or the title where there is one. */
  readonly label: string;
  readonly line: number;
  readonly guid?: string;
  readonly audioPath?: string;
  /** As the feed has it. */
  readonly audioUrl?: string;
  /** Media type and size of the audio, as the feed has them. */
  readonly audioType?: string;
  readonly audioBytes?: number;
  /** The same audio in other formats. */
  readonly alternates: readonly PublishedAlternate[];
  /** Milliseconds since 1970. */
  readonly publishedMs?: number;
  readonly durationSeconds?: number;
  readonly description: string;
  /** Its notes in every form the feed has them in; HTML. */
  readonly notes: readonly string[];
  /** `podcast:txt` of this purpose. */
  readonly aiContent?: string;
  /** Chapters in the feed itself. */
  readonly psc: readonly TimedTitle[];
  readonly chaptersPath?: string;
  readonly transcripts: readonly { readonly path: string; readonly type: string }[];
  /** The episode's page, or the folder it is the page of. */
  readonly pagePath?: string;
};

type PublishedFeed = {
  /** BCP 47. */
  readonly language: string;
  readonly items: readonly PublishedItem[];
  /** Images the feed names, below the published folder. */
  readonly images: readonly { readonly path: string; readonly line: number }[];
  /** Pictures it names on other hosts. */
  readonly foreignImages: readonly { readonly url: string; readonly line: number }[];
};

/** The path that names a file, from its address; nothing for a file that is not looked at. */
type PathOf = (url: string) => string | undefined;

/**
 * Reads what a feed says of the files that are published with it.
 *
 * @param top Address of the published folder, unless given the one the feed lies in; or how files are named otherwise.
 */
export function readPublishedFeed(root: XmlElement, top?: string | PathOf): PublishedFeed {
  const channel = childNamed(root, 'channel');
  if (!channel) return { language: '', items: [], images: [], foreignImages: [] };
  const base = typeof top === 'string' ? top : publishedBase(channel);
  const toPath = typeof top === 'function' ? top : (url: string) => pathBelow(base, url);
  const items = childrenNamed(channel, 'item');
  const named = [channel, ...items].flatMap((parent) => {
    const image = childNamed(parent, 'itunes:image');
    const url = image?.attributes['href'] ?? '';
    return image && url !== '' ? [{ url, path: toPath(url), line: image.line }] : [];
  });
  const images = named.flatMap(({ path, line }) => (path === undefined ? [] : [{ path, line }]));
  const foreignImages = named.flatMap(({ url, path, line }) => (path === undefined ? [{ url, line }] : []));
  const language = textOf(channel, 'language') ?? '';
  return { language, items: items.map((item, index) => readItem(item, index, toPath)), images, foreignImages };
}

function readItem(item: XmlElement, index: number, toPath: PathOf): PublishedItem {
  const fileOf = (name: string, attribute: string): string | undefined =>
    toPath(childNamed(item, name)?.attributes[attribute] ?? '');
  const guid = textOf(item, 'guid');
  const audioPath = fileOf('enclosure', 'url');
  const chaptersPath = fileOf('podcast:chapters', 'url');
  const pagePath = toPath(textOf(item, 'link') ?? '');
  const enclosure = childNamed(item, 'enclosure')?.attributes;
  const length = enclosure?.['length']?.trim() ?? '';
  const publishedMs = Date.parse(textOf(item, 'pubDate') ?? '');
  const duration = Number(textOf(item, 'itunes:duration') ?? Number.NaN);
  return {
    label: textOf(item, 'title') ?? `item ${index + 1}`,
    line: item.line,
    ...present({ guid, audioPath, audioUrl: enclosure?.['url'], audioType: enclosure?.['type'] }),
    ...(/^[1-9]\d*$/u.test(length) && { audioBytes: Number(length) }),
    alternates: childrenNamed(item, 'podcast:alternateEnclosure').flatMap((other) => {
      const path = toPath(childNamed(other, 'podcast:source')?.attributes['uri'] ?? '');
      const integrity = childNamed(other, 'podcast:integrity')?.attributes['value'] ?? '';
      return path === undefined ? [] : [{ path, type: other.attributes['type'] ?? '', integrity }];
    }),
    ...(Number.isFinite(publishedMs) && { publishedMs }),
    ...(Number.isFinite(duration) && { durationSeconds: duration }),
    description: childNamed(item, 'description')?.text ?? '',
    notes: ['description', 'content:encoded'].flatMap((name) => childNamed(item, name)?.text ?? []),
    ...present({ aiContent: aiContentOf(item) }),
    psc: childrenNamed(item, 'psc:chapters').flatMap((list) =>
      childrenNamed(list, 'psc:chapter').map(({ attributes }) => ({
        startMs: parseTimecode(attributes['start'] ?? '', 'npt') ?? Number.NaN,
        title: attributes['title'] ?? '',
      })),
    ),
    ...present({ chaptersPath }),
    transcripts: childrenNamed(item, 'podcast:transcript').flatMap(({ attributes }) => {
      const path = toPath(attributes['url'] ?? '');
      return path === undefined ? [] : [{ path, type: attributes['type'] ?? '' }];
    }),
    ...present({ pagePath }),
  };
}

function aiContentOf(parent: XmlElement): string | undefined {
  const texts = childrenNamed(parent, 'podcast:txt');
  return texts.find(({ attributes }) => attributes['purpose'] === 'ai-content')?.text.trim();
}
