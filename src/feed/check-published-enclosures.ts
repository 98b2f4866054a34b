import { quoteValue } from '../model/text.js';
import type { XmlElement } from '../markup/xml-tree.js';
import { childNamed, childrenNamed, type FeedReport } from './rules/feed-report.js';

type PublishedEnclosuresInput = {
  readonly channel: XmlElement;
  readonly sizeOf: (path: string) => number | undefined;
  readonly report: FeedReport;
};

/** Compares each enclosure below the feed's own address with the file published with it. */
export function checkPublishedEnclosures({ channel, sizeOf, report }: PublishedEnclosuresInput): void {
  const base = publishedBase(channel);
  for (const [index, item] of childrenNamed(channel, 'item').entries()) {
    const enclosure = childNamed(item, 'enclosure');
    const file = pathBelow(base, enclosure?.attributes['url'] ?? '');
    if (!enclosure || file === undefined) continue;
    const sizeBytes = sizeOf(file);
    const length = enclosure.attributes['length'] ?? '';
    if (sizeBytes === undefined) {
      report.error(
        'E_ENCLOSURE_FILE',
        `item ${index + 1} enclosure ${quoteValue(file)} is not in the published folder.`,
        {
          at: enclosure,
          hint: 'build again.',
        },
      );
    } else if (String(sizeBytes) !== length) {
      report.error(
        'E_ENCLOSURE_LENGTH',
        `item ${index + 1} enclosure length is ${quoteValue(length)}, and the file has ${sizeBytes} bytes.`,
        {
          at: enclosure,
          hint: 'build again.',
        },
      );
    }
  }
}

/** The address of the folder the feed lies in, from its self link. */
export function publishedBase(channel: XmlElement): string | undefined {
  const self = childrenNamed(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === 'self');
  const href = self?.attributes['href'];
  return href !== undefined && URL.canParse(href) ? new URL('.', href).href : undefined;
}

/** Path below the published folder of an address below its base; nothing for any other address. */
export function pathBelow(base: string | undefined, url: string): string | undefined {
  if (base === undefined || !URL.canParse(url)) return undefined;
  const { href } = new URL(url);
  if (!href.startsWith(base)) return undefined;
  try {
    const file = decodeURIComponent(href.slice(base.length).split(/[?#]/u)[0] ?? '');
    return file.split(/[\\/]/u).includes('..') ? undefined : file;
  } catch {
    return undefined;
  }
}
