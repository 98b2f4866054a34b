import { xmlAttribute, xmlText, type XmlElement } from '../../../markup/xml-tree.js';
import { present } from '../../../model/present.js';

/** Tags of Podcasting 2.0 as `podcast:` of Lector's own files writes them, by key; not yet checked. */
export type ForeignTags = Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;

type Row = Readonly<Record<string, string | number | undefined>>;
type Reader = { readonly key: string; readonly row: (element: XmlElement) => Row };

/** By element (tags/*.md of the namespace): the key it has here, and how a row of it is read. */
const READERS: Readonly<Record<string, Reader>> = {
  person: {
    key: 'people',
    row: (element) => ({ name: textOf(element), ...attributesOf(element, ['role', 'group', 'img', 'href']) }),
  },
  soundbite: {
    key: 'soundbites',
    row: (element) => ({
      start: numberOf(element, 'startTime'),
      duration: numberOf(element, 'duration'),
      title: textOf(element),
    }),
  },
  funding: { key: 'funding', row: (element) => ({ ...attributesOf(element, ['url']), text: textOf(element) }) },
  license: {
    key: 'license',
    row: (element) => ({ id: textOf(element)?.toLowerCase(), ...attributesOf(element, ['url']) }),
  },
  location: {
    key: 'location',
    row: (element) => ({ name: textOf(element), ...attributesOf(element, ['rel', 'geo', 'osm', 'country']) }),
  },
  socialInteract: {
    key: 'social',
    row: (element) => ({
      ...attributesOf(element, ['protocol', 'uri', 'accountId', 'accountUrl']),
      priority: numberOf(element, 'priority'),
    }),
  },
  contentLink: { key: 'links', row: (element) => ({ ...attributesOf(element, ['href']), text: textOf(element) }) },
};

/** Reads the elements among these that say of a show or an episode what Lector's own files can say as well. */
export function readForeignTags(elements: readonly XmlElement[]): ForeignTags {
  const tags: Record<string, Readonly<Record<string, unknown>>[]> = {};
  for (const element of elements) {
    const reader = READERS[element.local];
    if (reader) (tags[reader.key] ??= []).push(present(reader.row(element)));
  }
  return tags;
}

function textOf(element: XmlElement): string | undefined {
  const text = xmlText(element).replace(/\s+/gu, ' ').trim();
  return text === '' ? undefined : text;
}

function attributesOf(element: XmlElement, names: readonly string[]): Row {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = xmlAttribute(element, name)?.trim();
      return value === undefined || value === '' ? [] : [[name, value]];
    }),
  );
}

function numberOf(element: XmlElement, name: string): number | undefined {
  const text = xmlAttribute(element, name)?.trim() ?? '';
  return /^\d+(?:\.\d+)?$/u.test(text) ? Number(text) : undefined;
}
