import { AUDIO_FORMATS } from '../model/audio-file.js';
import { APPLE_CATEGORIES } from '../model/publication/apple-categories.js';
import { suggestWord } from '../model/text/suggest.js';
import { EXIT, LectorError, warning, type ErrorCode } from '../errors.js';
import type { Finding, Place } from '../model/finding.js';
import { quoteValue } from '../model/text.js';
import { sourceAddress } from '../model/text/secrets.js';
import { checkPublish } from './check-publish.js';
import { checkFeedRules } from './check-feed-rules.js';
import type { ConfigFile } from './schema.js';
import { contrastOf, PAPERS, readableOn } from '../model/publication/theme.js';
import { canParseUrl } from '../model/text/can-parse-url.js';

/** What a schema cannot say: addresses, languages, secrets. */
export function checkValues(
  values: ConfigFile,
  placeOf: (fieldPath: readonly string[]) => Place,
): { readonly errors: readonly LectorError[]; readonly warnings: readonly Finding[] } {
  const errors: LectorError[] = [];
  const warnings: Finding[] = [];
  const fail: Fail = (code, fieldPath, message, hint) => {
    errors.push(
      new LectorError(code, `${fieldPath.join('.')} ${message}`, {
        place: placeOf(fieldPath),
        hint,
        exitCode: EXIT.config,
      }),
    );
  };
  const addresses: readonly (readonly [readonly string[], string | undefined])[] = [
    [['baseUrl'], values.baseUrl],
    [['link'], values.link],
    [['funding', 'url'], values.funding?.url],
    [['newFeedUrl'], values.newFeedUrl],
    [['movedFrom'], values.movedFrom],
    ...Object.entries(values.links ?? {}).map(([name, value]) => [['links', name], value] as const),
  ];
  for (const [fieldPath, value] of addresses) {
    if (value !== undefined) checkUrl({ fieldPath, value, fail });
  }
  if (/^http:\/\/(?!127\.0\.0\.1|localhost|\[::1\])/iu.test(values.baseUrl)) {
    warnings.push(
      warning('W_URL_HTTP', `baseUrl ${quoteValue(values.baseUrl)} is not encrypted; some podcast apps refuse it.`, {
        hint: 'use https.',
        place: placeOf(['baseUrl']),
      }),
    );
  }
  for (const kind of ['intro', 'outro'] as const) {
    if (values.audio[kind] === undefined || values.audio.music?.[kind] === undefined) continue;
    fail('E_CONFIG', ['audio', kind], `stands beside audio.music.${kind}.`, 'keep one of the two.');
  }
  if (!isLanguageTag(values.language)) {
    fail(
      'E_FIELD_LANG',
      ['language'],
      `${quoteValue(values.language)} is not a language tag.`,
      'use one such as en, en-GB or de.',
    );
  }
  const zones = { timeZone: values.timeZone, 'watch.timeZone': values.watch.timeZone };
  for (const [name, zone] of Object.entries(zones)) {
    if (zone === undefined || isTimeZone(zone)) continue;
    fail(
      'E_FIELD_TYPE',
      name.split('.'),
      `${quoteValue(zone)} is not a time zone.`,
      'use one such as UTC or Europe/London.',
    );
  }
  if (values.pace !== undefined && values.tts.rate !== 1) {
    fail('E_CONFIG', ['pace'], 'and tts.rate both say how fast voices speak.', 'keep one of them.');
  }
  const accent = values.theme?.accent;
  if (accent !== undefined) warnings.push(...faintAccent(accent, placeOf(['theme', 'accent'])));
  checkFormats(values, fail);
  warnings.push(...coarseSeeking(values.audio, placeOf(['audio', 'mp3', 'mode'])));
  checkCategories(values, fail);
  checkPublish(values, fail);
  checkFeedRules(values, fail);
  const email = values.owner?.email;
  if (email !== undefined && !/^[^\s@<>,;:"\\]{1,64}@[a-z0-9](?:[a-z0-9.-]{0,250}[a-z0-9])?$/iu.test(email)) {
    fail(
      'E_FIELD_EMAIL',
      ['owner', 'email'],
      `${quoteValue(email)} is not an e-mail address.`,
      'use one such as podcast@example.org.',
    );
  }
  const key = values.tts.apiKey;
  if (key !== undefined && !/^\$\{[A-Z][A-Z0-9_]*\}$/u.test(key)) {
    const variable = `${values.tts.engine.toUpperCase().replace(/[^A-Z0-9]+/gu, '_')}_API_KEY`;
    fail(
      'E_SECRET_IN_CONFIG',
      ['tts', 'apiKey'],
      'holds a key in plain text.',
      `put it in the environment and write apiKey: \${${variable}}.`,
    );
  }
  const signingKey = values.disclosure.c2pa?.key;
  if (signingKey !== undefined && !/^\$\{[A-Z][A-Z0-9_]*\}$/u.test(signingKey)) {
    fail(
      'E_SECRET_IN_CONFIG',
      ['disclosure', 'c2pa', 'key'],
      'does not name a variable of the environment.',
      'put the key, or the path of its file, into the environment and write key: ${C2PA_KEY}.',
    );
  }
  for (const [index, { url, headers }] of values.sources.entries()) {
    if (sourceAddress(withoutVariables(url)) !== withoutVariables(url)) {
      warnings.push(
        warning('W_SECRET', `the source ${sourceAddress(url)} is named with a key in plain text.`, {
          hint: 'put the key in the environment and write ${SOURCE_TOKEN} in its place.',
          place: placeOf(['sources', String(index), 'url']),
        }),
      );
    }
    for (const [name, value] of Object.entries(headers ?? {})) {
      if (!/auth|cookie|key|secret|token/iu.test(name) || /\$\{[A-Z][A-Z0-9_]*\}/u.test(value)) continue;
      fail(
        'E_SECRET_IN_CONFIG',
        ['sources', String(index), 'headers', name],
        'holds a key in plain text.',
        `put it in the environment and write ${name}: \${SOURCE_TOKEN}.`,
      );
    }
  }
  return { errors, warnings };
}

/** An address without the parts that come from the environment. */
function withoutVariables(text: string): string {
  return text.replace(/\$\{[A-Z][A-Z0-9_]*\}/gu, '');
}

/** Links in the accent must be readable: where they are not they are set in a darker one, and whoever chose it is told. */
function faintAccent(accent: string, place: Place): readonly Finding[] {
  const readable = readableOn(accent, PAPERS.light);
  if (readable === accent) return [];
  const ratioOf = (color: string): string => (Math.floor(contrastOf(color, PAPERS.light[0]) * 10) / 10).toFixed(1);
  const message = `theme.accent ${accent} is ${ratioOf(accent)}:1 on the page, and text needs 4.5:1; links are set in ${readable} (${ratioOf(readable)}:1), buttons in ${accent}.`;
  return [
    warning('W_CONTRAST', message, { hint: `write accent: "${readable}" to have all of it in one colour.`, place }),
  ];
}

/** A browser that seeks in a file of a variable bitrate looks up one of a hundred places, and guesses between them. */
function coarseSeeking({ formats, mp3 }: ConfigFile['audio'], place: Place): readonly Finding[] {
  if (mp3.mode === 'cbr' || !formats.includes('mp3')) return [];
  const message =
    'audio.mp3.mode vbr: browsers and many apps seek seconds beside the place; links to sentences and chapters begin wrongly.';
  return [
    warning('W_MP3_SEEK', message, { hint: 'write mode: cbr, and formats: [mp3, opus] for smaller files.', place }),
  ];
}

type Fail = (code: ErrorCode, fieldPath: readonly string[], message: string, hint: string) => void;

/** One file of each kind; an MP3 can be signed, and no other. */
function checkFormats({ audio: { formats, mp3 }, disclosure }: ConfigFile, fail: Fail): void {
  if (mp3.mode === 'cbr' && mp3.quality !== undefined)
    fail(
      'E_CONFIG',
      ['audio', 'mp3', 'quality'],
      'is of a variable bitrate.',
      'write mode: vbr, or set audio.bitrateKbps.',
    );
  if (new Set(formats).size < formats.length)
    fail('E_CONFIG', ['audio', 'formats'], `names one twice: ${formats.join(', ')}.`, 'name each once.');
  const unsigned = formats.find((format) => !AUDIO_FORMATS[format].isSignable);
  if (disclosure.c2pa && unsigned !== undefined)
    fail(
      'E_CONFIG',
      ['audio', 'formats'],
      `has ${unsigned}, which is published unsigned, and disclosure.c2pa asks for signed files.`,
      'write formats: [mp3], or leave out disclosure.c2pa.',
    );
}

/** Apple refuses a feed with a category of one's own. */
function checkCategories({ category }: ConfigFile, fail: Fail): void {
  for (const value of [category].flat()) {
    const [main = '', sub] = value.split('>').map((part) => part.trim());
    const subcategories = Object.hasOwn(APPLE_CATEGORIES, main) ? APPLE_CATEGORIES[main] : undefined;
    if (subcategories && (sub === undefined || subcategories.includes(sub))) continue;
    const known = subcategories
      ? subcategories.map((name) => `${main} > ${name}`)
      : Object.entries(APPLE_CATEGORIES).flatMap(([name, below]) => [name, ...below.map((one) => `${name} > ${one}`)]);
    const near = suggestWord(value, known);
    const choices = subcategories ? [main, ...known] : Object.keys(APPLE_CATEGORIES);
    fail(
      'E_FIELD_TYPE',
      ['category'],
      `${quoteValue(value)} is not on Apple's list.`,
      near === undefined ? `use one of: ${choices.join(', ')}.` : `did you mean "${near}"?`,
    );
  }
}

function checkUrl(input: { fieldPath: readonly string[]; value: string; fail: Fail }): void {
  const { fieldPath, value, fail } = input;
  const url = canParseUrl(value) ? new URL(value) : undefined;
  if (!url) {
    return fail(
      'E_URL',
      fieldPath,
      `${quoteValue(value)} is not an absolute address.`,
      `write ${fieldPath.join('.')}: https://${value.replace(/^\/+/u, '')}/`,
    );
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return fail('E_URL_SCHEME', fieldPath, `${quoteValue(value)} is neither http nor https.`, 'use an https address.');
  }
  if (url.username !== '' || url.password !== '') {
    const masked = `${url.protocol}//***@${url.host}${url.pathname}`;
    return fail(
      'E_URL_CREDENTIALS',
      fieldPath,
      `"${masked}" holds a user name or password.`,
      'remove it: everything in a feed is public.',
    );
  }
}

function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

function isLanguageTag(tag: string): boolean {
  if (!/^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/iu.test(tag)) return false;
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
