import { patternRule, textAfter, textBefore, type SpeakableRule } from '../../../figures/speakable-rule.js';

/** Emoji by name, a run of the same one once; flags as the country's name; those without a plain name are left out. */
export const EMOJI: SpeakableRule = patternRule({
  name: 'emoji',
  starts: ['symbol', 'letter', 'digit'],
  forms: [
    {
      pattern: /(?:\p{Regional_Indicator}{2}){1,8}/uy,
      say: ([written = '']) =>
        [...new Set(written.match(/\p{Regional_Indicator}{2}/gu) ?? [])].map(flagName).join(', '),
    },
    { pattern: /([\d#*])\uFE0F?\u20E3/uy, say: ([, key = '']) => KEYS[key] ?? key },
    {
      pattern:
        /(?:(?:(?![©®™‼⁉→←↑↓↔])\p{Extended_Pictographic})(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic}){0,8}\s?(?![\d])){1,40}/uy,
      say(match, context) {
        if (!/\p{Extended_Pictographic}/u.test(match[0])) return undefined;
        const signs =
          match[0].match(
            /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F|\u200D\p{Extended_Pictographic}){0,8}/gu,
          ) ?? [];
        const names = [...new Set(signs.map((sign) => NAMES[[...sign][0] ?? ''] ?? ''))].filter((name) => name !== '');
        const isTight = /[\p{L}\p{N}]$/u.test(textBefore(context, match.index, 2));
        const joint = names.length > 0 && isTight ? ' ' : '';
        const tail =
          /\s$/u.test(match[0]) && names.length > 0 && textAfter(context, match.index + match[0].length, 1) !== ''
            ? ' '
            : '';
        return joint + names.join(', ') + tail;
      },
    },
    { pattern: /[\uFE0F\u200D\u20E3]/uy, say: () => '' },
  ],
});

const REGIONS = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });

function flagName(flag: string): string {
  const code = [...flag].map((letter) => String.fromCodePoint((letter.codePointAt(0) ?? 0) - 0x1f1e6 + 65)).join('');
  const country = REGIONS.of(code);
  return country === undefined ? '' : `flag of ${country}`;
}

const KEYS: Readonly<Record<string, string>> = {
  '#': 'hash',
  '*': 'star',
  0: 'zero',
  1: 'one',
  2: 'two',
  3: 'three',
  4: 'four',
  5: 'five',
  6: 'six',
  7: 'seven',
  8: 'eight',
  9: 'nine',
};

const NAMES: Readonly<Record<string, string>> = {
  '😀': 'grinning face',
  '😃': 'smiling face',
  '😄': 'smiling face',
  '😁': 'beaming face',
  '😂': 'tears of joy',
  '🤣': 'rolling on the floor laughing',
  '😊': 'smiling face',
  '🙂': 'smiling face',
  '😉': 'winking face',
  '😍': 'heart eyes',
  '😘': 'face blowing a kiss',
  '😎': 'cool face',
  '🤔': 'thinking face',
  '😢': 'crying face',
  '😭': 'sobbing face',
  '😡': 'angry face',
  '😱': 'face screaming in fear',
  '🙄': 'rolling eyes',
  '👍': 'thumbs up',
  '👎': 'thumbs down',
  '👏': 'clapping hands',
  '🙏': 'folded hands',
  '💪': 'flexed biceps',
  '👋': 'waving hand',
  '👉': 'pointing right',
  '❤': 'red heart',
  '💔': 'broken heart',
  '💙': 'blue heart',
  '💚': 'green heart',
  '💛': 'yellow heart',
  '🔥': 'fire',
  '🎉': 'party popper',
  '🚀': 'rocket',
  '💯': 'one hundred',
  '✅': 'check mark',
  '✔': 'check mark',
  '❌': 'cross mark',
  '⚠': 'warning',
  '⭐': 'star',
  '🌟': 'star',
  '✨': 'sparkles',
  '☀': 'sun',
  '🌍': 'globe',
  '🌎': 'globe',
  '🌏': 'globe',
  '💀': 'skull',
  '👀': 'eyes',
  '🏆': 'trophy',
  '⚽': 'football',
  '🏀': 'basketball',
  '🎂': 'birthday cake',
  '🎁': 'gift',
  '🎄': 'Christmas tree',
  '📈': 'rising chart',
  '📉': 'falling chart',
  '💰': 'money bag',
  '💡': 'light bulb',
  '🐶': 'dog face',
  '🐱': 'cat face',
  '🍕': 'pizza',
  '☕': 'coffee',
  '🍺': 'beer',
  '🌹': 'rose',
  '☮': 'peace symbol',
  '🏠': 'house',
  '🚗': 'car',
  '✈': 'aeroplane',
};
