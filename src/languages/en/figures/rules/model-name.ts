import { patternRule, type SpeakableContext, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { sayAcronym } from './acronym.js';
import { cardinalWords, digitWords, pairWords, pluralNumberWords } from '../number-words.js';

/** Names of models: `747-400`, `737 MAX`, `GPT-4`, `ABC-123`, `US-1`, `S01E05`; no range, no quantity. */
export const MODEL_NAME: SpeakableRule = patternRule({
  name: 'model-name',
  starts: ['digit', 'letter'],
  forms: [
    {
      pattern: /(7[0-8]7)-(\d{1,3})(?![\p{L}\d.,-])/uy,
      say: ([, type = '', variant = '']) =>
        Number(variant) > Number(type) ? undefined : `${pairWords(type)} ${cardinalWords(variant)}`,
    },
    {
      pattern: /(7[0-8]7)s(?![\p{L}\d])/uy,
      say: ([, type = ''], context) => (context.style === 'formal' ? undefined : pluralNumberWords(pairWords(type))),
    },
    {
      pattern: /([A-Z]{2,5})((?:-\d{1,7}){2,4})(?![\p{L}\d]|[-.,]\d)/uy,
      say: ([, letters = '', groups = ''], context) =>
        context.style === 'formal'
          ? undefined
          : [
              sayAcronym(letters, context) ?? letters,
              ...groups
                .slice(1)
                .split('-')
                .map((group) => (group.length > 4 ? digitWords(group) : pairWords(group))),
            ].join(' '),
    },
    {
      pattern: /7[0-8]7(?=\s(?:M(?:AX|ax)|Dreamliner|jets?|airliner)(?!\p{L}))/uy,
      say: ([type = '']) => pairWords(type),
    },
    {
      pattern: /(\p{L}{1,3})(\d{1,2})-(\d{4,5})(\p{Lu}{1,2})?(?![\p{L}\d]|[-.,]\d)/uy,
      say([, letters = '', series = '', type = '', variant], context) {
        if (context.style === 'formal') return undefined;
        const number =
          type.length === 4 ? pairWords(type) : `${cardinalWords(type.slice(0, 2))} ${pairWords(type.slice(2))}`;
        const ending = variant === undefined ? '' : ` ${[...variant].join(' ')}`;
        return `${[...letters.toUpperCase()].join(' ')} ${cardinalWords(series)} ${number}${ending}`;
      },
    },
    {
      pattern: /S(\d{1,2})E(\d{1,3})(?![\p{L}\d])/uy,
      say: ([, season = '', episode = ''], context) =>
        context.style === 'formal' ? undefined : `season ${whole(season)} episode ${whole(episode)}`,
    },
    {
      pattern: /([A-Z]{1,4})-(\d{1,4})(s)?(?![\d\p{L}]|[,.]\d|-\d)/uy,
      say([, letters = '', digits = '', many], context) {
        const number = numberWords(digits, context);
        const plural = context.style === 'formal' ? `${number} s` : pluralNumberWords(number);
        return lettersThen(letters, many === undefined ? number : plural, context);
      },
    },
  ],
});

function whole(digits: string): string {
  return cardinalWords(String(Number(digits)));
}

function numberWords(digits: string, context: SpeakableContext): string {
  if (digits.startsWith('0') || digits.length <= 2 || Number(digits) % 100 === 0 || context.style === 'formal')
    return cardinalWords(digits);
  return pairWords(digits);
}

/** "A 3" would be heard as the article; "A-3" is the letter. */
function lettersThen(letters: string, number: string, context: SpeakableContext): string {
  if (letters === 'A' && context.style === 'newsreader') return `A-${number}`;
  const said = letters.length === 1 ? letters : (sayAcronym(letters, context) ?? letters);
  return `${said} ${number}`;
}
