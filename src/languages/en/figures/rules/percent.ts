import { patternRule, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { NUMBER, numberWords, SIGN, TO } from '../number-words.js';

/** Percentages and points: `5%`, `−0.5 %`, `5–10%`, `25bp`, `3pp`. */
export const PERCENT: SpeakableRule = patternRule({
  name: 'percent',
  starts: ['digit', 'symbol'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`(${SIGN}?${NUMBER})\s?(?:%|‰|pct\b\.?|pc\b)?${TO}(${NUMBER})\s?(%|‰|pct\b\.?|pc\b|bps?\b|pp\b|ppts?\b)`,
        'uy',
      ),
      say: ([, first = '', last = '', sign = '']) =>
        `${numberWords(first)} to ${numberWords(last)} ${SIGN_WORDS[sign.replace('.', '')]?.[1] ?? ''}`,
    },
    {
      pattern: new RegExp(String.raw`(${SIGN}?${NUMBER})[\s-]?(%|‰|pct\b\.?|pc\b|bps?\b|pp\b|ppts?\b)`, 'uy'),
      say(match) {
        const [, number = '', sign = ''] = match;
        const [one = '', many = ''] = SIGN_WORDS[sign.replace('.', '')] ?? [];
        const isOne = /^[-−+]?1$/u.test(number) || /\d-\p{L}/u.test(match[0]);
        return `${numberWords(number)} ${isOne ? one : many}`;
      },
    },
  ],
});

const SIGN_WORDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  '%': ['percent', 'percent'],
  pct: ['percent', 'percent'],
  pc: ['percent', 'percent'],
  '‰': ['per mille', 'per mille'],
  bp: ['basis point', 'basis points'],
  bps: ['basis point', 'basis points'],
  pp: ['percentage point', 'percentage points'],
  ppt: ['percentage point', 'percentage points'],
  ppts: ['percentage point', 'percentage points'],
};
