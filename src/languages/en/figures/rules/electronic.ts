import { patternRule, type Said, type SpeakableContext, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { sayAcronym } from './acronym.js';
import { cardinalWords, digitWords, pairWords } from '../number-words.js';

const LABEL = String.raw`[\p{L}\d][\p{L}\d-]{0,62}`;
const LOCAL = String.raw`[\p{L}\d_][\p{L}\d._%+&*-]{0,63}`;
const PATH = String.raw`(?:[/?#][^\s<>"“”’]{0,400})?`;
const TOP =
  'com|org|net|edu|gov|mil|int|info|biz|io|ai|app|dev|tv|me|co|us|uk|eu|de|fr|es|it|pt|br|ru|nl|be|ch|at|ie|ca|au|nz|in|jp|cn|kr|se|no|dk|fi|pl|cz|gr|tr|za|ng|ke|sm|abc|xyz|online|site|news|blog|shop|tech|cloud|page|link|museum|travel|fm|ly|gg|to|cc|ws|mx|ar|cl|is';
const FILE_TYPES =
  'pdf|docx?|xlsx?|pptx?|csv|txt|html?|php|jsx?|tsx?|py|json|ya?ml|xml|md|zip|exe|jpe?g|png|gif|svg|mp[34]|wav|mov|gz|tgz|rar|7z|apk|dmg|iso|docm|rtf|epub|ics|log|sql|webp|heic|tiff?|bmp|psd|ini|cfg|css|scss|go|rs|java|cpp|sh|bat';

/** Addresses on the net: e-mail, web, file names, handles, hashtags: spoken with "at" and "dot", as far as one would. */
export const ELECTRONIC: SpeakableRule = patternRule({
  name: 'electronic',
  starts: ['letter', 'digit', 'symbol'],
  forms: [
    form(String.raw`(?:mailto:)?${LOCAL}@${LABEL}(?:\.${LABEL}){1,5}(?:/[^\s<>"“”’]{0,200})?`),
    form(String.raw`(?:https?|ftps?|file|wss?)://[^\s<>"“”]{1,500}`),
    form(String.raw`www\.(?:${LABEL}\.){1,5}${LABEL}${PATH}`),
    form(String.raw`(?<![\p{L}\d.])(?:${LABEL}\.){1,4}(?:${TOP})(?![\p{L}\d@-]|\.[\p{L}\d])${PATH}`, isHost),
    form(String.raw`[\p{L}\d_-]{1,60}(?:\.[\p{L}\d]{1,8}){0,2}\.(?:${FILE_TYPES})(?![\p{L}\d])`),
    {
      pattern: /(?<![\p{L}\d])#([\p{L}\d_]{2,80})/uy,
      say: ([, tag = ''], context) =>
        /\p{L}/u.test(tag)
          ? `${context.style === 'formal' ? 'hash' : 'hashtag'} ${context.style === 'formal' ? wordsOf(tag) : wordsOf(tag).replace(/(?<!\p{L})\p{Lu}{2,5}(?!\p{L})/gu, (capitals) => sayAcronym(capitals, context) ?? capitals)}`
          : undefined,
    },
    form(String.raw`(?<![\p{L}\d])@[\p{L}\d_][\p{L}\d_.-]{0,60}`),
  ],
});

function form(source: string, isMeant: (written: string) => boolean = () => true) {
  return {
    pattern: new RegExp(source, 'iuy'),
    say(match: RegExpExecArray, context: SpeakableContext): Said {
      const address = withoutTail(match[0]);
      return isMeant(address)
        ? { end: match.index + address.length, spoken: addressWords(address, context) }
        : undefined;
    },
  };
}

/** Leaves what ends the sentence outside the address. */
function withoutTail(written: string): string {
  let kept = written;
  for (;;) {
    const last = kept.at(-1) ?? '';
    const isOpen = last === ')' && kept.includes('(');
    if (!/[.,;:!?'’*)\]}]/u.test(last) || isOpen) return kept;
    kept = kept.slice(0, -1);
  }
}

/** `end.It` and `e.g` are no hosts: the name must be lower case or have capitals of its own, and three letters. */
function isHost(address: string): boolean {
  const host = address.split(/[/?#]/u)[0] ?? '';
  const labels = host.split('.');
  const top = labels.at(-1) ?? '';
  const first = labels[0] ?? '';
  if (/^\d+$/u.test(first)) return false;
  if (top !== top.toLowerCase())
    return host === host.toUpperCase() && first.length > 1 && labels.length > 1 && top.length > 2;
  return labels.length > 2 || first.length >= 2 || /^[a-z]\.(?:com|co|org|ai)$/u.test(host);
}

/** A newsreader leaves out "https", "www" and any path too long to be remembered. */
function addressWords(address: string, context: SpeakableContext): string {
  if (context.style === 'formal') return spokenParts(address, context);
  const bare = address
    .replace(/^mailto:/iu, '')
    .replace(/^[a-z]+:\/+/iu, '')
    .replace(/^www\./iu, '');
  const [host = '', ...path] = bare.replace(/[?#].*$/u, '').split('/');
  const segments = path.filter((segment) => segment !== '');
  const isShort =
    segments.length <= 1 &&
    segments.every((segment) => segment.length <= 24 && (segment.match(/[-_.]/gu) ?? []).length <= 2);
  const kept = /^file:/iu.test(address) ? bare : isShort ? [host, ...segments].join('/') : host;
  return spokenParts(kept, context);
}

function spokenParts(address: string, context: SpeakableContext): string {
  const parts = address.match(/\d+|\p{L}+|[^\p{L}\d]/gu) ?? [];
  return parts.map((part, index) => partWords(part, parts[index - 1], context)).join(' ');
}

function partWords(part: string, before: string | undefined, context: SpeakableContext): string {
  if (/^\d/u.test(part))
    return part.length > 1 && /[1-9]00+$/u.test(part) && part.length <= 5 ? cardinalWords(part) : digitWords(part);
  const symbol = SYMBOLS[part];
  if (symbol !== undefined) return symbol;
  if (context.style === 'formal') return /^jpe?g$/iu.test(part) && before === '.' ? 'jpeg' : part;
  return lettersOrWord(part, before);
}

/** `com` is a word, `uk` and `bbc` are letters: what has no vowel, and short endings, is spelled. */
function lettersOrWord(part: string, before: string | undefined): string {
  const lower = part.toLowerCase();
  const said = SAID_ENDINGS[lower];
  if (before === '.' && said !== undefined) return said;
  if (before === '.' && lower.length === 2 && lower !== 'co') return [...lower.toUpperCase()].join(' ');
  if (lower.length > 1 && lower.length <= 5 && !/[aeiouy]/u.test(lower)) return [...lower.toUpperCase()].join(' ');
  return part;
}

const SAID_ENDINGS: Readonly<Record<string, string>> = {
  edu: 'E D U',
  jpg: 'jaypeg',
  jpeg: 'jaypeg',
  pdf: 'P D F',
  html: 'H T M L',
  php: 'P H P',
  csv: 'C S V',
  xml: 'X M L',
  json: 'jason',
  me: 'me',
  in: 'in',
  is: 'is',
  at: 'at',
  to: 'to',
  io: 'I O',
  ai: 'A I',
  tv: 'T V',
};

const SYMBOLS: Readonly<Record<string, string>> = {
  '.': 'dot',
  '@': 'at',
  '/': 'slash',
  ':': 'colon',
  '-': 'dash',
  _: 'underscore',
  '&': 'ampersand',
  '?': 'question mark',
  '=': 'equals',
  '#': 'hash',
  '%': 'percent',
  '+': 'plus',
  '~': 'tilde',
  '*': 'asterisk',
};

/** `BreakingNews2025` → "Breaking News 2025": where a capital or a number begins, a word begins. */
function wordsOf(tag: string): string {
  return tag
    .replaceAll('_', ' ')
    .replaceAll(/(\p{Ll})(?=\p{Lu})|(\p{L})(?=\d)|(\d)(?=\p{L})/gu, '$1$2$3 ')
    .replaceAll(/\d+/gu, (digits) => pairWords(digits));
}
