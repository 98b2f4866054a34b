import { LectorError } from '../../../errors.js';
import type { FieldMap, FieldValue } from '../../../fields/field-value.js';
import { readJsonFields } from '../../../fields/read-json.js';
import { present } from '../../../model/present.js';
import type { FeedItem, ParsedFeed } from './feed-item.js';

const MS_PER_SECOND = 1000;

/**
 * Reads JSON Feed 1.0 and 1.1.
 *
 * @throws LectorError `E_JSON`, `E_FEED_FORMAT`.
 */
export function parseJsonFeed(
  text: string,
  options: { readonly file: string; readonly maxBytes: number; readonly maxDepth: number; readonly maxItems: number },
): ParsedFeed {
  const { file, maxBytes, maxDepth } = options;
  const fields = readJsonFields({ text, file, maxBytes, maxDepth, expected: 'a JSON Feed', isForeign: true });
  const version = textOf(fields, 'version') ?? '';
  const items = fields.get('items')?.value;
  if (!version.startsWith('https://jsonfeed.org/version/') || items?.kind !== 'list') {
    throw new LectorError('E_FEED_FORMAT', `${options.file} is no feed; read are RSS, Atom and JSON Feed.`, {
      place: { file: options.file },
      hint: 'use the address of the feed.',
    });
  }
  return {
    ...present({
      title: textOf(fields, 'title'),
      link: textOf(fields, 'home_page_url'),
      language: textOf(fields, 'language'),
    }),
    show: {
      categories: [],
      ...present({ description: textOf(fields, 'description'), nextPageUrl: textOf(fields, 'next_url') }),
    },
    unknown: [],
    items: items.items.slice(0, options.maxItems).map((item, index) => readItem(item, index + 1)),
  };
}

function readItem(value: FieldValue, number: number): FeedItem {
  if (value.kind !== 'map') return { number, authors: [], tags: [], enclosures: [] };
  const { fields } = value;
  const single = fields.get('author')?.value;
  const authors = [...listOf(fields, 'authors'), ...(single === undefined ? [] : [single])];
  return {
    number,
    ...present({
      id: textOf(fields, 'id'),
      link: textOf(fields, 'url') ?? textOf(fields, 'external_url'),
      title: textOf(fields, 'title'),
      published: textOf(fields, 'date_published'),
      updated: textOf(fields, 'date_modified'),
      language: textOf(fields, 'language'),
      image: textOf(fields, 'image') ?? textOf(fields, 'banner_image'),
      contentHtml: textOf(fields, 'content_html'),
      contentText: textOf(fields, 'content_text'),
      summaryHtml: textOf(fields, 'summary'),
    }),
    authors: authors.flatMap((author) => (author.kind === 'map' ? (textOf(author.fields, 'name') ?? []) : [])),
    tags: listOf(fields, 'tags').flatMap((tag) => (tag.kind === 'text' ? [tag.text] : [])),
    enclosures: listOf(fields, 'attachments').flatMap((attachment) =>
      attachment.kind === 'map'
        ? [
            {
              url: textOf(attachment.fields, 'url') ?? '',
              ...present({
                length: textOf(attachment.fields, 'size_in_bytes'),
                type: textOf(attachment.fields, 'mime_type'),
              }),
            },
          ]
        : [],
    ),
    ...podcastOf(fields),
  };
}

function podcastOf(fields: FieldMap): Pick<FeedItem, 'podcast'> {
  const durationMs = durationOf(fields);
  return durationMs === undefined ? {} : { podcast: { durationMs, transcripts: [], chapters: [] } };
}

/** `duration_in_seconds` of the first attachment that has one. */
function durationOf(fields: FieldMap): number | undefined {
  const [seconds] = listOf(fields, 'attachments').flatMap((attachment) =>
    attachment.kind === 'map' ? Number(textOf(attachment.fields, 'duration_in_seconds') ?? 0) || [] : [],
  );
  return seconds !== undefined && seconds > 0 ? Math.round(seconds * MS_PER_SECOND) : undefined;
}

function textOf(fields: FieldMap, name: string): string | undefined {
  const value = fields.get(name)?.value;
  const text = value?.kind === 'text' ? value.text.trim() : '';
  return text === '' ? undefined : text;
}

function listOf(fields: FieldMap, name: string): readonly FieldValue[] {
  const value = fields.get(name)?.value;
  return value?.kind === 'list' ? value.items : [];
}
