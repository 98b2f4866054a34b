import { patternRule, type Said, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import type { LanguageWords } from '../language-words.js';

const LABEL = String.raw`[\p{L}\d](?:[\p{L}\d_&-]{0,62})`;
const PATH = String.raw`(?:[/?#][^\s<>"“”»]{0,400})?`;
const TOP = 'com|org|net|edu|gov|info|biz|io|eu|de|fr|es|it|pt|br|ru|at|ch|uk|us|mx|ar|cl|co|tv|abc|sm|me';
/** Names that everybody says as words. */
const SAID_AS_WORDS = new Set(
  'com org net info gmail google yahoo hotmail outlook facebook amazon nvidia youtube twitter instagram wikipedia'.split(
    ' ',
  ),
);

/** E-mail and web addresses and handles; a formal reading spells what is no household name. */
export function electronicRule(words: LanguageWords): SpeakableRule {
  const tops = [TOP, ...(words.netDomains ?? [])].join('|');
  const form = (source: string) => ({
    pattern: new RegExp(source, 'iuy'),
    say(match: RegExpExecArray, context: SpeakableContext): Said {
      const address = match[0].replace(/[.,;:!?'’)»]+$/u, '');
      return { end: match.index + address.length, spoken: addressWords(address, words, context) };
    },
  });
  return patternRule({
    name: 'electronic',
    starts: ['letter', 'digit', 'symbol'],
    forms: [
      form(String.raw`[\p{L}\d_][\p{L}\d._%+&-]{0,63}@${LABEL}(?:\.${LABEL}){1,5}`),
      form(String.raw`https?://[^\s<>"“”»]{1,500}`),
      form(String.raw`www\.(?:${LABEL}\.){1,5}${LABEL}${PATH}`),
      form(
        String.raw`(?<![\p{L}\d.])(?!\p{L}\.\p{L}{1,3}\.?(?![\p{L}\d]))(?:${LABEL}\.){1,4}(?:${tops})(?![\p{L}\d@-]|\.\p{L})${PATH}`,
      ),
      {
        pattern: /(?<![\p{L}\d])#([\p{L}\d_]{2,80})/uy,
        say: ([, tag = ''], context) => (/\p{L}/u.test(tag) ? hashtagWords(tag, words, context) : undefined),
      },
      form(String.raw`(?<![\p{L}\d])@[\p{L}\d_][\p{L}\d_.-]{0,60}`),
    ],
  });
}

/** `#BreakingNews2025` → "hashtag Breaking News 2025": where a capital or a number begins, a word begins. */
function hashtagWords(tag: string, words: LanguageWords, context: SpeakableContext): string {
  const parts = tag
    .replaceAll('_', ' ')
    .replaceAll(/(\p{Ll})(?=\p{Lu})|(\p{L})(?=\d)|(\d)(?=\p{L})/gu, '$1$2$3 ')
    .replaceAll(/\d+/gu, (digits) => words.cardinal(digits, context));
  return `${words.netSigns['hashtag'] ?? 'hashtag'} ${parts}`;
}

function addressWords(address: string, words: LanguageWords, context: SpeakableContext): string {
  const bare =
    context.style === 'formal'
      ? address
      : address
          .replace(/^[a-z]+:\/+/iu, '')
          .replace(/^www\./iu, '')
          .replace(/(?<=[^/]{3})\/.*$/u, '');
  const parts = bare.match(/\d|\p{L}+|[^\p{L}\d]/gu) ?? [];
  return parts.map((part) => partWords(part, words, context)).join(' ');
}

function partWords(part: string, words: LanguageWords, context: SpeakableContext): string {
  if (/\d/u.test(part)) return words.cardinal(part, context);
  const sign = words.netSigns[part];
  if (sign !== undefined || !/\p{L}/u.test(part)) return sign ?? part;
  const lower = part.toLowerCase();
  const isWord =
    (SAID_AS_WORDS.has(lower) && words.netSpelled?.includes(lower) !== true) ||
    words.netWords?.includes(lower) === true ||
    (context.style === 'newsreader' && lower.length > 3 && /[aeiouyаеиоуыэюя]/u.test(lower));
  if (words.latinLetters !== undefined && /^[a-z]+$/u.test(lower)) {
    return words.latinLetters[lower] ?? [...lower].map((letter) => words.latinLetters?.[letter] ?? letter).join(' ');
  }
  return isWord ? part : [...part].join(' ');
}
