import { patternRule, textBefore, type SpeakableContext, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { digitWords, pairWords } from '../number-words.js';
import { spell } from '../spell.js';

/** Numbers that name one thing of a kind, after the word for the kind: `case 2:19-cv-1234`, `part no. 45-A22-7`. */
export const CODE: SpeakableRule = patternRule({
  name: 'code',
  starts: ['digit', 'letter'],
  forms: [
    {
      pattern: /(?=[A-Za-z:/.-]{0,20}\d)[A-Za-z\d]{1,24}(?:[-/:.][A-Za-z\d]{1,24}){0,7}(?![\p{L}\d%]|[-/:.,]\d)/uy,
      say(match, context) {
        if (context.style === 'formal') return undefined;
        const [written] = match;
        const label = LABEL.exec(textBefore(context, match.index))?.groups;
        if (label === undefined) return undefined;
        return isName(written, label['number'] !== undefined) ? codeWords(written, context) : undefined;
      },
    },
  ],
});

const LABEL =
  /\b(?:(?:case|file|docket|part|parts|order|ticket|invoice|reference|ref|serial|catalogue|catalog|item|model|batch|lot|claim|application|permit|patent|account|acct|policy|registration|licen[cs]e|plate|tail|passport|tracking|booking|confirmation|document|form|resolution|flight|bill|warrant|contract|tender|product|article|stock|sample|VIN|SKU|PNR|IMEI|IBAN|ISSN|DOI|EAN|ID)(?<number>\s(?:nos?\.|nos?|numbers?|code|id|ID|#)|\.|:)?:?\s?#?)$|\b(?<bare>(?:serial|part|case|order)\s#)$/iu;

/**
 * Whether it is a name and no quantity or range: with letters in it, of three groups, or beginning with a zero; where
 * the label says "number", any that are joined.
 */
function isName(written: string, isNumbered: boolean): boolean {
  const groups = written.split(/[-/:.]/u);
  const isMixed = /[A-Za-z]/u.test(written) && groups.length > 1;
  return (
    isMixed ||
    (groups.length > 2 && !/^\d{1,4}(?:\.\d{1,4}){2}$/u.test(written)) ||
    (isNumbered && /^\d{2,}(?:-\d{2,})+$/u.test(written)) ||
    /^0\d+-\d+$/u.test(written) ||
    (isNumbered && /^\d{8,}$/u.test(written))
  );
}

/** Figures alone digit by digit, a pause between groups; among letters in pairs; letters by name, long words as words. */
function codeWords(written: string, context: SpeakableContext): string {
  if (/^[\d/:.-]+$/u.test(written))
    return written
      .split(/[-/:.]/u)
      .map(digitWords)
      .join(', ');
  const parts = written.match(/\d+|[A-Za-z]+|[-/:.]/gu) ?? [];
  return parts
    .map((part) => {
      if (/^\d/u.test(part)) return part.startsWith('0') || part.length > 4 ? digitWords(part) : pairWords(part);
      if (/^[A-Za-z]/u.test(part)) return /[a-z]{4}/u.test(part) ? part : spell(part.toUpperCase(), context);
      return part === ':' ? ',' : '';
    })
    .filter((part) => part !== '')
    .join(' ')
    .replaceAll(' ,', ',');
}
