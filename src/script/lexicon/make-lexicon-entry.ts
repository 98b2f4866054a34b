import { LectorError } from '../../errors.js';
import type { Place } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { quoteValue } from '../../model/text.js';
import type { LexiconEntry } from './lexicon-entry.js';
import { respellIpa } from './respell-ipa.js';

/** What an editor may set for a term, as it was read. */
export type LexiconFields = { readonly [name: string]: string | readonly string[] };

/** Names an editor may use. */
export const LEXICON_FIELDS: readonly string[] = [
  'alias',
  'spell',
  'ipa',
  'caseSensitive',
  'plural',
  'inflections',
  'after',
  'before',
];

/** What the search for terms looks ahead at most. */
const MAX_TERM_LENGTH = 100;
const MAX_SPOKEN_LENGTH = 300;
const FORBIDDEN_TERMS = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * One checked entry.
 *
 * @throws LectorError `E_LEXICON` naming the term.
 */
export function makeLexiconEntry(raw: {
  readonly term: string;
  readonly fields: LexiconFields;
  readonly place: Place;
}): LexiconEntry {
  const { fields, place } = raw;
  const term = checkTerm(raw.term, place);
  const check: Check = { name: quoteValue(term), place };
  const text = (field: string): string | undefined => plainText(fields[field], field, check);
  const said = spokenOf(
    { term, alias: text('alias'), ipa: text('ipa'), isSpelled: flag(fields, 'spell', check) },
    check,
  );
  const plural = text('plural');
  const hasInflections = flag(fields, 'inflections', check) ?? plural !== 'none';
  const isCaseSensitive = flag(fields, 'caseSensitive', check) ?? /\p{Lu}/u.test(term);
  const after = words(fields, 'after', check);
  const before = words(fields, 'before', check);
  return {
    term,
    ...said,
    isCaseSensitive,
    hasInflections,
    ...(plural !== undefined && plural !== 'none' && { pluralSpoken: plural }),
    ...present({ after, before }),
    place,
  };
}

type Check = { readonly name: string; readonly place: Place };

function checkTerm(raw: string, place: Place): string {
  const term = raw.normalize('NFC').replace(/\s+/gu, ' ').trim();
  const name = quoteValue(term);
  if (term === '') fail(place, 'a term is empty.', 'write the word as it stands in the article.');
  if (FORBIDDEN_TERMS.has(term)) fail(place, `${name} cannot be a term.`, 'remove it.');
  if (term.length > MAX_TERM_LENGTH) {
    fail(place, `${name} has ${term.length} characters; a term has at most ${MAX_TERM_LENGTH}.`, 'use a shorter term.');
  }
  refuseControls(term, { name, place });
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(term)) fail(place, `${name} has nothing to find.`, 'use a word.');
  return term;
}

function spokenOf(
  wanted: { term: string; alias: string | undefined; ipa: string | undefined; isSpelled: boolean | undefined },
  check: Check,
): Pick<LexiconEntry, 'kind' | 'spoken' | 'ipa'> {
  const { term, alias, ipa, isSpelled } = wanted;
  if (isSpelled === true) {
    if (alias !== undefined || ipa !== undefined) {
      fail(check.place, `${check.name} is both spelled and said otherwise.`, 'keep one of spell, alias and ipa.');
    }
    return { kind: 'spell', spoken: spell(term) };
  }
  if (ipa !== undefined) {
    const spoken = alias ?? respellIpa(ipa);
    if (spoken !== undefined) return { kind: 'ipa', spoken, ipa };
    return fail(
      check.place,
      `${check.name}: ${quoteValue(ipa)} cannot be respelled for voices without IPA.`,
      'add an alias.',
    );
  }
  if (alias === undefined) return fail(check.place, `${check.name} says nothing.`, 'add alias, spell or ipa.');
  return { kind: 'alias', spoken: alias };
}

/** Letters and digits one by one. */
function spell(term: string): string {
  return Array.from(term.replace(/[^\p{L}\p{M}\p{N}]/gu, ''), (letter) => letter.toUpperCase()).join(' ');
}

function plainText(value: string | readonly string[] | undefined, field: string, check: Check): string | undefined {
  if (value === undefined) return undefined;
  if (typeof value !== 'string') return fail(check.place, `${check.name}: "${field}" is a list.`, 'write one text.');
  refuseControls(value, check);
  if (/[<>]/u.test(value))
    fail(check.place, `${check.name}: plain text only, ${quoteValue(value)} has markup.`, 'use ipa:');
  const text = value.normalize('NFC').replace(/\s+/gu, ' ').trim();
  if (text === '') fail(check.place, `${check.name}: "${field}" is empty.`, 'write what is said, or remove the term.');
  if (text.length > MAX_SPOKEN_LENGTH) {
    const length = `${text.length} characters; the limit is ${MAX_SPOKEN_LENGTH}`;
    fail(check.place, `${check.name}: "${field}" has ${length}.`, 'shorten it.');
  }
  return text;
}

function words(fields: LexiconFields, field: string, check: Check): readonly string[] | undefined {
  const value = fields[field];
  if (value === undefined) return undefined;
  const list = typeof value === 'string' ? value.split(/[,\s]+/u) : value;
  return list.map((word) => plainText(word, field, check) ?? '');
}

function flag(fields: LexiconFields, field: string, check: Check): boolean | undefined {
  const value = fields[field];
  if (value === undefined) return undefined;
  if (value === 'true' || value === 'false') return value === 'true';
  return fail(check.place, `${check.name}: "${field}" is neither true nor false.`, 'write true or false.');
}

function refuseControls(text: string, { name, place }: Check): void {
  const control = /[\u0000-\u0008\u000B-\u001F\u007F-\u009F\uFFFE\uFFFF]/u.exec(text)?.[0];
  if (control === undefined) return;
  const code = (control.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  fail(place, `${name}: U+${code} cannot be spoken.`, 'remove the control character.');
}

function fail(place: Place, message: string, hint: string): never {
  throw new LectorError('E_LEXICON', message, { hint, place });
}
