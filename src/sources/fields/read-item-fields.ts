import { present } from '../../model/present.js';
import { LectorError } from '../../errors.js';
import type { ItemOptions, Provenance } from '../../model/article.js';
import { checkSlug } from '../collect/check-slug.js';
import { fail, findField, refuseUnknownFields, textField, type FieldRecord } from './fields.js';
import { choiceField, countField, dateField, flagField, languageField, listField } from './typed-fields.js';
import { readPictureField, readUrlField } from './read-url-field.js';
import type { ReadContext } from '../source.js';

/** What an editor may say about any item, in front matter or a sidecar. */
export type ItemFields = {
  readonly title?: string;
  readonly standfirst?: string;
  /** For notes; not spoken. */
  readonly description?: string;
  readonly authors?: readonly string[];
  readonly publishedAt?: string;
  readonly modifiedAt?: string;
  readonly language?: string;
  readonly section?: string;
  readonly tags?: readonly string[];
  readonly image?: string;
  readonly canonicalUrl?: string;
  readonly siteName?: string;
  readonly statedIdentity?: string;
  readonly statedSlug?: string;
  readonly options: ItemOptions;
};

/** Every spelling of every field, the one we write first. */
export const ITEM_FIELDS = {
  title: ['title', 'headline'],
  standfirst: ['standfirst', 'subtitle', 'deck', 'dek'],
  description: ['description', 'summary', 'excerpt'],
  authors: ['authors', 'author', 'byline'],
  publishedAt: ['date', 'published', 'publishedAt', 'publishDate', 'pubDate', 'pubDatetime'],
  modifiedAt: ['updated', 'modified', 'modifiedAt', 'updatedAt', 'updatedDate', 'lastmod'],
  language: ['language', 'lang', 'locale'],
  section: ['section', 'category'],
  tags: ['tags', 'keywords'],
  image: ['image', 'cover', 'thumbnail', 'heroImage', 'feature_image'],
  canonicalUrl: ['canonicalUrl', 'canonical', 'canonical_url', 'canonicalURL', 'url', 'link'],
  siteName: ['siteName', 'publication'],
  statedIdentity: ['id', 'guid'],
  statedSlug: ['slug'],
  isDraft: ['draft'],
  isExplicit: ['explicit'],
  season: ['season'],
  episode: ['episode'],
  episodeType: ['episodeType', 'type'],
  voice: ['voice'],
  lexicon: ['lexicon', 'pronunciations'],
  tables: ['tables'],
  footnotes: ['footnotes'],
} as const satisfies Record<string, readonly string[]>;

/** Fields of common site generators that say nothing about an episode. */
const OTHER_PROGRAMS_FIELDS = [
  'layout', 'permalink', 'categories', 'series', 'weight', 'toc', 'comments', 'comment', 'aliases', 'menu', 'math',
  'template', 'theme', 'robots', 'pin', 'pinned', 'featured', 'readingTime', 'hide', 'order',
]; // prettier-ignore

/**
 * Reads the fields both articles and programmes have.
 *
 * @param more Names that this kind of file has besides.
 * @throws LectorError naming the field and the line.
 */
export function readItemFields(
  record: FieldRecord,
  context: Pick<ReadContext, 'limits' | 'timeZone'>,
  more: readonly string[] = [],
): ItemFields {
  const spellings: readonly (readonly string[])[] = Object.values(ITEM_FIELDS);
  refuseUnknownFields(record, {
    known: [...spellings.flat(), ...more, ...OTHER_PROGRAMS_FIELDS],
    offered: [...spellings.flatMap(([first = '']) => first), ...more],
  });
  const { limits, timeZone } = context;
  const short = { maxLength: limits.maxTitleLength };
  const long = { maxLength: limits.maxDescriptionLength, isOptional: true };
  const fields = {
    title: textField(record, ITEM_FIELDS.title, short),
    standfirst: textField(record, ITEM_FIELDS.standfirst, long),
    description: textField(record, ITEM_FIELDS.description, { ...long, isMultiline: true }),
    authors: listField(record, ITEM_FIELDS.authors, { ...short, allowsText: true }),
    publishedAt: dateField(record, ITEM_FIELDS.publishedAt, timeZone),
    modifiedAt: dateField(record, ITEM_FIELDS.modifiedAt, timeZone),
    language: languageField(record, ITEM_FIELDS.language),
    section: textField(record, ITEM_FIELDS.section, { ...short, isOptional: true }),
    tags: listField(record, ITEM_FIELDS.tags, { maxLength: limits.maxTagLength }),
    image: readPictureField(record, ITEM_FIELDS.image),
    canonicalUrl: readUrlField(record, ITEM_FIELDS.canonicalUrl),
    siteName: textField(record, ITEM_FIELDS.siteName, { ...short, isOptional: true }),
    statedIdentity: readIdentity(record, limits.maxGuidLength),
    statedSlug: readSlug(record),
  };
  return { ...present(fields), options: readOptions(record, context) };
}

/** Where each field that is there came from. */
export function provenanceOf(fields: object, provenance: Provenance): Record<string, Provenance> {
  const names = Object.keys(fields).filter((name) => name !== 'options');
  return Object.fromEntries(names.map((name) => [name, provenance]));
}

function readOptions(record: FieldRecord, { limits }: Pick<ReadContext, 'limits'>): ItemOptions {
  return present({
    guid: record.fields.has('guid') ? readIdentity(record, limits.maxGuidLength, ['guid']) : undefined,
    isDraft: flagField(record, ITEM_FIELDS.isDraft),
    isExplicit: flagField(record, ITEM_FIELDS.isExplicit),
    season: countField(record, ITEM_FIELDS.season),
    episode: countField(record, ITEM_FIELDS.episode),
    episodeType: readEpisodeType(record),
    voice: textField(record, ITEM_FIELDS.voice, { maxLength: limits.maxTitleLength, isOptional: true }),
    lexicon: readLexicon(record, limits.maxTitleLength),
    tables: choiceField(record, ITEM_FIELDS.tables, ['summary', 'rows', 'skip']),
    footnotes: choiceField(record, ITEM_FIELDS.footnotes, ['skip', 'end']),
  });
}

/** `type` is also what site generators call a layout; only the words of a feed count. */
function readEpisodeType(record: FieldRecord): ItemOptions['episodeType'] {
  const choices = ['full', 'trailer', 'bonus'] as const;
  if (record.fields.has('episodeType')) return choiceField(record, ['episodeType'], choices);
  const value = record.fields.get('type')?.value;
  return choices.find((choice) => value?.kind === 'text' && value.text === choice);
}

/** An identity must survive every reader byte for byte, so a number that a YAML reader would change is refused. */
function readIdentity(
  record: FieldRecord,
  maxLength: number,
  names: readonly string[] = ITEM_FIELDS.statedIdentity,
): string | undefined {
  const found = findField(record, names);
  if (found?.field.value.kind === 'text') {
    const { text, isBare } = found.field.value;
    if (isBare && isNumber(text) && String(Number(text)) !== text) {
      fail({
        record,
        name: found.name,
        code: 'E_FIELD_TYPE',
        message: `: ${text} reads as the number ${String(Number(text))}`,
        hint: `quote it ("${text}").`,
      });
    }
  }
  return textField(record, names, { maxLength, isVerbatim: true });
}

function isNumber(text: string): boolean {
  return /^[-+.\d]/u.test(text) && !Number.isNaN(Number(text));
}

function readSlug(record: FieldRecord): string | undefined {
  const text = textField(record, ITEM_FIELDS.statedSlug, { maxLength: 1_000, isOptional: true });
  if (text === undefined) return undefined;
  const problem = checkSlug(text.toLowerCase());
  if (problem === undefined) return text.toLowerCase();
  return fail({
    record,
    name: 'slug',
    code: 'E_SLUG',
    message: `"${text.slice(0, 60)}" ${problem}`,
    hint: 'use a-z, 0-9 and single hyphens.',
  });
}

function readLexicon(record: FieldRecord, maxLength: number): ItemOptions['lexicon'] {
  const found = findField(record, ITEM_FIELDS.lexicon);
  if (!found || found.field.value.kind === 'missing') return undefined;
  const { value } = found.field;
  if (value.kind !== 'map') {
    fail({
      record,
      name: found.name,
      code: 'E_FIELD_TYPE',
      message: ': expected terms with their pronunciations',
      hint: 'write one TERM: alias to a line below it.',
    });
  }
  const inner: FieldRecord = { file: record.file, fields: value.fields, warn: record.warn };
  const entries = [...value.fields.keys()].map((term): [string, string] => {
    const alias = textField(inner, [term], { maxLength });
    if (alias === undefined) throw new LectorError('E_FIELD_MISSING', `field ${found.name}.${term} has no value.`);
    return [term, alias];
  });
  return Object.fromEntries(entries);
}
