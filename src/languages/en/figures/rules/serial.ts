import { patternRule, type SpeakableContext, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { cardinalWords, digitWords, pairWords, pluralNumberWords } from '../number-words.js';
import { sayAcronym } from './acronym.js';
import { spell } from '../spell.js';

/** Names made of letters and digits: `C24`, `t2000`, `A380`, `MI5`, `4K`, `2x`, `B-52`, `COVID-19`, `100-car`. */
export const SERIAL: SpeakableRule = patternRule({
  name: 'serial',
  starts: ['digit', 'letter'],
  forms: [
    {
      pattern: /\d{1,4}(?:x\d{1,4}){1,2}(?![\p{L}\d])/uy,
      say: ([written = ''], context) =>
        written
          .split('x')
          .map(cardinalWords)
          .join(context.style === 'formal' ? ' x ' : ' by '),
    },
    {
      pattern: /(\d{1,3}(?:,\d{3})+|\d{1,4}(?:\.\d{1,3})?)x(?![\p{L}\d])/uy,
      say: ([, count = ''], context) => `${cardinalOrDecimal(count)} ${context.style === 'formal' ? 'x' : 'times'}`,
    },
    {
      pattern: /(\d{3,4})p(?![\p{L}\d])/uy,
      say: ([, lines = ''], context) => `${pairWords(lines)} ${spell('P', context)}`,
    },
    {
      pattern: /(?<=\p{L}-)(\d{2,4})s(?![\p{L}\d])/uy,
      say: ([, digits = ''], context) =>
        context.style === 'formal' ? undefined : pluralNumberWords(numberPart(digits, context)),
    },
    {
      pattern: /(?=\p{L}{0,30}\d|\d{1,30}\p{Script=Latin})[\p{Script=Latin}\d]{2,40}/uy,
      say: ([written = ''], context) =>
        partsOf(written, context)
          .map((part, index, all) => partWords({ part, before: all[index - 1], after: all[index + 1] }, context))
          .reduce((spoken, words) => letterThen(spoken, words, context)),
    },
  ],
});

/** A last "s" after figures makes them many and stays with them: `F35s`, `787s`. */
function partsOf(written: string, context: SpeakableContext): readonly string[] {
  return written.match(context.style === 'formal' ? /\d+|\p{L}+/gu : /(?<=\p{L}|\d)\d+s$|\d+|\p{L}+/gu) ?? [];
}

function partWords(
  { part, before, after }: { part: string; before: string | undefined; after: string | undefined },
  context: SpeakableContext,
): string {
  if (part.endsWith('s') && /^\d/u.test(part)) return pluralNumberWords(numberPart(part.slice(0, -1), context));
  if (/\d/u.test(part)) return numberPart(part, context);
  if (context.style === 'formal') return part;
  // Two capitals before figures are letters though they make a word: `NO2`, `SO4`, `IT3`.
  if (/^\p{Lu}{2}$/u.test(part) && after !== undefined) return sayAcronym(part, context) ?? spell(part, context);
  if (/^\p{Lu}{2,}s?$/u.test(part)) return sayAcronym(part, context) ?? part;
  const isLetter = part.length === 1;
  if (isLetter && before === undefined && after !== undefined) return part.toUpperCase();
  return isLetter && after === undefined ? part.toUpperCase() : part;
}

/** Round numbers and short ones as numbers, four digits in pairs, others digit by digit. */
function numberPart(digits: string, context: SpeakableContext): string {
  if (digits.startsWith('0') || digits.length > (context.style === 'formal' ? 5 : 4)) return digitWords(digits);
  if (context.style === 'formal' && !/^(?:19|20)\d\d$/u.test(digits)) return cardinalWords(digits);
  if (digits.length <= 2 || Number(digits) % 100 === 0) return cardinalWords(digits);
  return pairWords(digits);
}

function cardinalOrDecimal(count: string): string {
  const [whole = '', fraction] = count.split('.');
  return cardinalWords(whole) + (fraction === undefined ? '' : ` point ${digitWords(fraction)}`);
}

/** "A 3" would be heard as the article; "A-3" is the letter. */
function letterThen(letters: string, words: string, context: SpeakableContext): string {
  return letters === 'A' && context.style === 'newsreader' ? `A-${words}` : `${letters} ${words}`;
}
