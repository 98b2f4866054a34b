import { createHash } from 'node:crypto';
import { readXml, xmlAttribute, xmlText, type XmlElement } from '../../markup/xml-tree.js';
import { present } from '../../model/present.js';
import { parseTimecode } from '../../model/time.js';

/** What podcast apps keep of an item. */
export type SubscribedItem = {
  /** What apps know it by: its guid, or without one the address of its audio. */
  readonly key: string;
  readonly hasGuid: boolean;
  readonly title: string;
  /** Absent without an enclosure. */
  readonly audio?: { readonly url: string; readonly length: string; readonly type: string };
  /** Milliseconds since 1970. */
  readonly publishedMs?: number;
  readonly durationMs?: number;
  /** Of everything else it says: title, notes, numbers, addresses of texts. */
  readonly words: string;
};

/**
 * The items of a feed as a subscriber's app sees them, in the order of the feed.
 *
 * @throws {@link LectorError} as `readXml`.
 */
export function readSubscribed(xml: string, file: string): readonly SubscribedItem[] {
  const items: SubscribedItem[] = [];
  readXml(xml, {
    file,
    take: (element) => {
      if (element.local !== 'item' || element.uri !== '') return false;
      items.push(toSubscribed(element));
      return true;
    },
  });
  return items;
}

function toSubscribed(item: XmlElement): SubscribedItem {
  const child = (local: string, prefix = ''): XmlElement | undefined =>
    item.children.find(({ name }) => name === (prefix === '' ? local : `${prefix}:${local}`));
  const textOf = (local: string, prefix?: string): string => {
    const found = child(local, prefix);
    return found === undefined ? '' : xmlText(found).trim();
  };
  const enclosure = child('enclosure');
  const url = (enclosure && xmlAttribute(enclosure, 'url'))?.trim() ?? '';
  const guid = textOf('guid');
  const publishedMs = Date.parse(textOf('pubDate'));
  return {
    key: guid === '' ? url : guid,
    hasGuid: guid !== '',
    title: textOf('title'),
    ...(enclosure &&
      url !== '' && {
        audio: {
          url,
          length: xmlAttribute(enclosure, 'length') ?? '',
          type: xmlAttribute(enclosure, 'type') ?? '',
        },
      }),
    ...present({
      publishedMs: Number.isNaN(publishedMs) ? undefined : publishedMs,
      durationMs: durationOf(textOf('duration', 'itunes')),
    }),
    words: createHash('sha256')
      .update(JSON.stringify(item.children.filter(isWords).map(saidBy)))
      .digest('hex'),
  };
}

/** GUID, date and audio are compared by themselves. */
function isWords({ name }: XmlElement): boolean {
  return !/^(?:guid|pubDate|enclosure|itunes:duration)$/u.test(name);
}

function saidBy({ name, attributes, children, text }: XmlElement): unknown {
  return [name, attributes, text.trim(), children.map(saidBy)];
}

/** Seconds, or a clock (Apple, `itunes:duration`). */
function durationOf(text: string): number | undefined {
  return /^\d+$/u.test(text) ? Number(text) * 1000 : parseTimecode(text, 'npt');
}
