import { closest, contains, elementsIn, visibleText, type MarkupElement } from '../../../../markup/element.js';

/** The tags of a page that say something about it. */
export type PageTags = {
  /** First value of the first of these OpenGraph properties that is there. */
  readonly property: (...names: string[]) => string | undefined;
  /** First value of the first of these meta names that is there. */
  readonly meta: (...names: string[]) => string | undefined;
  /** All values of the first of these names, one a line. */
  readonly all: (...names: string[]) => string | undefined;
  readonly title?: string;
  readonly canonical?: string;
  readonly language?: string;
  readonly published?: string;
  readonly modified?: string;
  readonly author?: string;
};

/** Collects them in one walk over the page. */
export function collectTags(root: MarkupElement): PageTags {
  const metas = new Map<string, string[]>();
  const found: Record<string, string> = {};
  const keep = (name: string, value: string | undefined): void => {
    if (value !== undefined && value.trim() !== '') found[name] ??= value;
  };
  const times: MarkupElement[] = [];
  const headlines: MarkupElement[] = [];
  for (const element of elementsIn(root)) {
    const { tag, attributes } = element;
    if (tag === 'h1') headlines.push(element);
    if (tag === 'time' && 'datetime' in attributes) times.push(element);
    const { itemprop } = attributes;
    if (tag === 'meta') {
      const name = metaName(attributes);
      const { content = '' } = attributes;
      if (name !== '' && content.trim() !== '') metas.set(name, [...(metas.get(name) ?? []), content]);
    } else if (tag === 'title' && element.parent?.tag !== 'svg') keep('title', directText(element));
    else if (tag === 'link' && /(?:^|\s)canonical(?:\s|$)/i.test(attributes['rel'] ?? '')) {
      keep('canonical', attributes['href']);
    } else if (itemprop === 'datePublished' || (tag === 'time' && 'pubdate' in attributes)) {
      keep('published', attributes['datetime'] ?? attributes['content'] ?? visibleText(element));
    } else if (itemprop === 'dateModified') {
      keep('modified', attributes['datetime'] ?? attributes['content'] ?? visibleText(element));
    } else if (isAuthor(element)) keep('author', visibleText(element));
  }
  keep('published', timeOfHeadline(times, headlines)?.attributes['datetime']);
  keep('language', root.attributes['lang'] ?? root.attributes['xml:lang']);
  const first = (...names: string[]): string | undefined => names.flatMap((name) => metas.get(name) ?? [])[0];
  return {
    ...found,
    property: first,
    meta: first,
    all: (...names) => names.map((name) => metas.get(name)?.join('\n')).find((values) => values !== undefined),
  };
}

/** The first time that stands in the box of the only headline, and in no box of its own within it. */
function timeOfHeadline(
  times: readonly MarkupElement[],
  headlines: readonly MarkupElement[],
): MarkupElement | undefined {
  const [headline, ...others] = headlines;
  if (headline === undefined || others.length > 0) return undefined;
  for (
    let [box, level] = [headline.parent, 0];
    box !== undefined && level < MAX_BOX_LEVELS;
    [box, level] = [box.parent, level + 1]
  ) {
    const around = box;
    const time = times.find((candidate) => {
      const apart = closest(candidate, ({ tag }) => APART_TAGS.test(tag));
      const isOwn = apart === undefined || !contains(around, apart);
      return isOwn && contains(around, candidate) && candidate.index - headline.index < MAX_ELEMENTS_BETWEEN;
    });
    if (time !== undefined || box.tag === 'body') return time;
  }
  return undefined;
}

function metaName({ property, name, itemprop, ...others }: Readonly<Record<string, string>>): string {
  return (property ?? name ?? itemprop ?? others['http-equiv'] ?? '').trim().toLowerCase();
}

function directText({ children }: MarkupElement): string {
  return children.map((child) => (child.kind === 'text' ? child.text : '')).join('');
}

function isAuthor({ tag, attributes, textLength }: MarkupElement): boolean {
  if (textLength === 0 || textLength > MAX_AUTHOR_CHARACTERS) return false;
  if (attributes['itemprop'] === 'author') return true;
  return tag === 'a' && /(?:^|\s)author(?:\s|$)/i.test(attributes['rel'] ?? '');
}

const MAX_AUTHOR_CHARACTERS = 80;
const MAX_BOX_LEVELS = 4;
/** Farther from the headline, a time is that of a comment, an update or another story. */
const MAX_ELEMENTS_BETWEEN = 40;
const APART_TAGS = /^(?:aside|nav|footer|li|figure|blockquote|table)$/;
