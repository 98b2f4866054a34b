import { canonicalLanguage } from '../../../../model/text/primary-language.js';
import { toLine } from '../../../../model/text/clean-text.js';

/** Names of authors, one a line; profile addresses and handles are no names. */
export function toAuthors(value: string): readonly string[] | undefined {
  const names = value
    .split('\n')
    .map((name) => toLine(name).replace(/^(?:by|von|par|por|di|от)\s+/iu, ''))
    .filter((name) => name !== '' && name.length <= MAX_AUTHOR_CHARACTERS && !NO_NAME.test(name));
  return names.length === 0 ? undefined : [...new Set(names)];
}

/** Tags, divided by lines, commas or semicolons. */
export function toTags(value: string): readonly string[] | undefined {
  const tags = value
    .split(/[\n,;]/)
    .map(toLine)
    .filter((tag) => tag !== '' && tag.length <= MAX_TAG_CHARACTERS);
  return tags.length === 0 ? undefined : [...new Set(tags)];
}

/** The first language named: `en_US`, `de-AT, en`. */
export function toLanguage(value: string): string | undefined {
  return canonicalLanguage(value.trim().split(/[\s,;]/)[0] ?? '');
}

const MAX_AUTHOR_CHARACTERS = 80;
const MAX_TAG_CHARACTERS = 64;
const NO_NAME = /^https?:|^www\.|^@|\.(?:com|org|net)\b|\S@\S/i;
