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
    for (const { at, url, clause } of namedAudio(item)) {
      const file = pathBelow(base, url);
      if (file === undefined) continue;
      const sizeBytes = sizeOf(file);
      const length = at.attributes['length'] ?? '';
      if (sizeBytes === undefined) {
        report.add({
          code: 'E_ENCLOSURE_FILE',
          says: `is ${quoteValue(file)}, which is not in the published folder`,
          fix: 'build again.',
          at,
          clause: '',
        });
      } else if (String(sizeBytes) !== length) {
        report.add({
          code: 'E_ENCLOSURE_LENGTH',
          says: `is not the size of the file, which has ${sizeBytes} bytes`,
          value: length,
          fix: 'build again.',
          at,
          attribute: 'length',
          clause,
        });
      }
    }
  }
}

type NamedAudio = { readonly at: XmlElement; readonly url: string; readonly clause: string };

/** The audio of an item, and the same in other formats. */
function namedAudio(item: XmlElement): readonly NamedAudio[] {
  const enclosure = childNamed(item, 'enclosure');
  const main = enclosure && { at: enclosure, url: enclosure.attributes['url'] ?? '', clause: 'RSS 2.0, enclosure' };
  const clause = 'Podcasting 2.0, podcast:alternateEnclosure';
  const others = childrenNamed(item, 'podcast:alternateEnclosure').flatMap((at) =>
    childrenNamed(at, 'podcast:source').map(({ attributes }) => ({ at, url: attributes['uri'] ?? '', clause })),
  );
  return [...(main ? [main] : []), ...others];
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
