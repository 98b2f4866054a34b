import type { ErrorCode, WarningCode } from '../../../model/codes.js';
import { parseTimecode } from '../../../model/time.js';
import type { ValueFault, ValueType } from '../grammar.js';

type Code = ErrorCode | WarningCode;

/** A value that a test on its text can judge; white space at its ends does not count. */
export function valueThat(
  name: string,
  { isRight, fix, code = 'E_VALUE' }: { isRight: (text: string) => boolean; fix: string; code?: Code },
): ValueType {
  const faults: readonly ValueFault[] = [{ code, says: `is not ${name}`, fix }];
  return { name, check: (text) => (isRight(text.trim()) ? [] : faults) };
}

/** Whole numbers, with their limits where there are any. */
export function wholeNumber(min: number, max = Infinity, code: Code = 'E_NUMBER'): ValueType {
  const range = max === Infinity ? `from ${min}` : `from ${min} to ${max}`;
  return valueThat(`a whole number ${range}`, {
    isRight: (text) => /^[+]?\d{1,15}$/u.test(text) && Number(text) >= min && Number(text) <= max,
    fix: `write figures alone, ${range}.`,
    code,
  });
}

/** Numbers with or without a fraction. */
export function decimal(min: number, max = Infinity): ValueType {
  return valueThat(max === Infinity ? `a number from ${min}` : `a number from ${min} to ${max}`, {
    isRight: (text) => /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/u.test(text) && Number(text) >= min && Number(text) <= max,
    fix: 'write figures, with a point before the fraction.',
    code: 'E_NUMBER',
  });
}

/** One of these words, letter by letter. */
export function oneOf(words: string, code: Code = 'E_VALUE'): ValueType {
  const known = words.split(' ');
  const list = known.join(', ');
  return valueThat(`one of ${list}`, { isRight: (text) => known.includes(text), fix: `write one of: ${list}.`, code });
}

export function matching(name: string, pattern: RegExp, fix: string, code: Code = 'E_VALUE'): ValueType {
  return valueThat(name, { isRight: (text) => pattern.test(text), fix, code });
}

/** The same value, found wrong under another code. */
export function coded(type: ValueType, code: Code): ValueType {
  return { name: type.name, check: (text, context) => type.check(text, context).map((fault) => ({ ...fault, code })) };
}

/** RFC 6838 §4.2: type and subtype of restricted names, and parameters. */
export const MEDIA_TYPE = matching(
  'a media type',
  /^(?:application|audio|chemical|drawing|example|font|image|message|model|multipart|text|video|x-[\w-]+)\/[a-z\d][\w!#$&^.+-]{0,126}(?:\s*;\s*[\w!#$&^.+-]+=(?:"[^"]*"|[^\s;"]+))*$/iu,
  'write type and subtype, as audio/mpeg.',
  'E_MEDIA_TYPE',
);

/** BCP 47, well formed, with a language that is registered. */
export const LANGUAGE: ValueType = valueThat('a language tag of BCP 47', {
  isRight: isLanguageTag,
  fix: 'write a tag as en or en-GB.',
  code: 'E_FIELD_LANG',
});

const LANGUAGES = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

export function isLanguageTag(text: string): boolean {
  if (!/^[a-z]{2,3}(?:-[a-z\d]{1,8})*$/iu.test(text)) return /^(?:i|x)-[a-z\d]{1,8}/iu.test(text);
  try {
    const { language, region } = new Intl.Locale(text);
    return LANGUAGES.of(language) !== undefined && (region === undefined || REGIONS.of(region) !== undefined);
  } catch {
    return false;
  }
}

const ADDRESS = /^[\w.!#$%&'*+/=?^{|}~-]+@[a-z\d](?:[a-z\d-]*[a-z\d])?(?:\.[a-z\d](?:[a-z\d-]*[a-z\d])?)+$/iu;

/** RFC 2822 addr-spec. */
export const EMAIL: ValueType = valueThat('an e-mail address', {
  isRight: (text) => ADDRESS.test(text),
  fix: 'write name@example.com.',
  code: 'E_FIELD_EMAIL',
});

/** RSS 2.0 and its profile: an address, and the name of the person in brackets; or a mailbox of RFC 2822. */
export const MAILBOX: ValueType = valueThat('an e-mail address', {
  isRight: (text) => {
    const [, plain, bracketed] = /^(?:([^\s<>()]+)(?:\s*\(.*\))?|[^<>@]+<([^<>\s]+)>)$/u.exec(text) ?? [];
    return ADDRESS.test(plain ?? bracketed ?? '');
  },
  fix: 'write name@example.com (Name), or use dc:creator for a name alone.',
  code: 'E_FIELD_EMAIL',
});

/** Podlove Simple Chapters: normal play time. */
export const PLAY_TIME: ValueType = valueThat('a normal play time', {
  isRight: (text) => parseTimecode(text, 'npt') !== undefined,
  fix: 'write it as 00:12:34.000.',
  code: 'E_CHAPTER_TIME',
});
