import { decodeReferences } from '../../../text/decode-references.js';
import { elementsIn, type MarkupElement } from '../../../../markup/element.js';

/** What a page's JSON-LD says about its article, as plain strings. */
export type JsonLdArticle = {
  readonly headline?: string;
  readonly description?: string;
  readonly articleBody?: string;
  readonly authors: readonly string[];
  readonly datePublished?: string;
  readonly dateModified?: string;
  readonly language?: string;
  readonly section?: string;
  readonly keywords: readonly string[];
  readonly image?: string;
  readonly url?: string;
  readonly publisher?: string;
  readonly identifier?: string;
  readonly wordCount?: number;
  readonly isAccessibleForFree?: boolean;
};

/** Reads the first article object of the page's JSON-LD; broken scripts are passed over. */
export function readJsonLd(root: MarkupElement): JsonLdArticle | undefined {
  for (const script of scriptsIn(root)) {
    const found = findTyped(parseJson(script), ARTICLE_TYPE);
    if (found !== undefined) return toArticle(found);
  }
  return undefined;
}

/** Ingredients and steps of the page's recipe, as its JSON-LD has them. */
export type JsonLdRecipe = { readonly ingredients: readonly string[]; readonly steps: readonly string[] };

/** Reads the first recipe of the page's JSON-LD. */
export function readRecipe(root: MarkupElement): JsonLdRecipe | undefined {
  for (const script of scriptsIn(root)) {
    const found = findTyped(parseJson(script), RECIPE_TYPE);
    if (found === undefined) continue;
    const ingredients = listOf(found['recipeIngredient'] ?? found['ingredients'])
      .map(textOf)
      .filter(isPresent);
    return { ingredients, steps: stepsOf(found['recipeInstructions'], 0) };
  }
  return undefined;
}

/** Steps are a text, texts, or sections of them (schema.org `HowToSection`). */
function stepsOf(value: unknown, depth: number): readonly string[] {
  if (depth > MAX_JSON_DEPTH) return [];
  return listOf(value).flatMap((step) => {
    if (!isObject(step)) return (textOf(step) ?? '').split('\n').filter((line) => line.trim() !== '');
    const inner = step['itemListElement'];
    return inner === undefined
      ? [textOf(step['text']) ?? textOf(step['name'])].filter(isPresent)
      : stepsOf(inner, depth + 1);
  });
}

function scriptsIn(root: MarkupElement): readonly MarkupElement[] {
  return elementsIn(root).filter(
    ({ tag, attributes }) => tag === 'script' && /ld\+json/i.test(attributes['type'] ?? ''),
  );
}

type JsonObject = Readonly<Record<string, unknown>>;

function parseJson(script: MarkupElement): unknown {
  const text = script.children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
  const json = text
    .replace(/^\s*(?:<!--|\/\*\s*<!\[CDATA\[\s*\*\/|<!\[CDATA\[)/, '')
    .replace(/(?:-->|\/\*\s*\]\]>\s*\*\/|\]\]>)\s*;?\s*$/, '');
  if (json.length > MAX_JSON_CHARACTERS) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return parseLenient(json);
  }
}

/** Many pages have raw line breaks inside JSON strings; anything worse stays broken. */
function parseLenient(json: string): unknown {
  try {
    return JSON.parse(json.replace(/[\u0000-\u001f]+/g, ' ').replace(/;\s*$/, ''));
  } catch {
    return undefined;
  }
}

function findTyped(value: unknown, wanted: RegExp, depth = 0): JsonObject | undefined {
  if (depth > MAX_JSON_DEPTH) return undefined;
  if (Array.isArray(value)) return firstDefined(value, (item) => findTyped(item, wanted, depth + 1));
  if (!isObject(value)) return undefined;
  if (listOf(value['@type']).some((type) => typeof type === 'string' && wanted.test(type))) return value;
  return firstDefined(['@graph', 'mainEntity', 'mainEntityOfPage'], (key) => findTyped(value[key], wanted, depth + 1));
}

function toArticle(source: JsonObject): JsonLdArticle {
  const texts = {
    headline: textOf(source['headline']) ?? textOf(source['name']),
    description: textOf(source['description']),
    articleBody: plainBody(textOf(source['articleBody'])),
    datePublished: textOf(source['datePublished']),
    dateModified: textOf(source['dateModified']),
    language: textOf(source['inLanguage']) ?? nameOf(source['inLanguage'], 'alternateName'),
    section: listOf(source['articleSection']).map(textOf).find(isPresent),
    image: imageOf(source['image']) ?? imageOf(source['thumbnailUrl']),
    url: textOf(source['url']) ?? textOf(source['mainEntityOfPage']) ?? nameOf(source['mainEntityOfPage'], '@id'),
    publisher: nameOf(source['publisher'], 'name'),
    identifier: textOf(source['identifier']) ?? nameOf(source['identifier'], 'value'),
  };
  const wordCount = Number(source['wordCount']);
  const free = source['isAccessibleForFree'];
  return {
    ...withoutMissing(texts),
    authors: listOf(source['author'])
      .map((author) => textOf(author) ?? nameOf(author, 'name'))
      .filter(isPresent),
    keywords: listOf(source['keywords'])
      .flatMap((item) => (textOf(item) ?? '').split(TAG_END))
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ''),
    ...(Number.isFinite(wordCount) && wordCount > 0 && { wordCount }),
    ...(free !== undefined && { isAccessibleForFree: !/^false$/i.test(String(free)) }),
  };
}

/** Many pages put their own HTML there, as it stands or escaped; what counts are its words. */
function plainBody(body: string | undefined): string | undefined {
  const html = body !== undefined && /&lt;\/?[a-z]/iu.test(body) ? decodeReferences(body) : body;
  return html?.replace(/<(script|style)\b[\s\S]*?<\/\1\s*>|<!--[\s\S]*?-->|<\/?[a-z][^<>]{0,2000}>/giu, ' ');
}

function imageOf(value: unknown): string | undefined {
  return firstDefined(
    listOf(value),
    (item) => textOf(item) ?? nameOf(item, 'url') ?? nameOf(item, 'contentUrl') ?? nameOf(item, '@id'),
  );
}

function nameOf(value: unknown, key: string): string | undefined {
  return firstDefined(listOf(value), (item) => (isObject(item) ? textOf(item[key]) : undefined));
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as readonly unknown[]) : [value];
}

function firstDefined<T, R>(items: readonly T[], pick: (item: T) => R | undefined): R | undefined {
  for (const item of items) {
    const picked = pick(item);
    if (picked !== undefined) return picked;
  }
  return undefined;
}

function withoutMissing<T extends object>(value: T): { [Key in keyof T]?: Exclude<T[Key], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, entry]) => entry !== undefined)) as ReturnType<
    typeof withoutMissing<T>
  >;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isPresent<T>(value: T | undefined): value is T {
  return value !== undefined;
}

/** Article and all its kinds in schema.org. */
const ARTICLE_TYPE =
  /(?:^|\/)(?:\w*Article|Report|BlogPosting|LiveBlogPosting|SocialMediaPosting|DiscussionForumPosting|Review)$/;
const RECIPE_TYPE = /(?:^|\/)Recipe$/;
/** A comma, or a semicolon that does not close a character reference. */
const TAG_END = /,|(?<!&#?\w{1,30});/u;
const MAX_JSON_CHARACTERS = 5_000_000;
const MAX_JSON_DEPTH = 8;
