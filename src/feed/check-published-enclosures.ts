import { quoteValue } from '../model/text.js';
import type { XmlElement } from '../markup/xml-tree.js';
import { childNamed, childrenNamed, type FeedReport } from './standards/feed-report.js';
import { canParseUrl } from '../model/text/can-parse-url.js';

type PublishedEnclosuresInput = {
  readonly channel: XmlElement;
  readonly sizeOf: (path: string) => number | undefined;
  readonly report: FeedReport;
};

/** Compares each enclosure below the feed's own address with the file published with it. */
export function checkPublishedEnclosures({ channel, sizeOf, report }: PublishedEnclosuresInput): void {
  const base = publishedBase(channel);
  for (const item of childrenNamed(channel, 'item')) {
    const enclosure = childNamed(item, 'enclosure');
    const file = pathBelow(base, enclosure?.attributes['url'] ?? '');
    if (!enclosure || file === undefined) continue;
    const sizeBytes = sizeOf(file);
    const length = enclosure.attributes['length'] ?? '';
    if (sizeBytes === undefined) {
      report.add({
        code: 'E_ENCLOSURE_FILE',
        says: `is ${quoteValue(file)}, which is not in the published folder`,
        fix: 'build again.',
        at: enclosure,
        clause: '',
      });
    } else if (String(sizeBytes) !== length) {
      report.add({
        code: 'E_ENCLOSURE_LENGTH',
        says: `is not the size of the file, which has ${sizeBytes} bytes`,
        value: length,
        fix: 'build again.',
        at: enclosure,
        attribute: 'length',
        clause: 'RSS 2.0, enclosure',
      });
    }
  }
}

/** The address of the folder the feed lies in, from its self link. */
export function publishedBase(channel: XmlElement): string | undefined {
  const self = childrenNamed(channel, 'atom:link').find(({ attributes }) => attributes['rel'] === 'self');
  const href = self?.attributes['href'];
  return href !== undefined && canParseUrl(href) ? new URL('.', href).href : undefined;
}

/** Path below the published folder of an address below its base; nothing for any other address. */
export function pathBelow(base: string | undefined, url: string): string | undefined {
  if (base === undefined || !canParseUrl(url)) return undefined;
  const { href } = new URL(url);
  if (!href.startsWith(base)) return undefined;
  try {
    const file = decodeURIComponent(href.slice(base.length).split(/[?#]/u)[0] ?? '');
    return file.split(/[\\/]/u).includes('..') ? undefined : file;
  } catch {
    return undefined;
  }
}
