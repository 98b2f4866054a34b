import { findReference } from '../../../model/text/character-reference.js';
import { quoteValue } from '../../../model/text.js';
import type { ValueContext, ValueFault, ValueType } from '../grammar.js';
import { findHtmlFaults, isHtmlElement } from '../text/find-html-faults.js';

/** What looks like a tag of HTML. */
const TAG = /<\/?([a-z][a-z\d]*)(?:\s[^<>]*)?\/?>/giu;
/** The whole of a value: nothing as a program writes it, or a place in a template that was never filled. */
const LEFT_BY_PROGRAMS =
  /^(?:undefined|null|NaN|\[object Object\]|Invalid Date|\{\{[^{}]*\}\}|\{%[^%]*%\}|<%[^%]*%>|\$\{[^{}]*\})$/u;
/** RFC 2047 §2: how mail writes letters; a feed has an encoding of its own. */
const ENCODED_WORD = /=\?[\w-]+\?[bq]\?[^\s?]*\?=/iu;
/** PSP-1 and Apple: what the description of a show may hold besides text. */
const SHOW_TAGS = new Set('p br ol ul li a b i strong em'.split(' '));

/** Text that readers show letter by letter. */
export const PLAIN: ValueType = { name: 'plain text', check: plainFaults };

/** Plain text that says something. */
export const WORDS: ValueType = {
  name: 'plain text, not empty',
  check: (text, context) => {
    if (text.trim() !== '') return plainFaults(text, context);
    return [{ code: 'E_FIELD_EMPTY', says: 'is empty', fix: 'write what it says, or leave it out.' }];
  },
};

/** Any text at all. */
export const ANY: ValueType = { name: 'any text', check: () => [] };

/** HTML of show notes and articles. */
export const HTML: ValueType = {
  name: 'HTML',
  check: (text, { hasBase }) => [...escapedTwice(text), ...findHtmlFaults(text, { hasBase })],
};

/** The description of a channel: text; of a show in a directory the few tags that directories show. */
export const CHANNEL_DESCRIPTION: ValueType = {
  name: 'plain text; of a show with p ol ul li a b i strong em',
  check: (text, context) => {
    const tags = htmlTags(text);
    if (!context.isPodcast || tags.length === 0) return plainFaults(text, context);
    const foreign = tags.find((tag) => !SHOW_TAGS.has(tag));
    if (foreign !== undefined) return [markup(foreign)];
    return findHtmlFaults(text, context);
  },
};

/** Characters at most; more is cut or refused. */
export function shortText(max: number, type: ValueType = WORDS): ValueType {
  return {
    name: `${type.name} of at most ${max} characters`,
    check: (text, context) => {
      const length = Array.from(text.trim()).length;
      if (length <= max) return type.check(text, context);
      return [{ code: 'E_FIELD_LONG', says: `has ${length} characters, and ${max} are allowed`, fix: 'shorten it.' }];
    },
  };
}

function plainFaults(text: string, { element }: ValueContext): readonly ValueFault[] {
  const faults: ValueFault[] = [];
  const [tag] = htmlTags(text);
  if (tag !== undefined) faults.push(markup(tag));
  const reference = findReference(text);
  if (reference !== undefined && tag === undefined) {
    faults.push({
      code: 'W_REFERENCE',
      says: `shows ${reference}`,
      fix: 'write the character itself in the source of the text.',
    });
  }
  const left = LEFT_BY_PROGRAMS.exec(text.trim())?.[0];
  if (left !== undefined)
    faults.push({
      code: 'W_UNFILLED',
      says: 'is what a program leaves where nothing was',
      fix: 'write what is meant.',
    });
  const encoded = ENCODED_WORD.exec(text)?.[0];
  if (encoded !== undefined)
    faults.push({ code: 'W_REFERENCE', says: `shows ${encoded}`, fix: 'write the letters themselves, in UTF-8.' });
  return element.children.length > 0 ? [] : faults;
}

function htmlTags(text: string): readonly string[] {
  if (!text.includes('<')) return [];
  return [...text.matchAll(TAG)].map(([, name = '']) => name.toLowerCase()).filter(isHtmlElement);
}

function markup(tag: string): ValueFault {
  return {
    code: 'W_TEXT_MARKUP',
    says: `holds ${quoteValue(`<${tag}>`)}, and readers show it letter by letter`,
    fix: 'write plain text.',
  };
}

/** Tags that would be seen as text, and no tag that works: somebody escaped once too often. */
function escapedTwice(text: string): readonly ValueFault[] {
  if (!text.includes('&lt;') || htmlTags(text).length > 0) return [];
  const [tag] = htmlTags(text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"'));
  if (tag === undefined) return [];
  return [
    { code: 'W_REFERENCE', says: `shows the tag <${tag}> as text: it was escaped twice`, fix: 'escape HTML once.' },
  ];
}
