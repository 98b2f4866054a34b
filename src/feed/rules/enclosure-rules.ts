import { quoteValue } from '../../model/text.js';
import type { XmlElement } from '../../markup/xml-tree.js';
import { checkUrl } from './check-url.js';
import { childrenNamed, type FeedReport } from './feed-report.js';

/** Apple and PSP-1: the extension decides whether an item is listed, and the type must belong to it. */
const TYPES: Readonly<Record<string, readonly string[]>> = {
  mp3: ['audio/mpeg'],
  m4a: ['audio/x-m4a', 'audio/m4a'],
  mp4: ['video/mp4'],
  m4v: ['video/x-m4v', 'video/m4v'],
  mov: ['video/quicktime'],
  pdf: ['application/pdf'],
};

type EnclosureInput = { readonly item: XmlElement; readonly label: string; readonly report: FeedReport };

/** One enclosure, with a web address, a length in bytes, and a type that fits its extension. */
export function checkEnclosure({ item, label, report }: EnclosureInput): void {
  const [enclosure, second] = childrenNamed(item, 'enclosure');
  if (!enclosure) {
    report.error('E_ITEM_ENCLOSURE', `${label} has no enclosure (PSP-1).`, {
      at: item,
      hint: 'add <enclosure url length type>.',
    });
    return;
  }
  if (second) {
    report.warning('W_ITEM_ENCLOSURES', `${label} has more than one enclosure; apps take one of them.`, {
      at: second,
      hint: 'keep one, and offer the others as podcast:alternateEnclosure.',
    });
  }
  const { url = '', length = '', type = '' } = enclosure.attributes;
  checkUrl({ url, field: `${label} enclosure url`, at: enclosure, report });
  if (!/^[1-9]\d*$/u.test(length)) {
    report.warning('W_ENCLOSURE', `${label} enclosure length ${quoteValue(length)} is not its size in bytes (PSP-1).`, {
      at: enclosure,
      hint: 'write the size of the file in bytes.',
    });
  }
  const extension = (URL.canParse(url) ? new URL(url).pathname : url).split('.').at(-1)?.toLowerCase() ?? '';
  const types = Object.hasOwn(TYPES, extension) ? TYPES[extension] : undefined;
  if (!types) {
    report.error(
      'E_ENCLOSURE_TYPE',
      `${label} enclosure ${quoteValue(url.split('/').at(-1) ?? '')}: Apple lists only .m4a .mp3 .mov .mp4 .m4v .pdf.`,
      {
        at: enclosure,
        hint: 'publish an MP3 file.',
      },
    );
  } else if (!types.includes(type)) {
    report.error('E_ENCLOSURE_TYPE', `${label} enclosure type ${quoteValue(type)} does not belong to .${extension}.`, {
      at: enclosure,
      hint: `write type="${types[0] ?? ''}".`,
    });
  }
}

/** What concerns all enclosures together: Apple ignores the second of two equal addresses. */
export function checkEnclosuresUnique(items: readonly XmlElement[], report: FeedReport): void {
  const urls = new Set<string>();
  const names = new Set<string>();
  for (const [index, item] of items.entries()) {
    const enclosure = childrenNamed(item, 'enclosure')[0];
    const url = enclosure?.attributes['url'];
    if (!enclosure || url === undefined) continue;
    const name = url.split(/[?#]/u)[0]?.split('/').at(-1) ?? '';
    if (urls.has(url)) {
      report.error(
        'E_ENCLOSURE_DUPLICATE',
        `item ${index + 1} has the enclosure of an item above it; Apple ignores it.`,
        {
          at: enclosure,
          hint: 'give each item a file of its own.',
        },
      );
    } else if (names.has(name)) {
      report.warning(
        'W_ENCLOSURE_NAME',
        `item ${index + 1} enclosure name ${quoteValue(name)} is used twice; downloaders overwrite one with the other.`,
        {
          at: enclosure,
          hint: 'make the last part of each address unique in the show.',
        },
      );
    }
    urls.add(url);
    names.add(name);
  }
}
