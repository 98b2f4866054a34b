import { patternRule, textAfter, textBefore, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import type { Around } from '../language-words.js';

/** How a language says two numbers and "plus", and a number that ranks what follows. */
export type StoppageWords = {
  readonly plus: string;
  readonly cardinal: (digits: string, context: SpeakableContext) => string;
  readonly ordinal?: (digits: string, around: Around, context: SpeakableContext) => string | undefined;
};

/** Minutes of a match beyond its time: `90.+3`, `45+1'`, `90'+2'`, and with the word for minute `90.+4. Minute`. */
export function stoppageRule({ plus, cardinal, ordinal }: StoppageWords): SpeakableRule {
  return patternRule({
    name: 'stoppage',
    starts: ['digit'],
    forms: [
      {
        pattern:
          /(\d{2,3})(?:(['’′])|(\.|e|ème|[ºª]))?\s?\+\s?(\d{1,2})(?:(['’′])|(\.)(?=\s\p{L})|(?![\p{L}\d%]|[.,]\d))/uy,
        say(match, context) {
          const [written, first = '', firstPrime, mark, last = '', lastPrime, lastMark] = match;
          if (firstPrime === undefined && mark === undefined && lastPrime === undefined) return undefined;
          const after = textAfter(context, match.index + written.length);
          const head = `${cardinal(first, context)} ${plus}`;
          const around = { before: textBefore(context, match.index), after };
          const ranked = mark !== undefined && MINUTE.test(after) ? ordinal?.(last, around, context) : undefined;
          if (ranked !== undefined) return `${head} ${ranked}`;
          return `${head} ${cardinal(last, context)}${lastMark ?? ''}`;
        },
      },
    ],
  });
}

const MINUTE = /^\s(?:\p{L}{0,8}minut|мин)/iu;
