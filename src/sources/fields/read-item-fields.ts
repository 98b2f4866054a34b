import { present } from '../../model/present.js';
import { LectorError } from '../../errors.js';
import {
  MUSIC_KINDS,
  type ItemOptions,
  type MusicKind,
  type Provenance,
  type TableReading,
} from '../../model/article.js';
import { isSameGuid } from '../../model/publication/identity.js';
import { quoteValue } from '../../model/text.js';
import { checkSlug } from '../collect/check-slug.js';
import {
  collectFaults,
  fail,
  findField,
  findUnknownFields,
  textField,
  type Attempt,
  type FieldRecord,
} from './fields.js';
import { choiceField, countField, dateField, flagField, languageField, listField } from './typed-fields.js';
import { DATE_FIELDS, isPublicationField, readPublication, type Publication } from './read-publication.js';
import { readPictureField, readUrlField } from './read-url-field.js';
import { readCorrections } from './read-corrections.js';
import { readPodcastTags } from './read-podcast-tags.js';
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
  publishedAt: DATE_FIELDS,
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
  music: ['music'],
  corrections: ['correction'],
  podcast: ['podcast'],
} as const satisfies Record<string, readonly string[]>;

/** Fields of common site generators that say nothing about an episode. */
const OTHER_PROGRAMS_FIELDS = [
  'layout', 'permalink', 'categories', 'series', 'weight', 'toc', 'comments', 'comment', 'aliases', 'menu', 'math',
  'template', 'theme', 'robots', 'pin', 'pinned', 'featured', 'readingTime', 'hide', 'order', 'noindex', 'sitemap',
  'search', 'params', 'extra', 'taxonomies', 'cascade', 'resources', 'outputs', 'linkTitle', 'images', 'videos',
  'sidebar', 'sidebar_label', 'sidebar_position', 'hide_title', 'hide_table_of_contents', 'pagination_next',
  'pagination_prev', 'eleventyNavigation', 'cssclass', 'cssclasses', 'in_search_index', 'meta_title',
  'meta_description', 'custom_excerpt', 'codeinjection_head', 'codeinjection_foot', 'isCJKLanguage',
]; // prettier-ignore

/**
 * Reads the fields both articles and programmes have.
 *
 * @param more Names that this kind of file has besides.
 * @throws LectorError naming the field and the line, with every other fault of the file in `more`.
 */
export function readItemFields(
  record: FieldRecord,
  context: Pick<ReadContext, 'limits' | 'timeZone'>,
  more: readonly string[] = [],
): ItemFields {
  const spellings: readonly (readonly string[])[] = Object.values(ITEM_FIELDS);
  const { limits, timeZone } = context;
  const short = { maxLength: limits.maxTitleLength };
  const long = { maxLength: limits.maxDescriptionLength, isOptional: true };
  const { attempt, faults, refuse } = collectFaults(
    findUnknownFields(record, {
      known: [...spellings.flat(), ...more, ...OTHER_PROGRAMS_FIELDS],
      isKnown: isPublicationField,
      offered: [...spellings.flatMap(([first = '']) => first), ...more],
    }),
  );
  const publication = attempt(() => readPublication(record, timeZone)) ?? {};
  const fields = {
    title: attempt(() => textField(record, ITEM_FIELDS.title, short)),
    standfirst: attempt(() => textField(record, ITEM_FIELDS.standfirst, long)),
    description: attempt(() => textField(record, ITEM_FIELDS.description, { ...long, isMultiline: true })),
    authors: attempt(() => listField(record, ITEM_FIELDS.authors, { ...short, allowsText: true })),
    publishedAt: publication.publishedAt,
    modifiedAt: attempt(() => dateField(record, ITEM_FIELDS.modifiedAt, timeZone)),
    language: attempt(() => languageField(record, ITEM_FIELDS.language)),
    section: attempt(() => textField(record, ITEM_FIELDS.section, { ...short, isOptional: true })),
    tags: attempt(() => listField(record, ITEM_FIELDS.tags, { maxLength: limits.maxTagLength })),
    image: attempt(() => readPictureField(record, ITEM_FIELDS.image)),
    canonicalUrl: attempt(() => readUrlField(record, ITEM_FIELDS.canonicalUrl)),
    siteName: attempt(() => textField(record, ITEM_FIELDS.siteName, { ...short, isOptional: true })),
    statedIdentity: attempt(() => readIdentity(record, limits.maxGuidLength)),
    statedSlug: attempt(() => readSlug(record)),
  };
  const options = readOptions(record, { limits, timeZone, publication, attempt });
  if (faults.length > 0) refuse();
  return { ...present(fields), options };
}

/** Where each field that is there came from. */
export function provenanceOf(fields: object, provenance: Provenance): Record<string, Provenance> {
  const names = Object.keys(fields).filter((name) => name !== 'options');
  return Object.fromEntries(names.map((name) => [name, provenance]));
}

function readOptions(
  record: FieldRecord,
  from: Pick<ReadContext, 'limits' | 'timeZone'> & { readonly publication: Publication; readonly attempt: Attempt },
): ItemOptions {
  const { attempt } = from;
  const { timeZone, limits } = from;
  const { maxGuidLength, maxTitleLength, maxDescriptionLength: maxLength } = limits;
  const { isDatedNow, heldBack, isPrivate, expiresAt } = from.publication;
  return present({
    guid: record.fields.has('guid') ? attempt(() => readGuid(record, maxGuidLength)) : undefined,
    isDraft: heldBack === undefined ? undefined : true,
    heldBack,
    isPrivate,
    isDatedNow,
    expiresAt,
    isExplicit: attempt(() => flagField(record, ITEM_FIELDS.isExplicit)),
    season: attempt(() => countField(record, ITEM_FIELDS.season)),
    episode: attempt(() => countField(record, ITEM_FIELDS.episode)),
    episodeType: attempt(() => readEpisodeType(record)),
    voice: attempt(() => textField(record, ITEM_FIELDS.voice, { maxLength: maxTitleLength, isOptional: true })),
    lexicon: attempt(() => readLexicon(record, maxTitleLength)),
    tables: attempt(() => choiceField<TableReading>(record, ITEM_FIELDS.tables, ['summary', 'rows', 'skip'])),
    footnotes: attempt(() => choiceField<'skip' | 'end'>(record, ITEM_FIELDS.footnotes, ['skip', 'end'])),
    music: attempt(() => readMusic(record)),
    corrections: attempt(() => readCorrections(record, { timeZone, maxLength })),
    podcast: attempt(() => readPodcastTags(record)),
  });
}

/** `music: false`, or those of the show's that are heard. */
function readMusic(record: FieldRecord): readonly MusicKind[] | undefined {
  const value = record.fields.get('music')?.value;
  if (value?.kind !== 'list') return flagField(record, ITEM_FIELDS.music) === false ? [] : undefined;
  const names = listField(record, ITEM_FIELDS.music, { maxLength: 20 }) ?? [];
  const other = names.find((name) => !MUSIC_KINDS.some((kind) => kind === name));
  if (other !== undefined) {
    const hint = `write some of ${MUSIC_KINDS.join(', ')}, or music: false.`;
    fail({
      record,
      name: 'music',
      code: 'E_FIELD_TYPE',
      message: `: ${quoteValue(other)} is no music of a show`,
      hint,
    });
  }
  return MUSIC_KINDS.filter((kind) => names.includes(kind));
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

/** Letter by letter as it stands: podcast apps compare what they got, without Unicode forms and folded spaces. */
function readGuid(record: FieldRecord, maxLength: number): string | undefined {
  const cleaned = readIdentity(record, maxLength, ['guid']);
  const value = record.fields.get('guid')?.value;
  const written = value?.kind === 'text' ? value.text.trim() : '';
  return cleaned !== undefined && isSameGuid(written, cleaned) ? written : cleaned;
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
