import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { CURRENCIES, CURRENCY, type Currency } from '../currencies.js';
import { cardinalWords, NUMBER, numberWords, SIGN, TO } from '../number-words.js';
import { FRACTION, fractionWords } from './fraction.js';
import { SCALE, scaleWord } from '../scale.js';
import { unitAfterPer } from '../units.js';

const PER = String.raw`(?:\s?/\s?(\p{L}{1,8}[²³]?(?![\p{L}\d])|[$€£¥](?![\d])))?`;

/** Amounts of money: `$5.2bn`, `£3m`, `€1.50`, `-US$20`, `$5–10m`, `20 EUR`, `50p`, `$1/d`. */
export const MONEY: SpeakableRule = patternRule({
  name: 'money',
  starts: ['digit', 'symbol', 'letter'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`([-−–+](?=\S))?(${CURRENCY})\s?([-−](?=[\d.]))?(${NUMBER})(?:${SCALE}?${TO}(${CURRENCY})?\s?(${NUMBER})(?![\p{L}\d]{3}|[-–:]\d))?(?!\s\d{1,3}/\d|\s?[½⅓⅔¼¾])${SCALE}?(?:-(?:dollar|pound|euro)(?!\p{L})|\s(?:dollars|pounds|euros)(?!\p{L}))?\+?${PER}`,
        'uy',
      ),
      say(match, context) {
        const [, outerSign, sign = '', innerSign, amount = '', firstLong, firstShort, , last, long, short, per] = match;
        const currency = CURRENCIES[sign];
        if (currency === undefined) return undefined;
        const firstScale = firstLong ?? firstShort;
        const scale = long ?? short;
        const minus = outerSign === '+' ? 'plus ' : outerSign !== undefined || innerSign !== undefined ? 'minus ' : '';
        const isAdjective = isAdjectival(match, context) || /-(?:dollar|pound|euro)$/u.test(match[0]);
        const money = (number: string, multiple: string | undefined) =>
          amountWords({ number, scale: multiple, currency, isAdjective });
        const spoken =
          last === undefined
            ? money(amount, scale)
            : firstScale !== undefined || (scale === undefined && /\.\d\d$/u.test(`${amount} ${last}`))
              ? `${money(amount, firstScale)} to ${money(last, scale)}`
              : `${numberWords(amount)} to ${money(last, scale)}`;
        const more = /\+$/u.test(match[0].replace(/\s?\/.*$/u, '')) ? ' plus' : '';
        return minus + spoken + more + perWords(per);
      },
    },
    {
      pattern: new RegExp(String.raw`(${CURRENCY})\s?${FRACTION}${SCALE}?(?![\p{L}\d])`, 'uy'),
      say([, sign = '', ...groups]) {
        const currency = CURRENCIES[sign];
        const words = fractionWords(groups.slice(0, 5));
        const scale = groups[5] ?? groups[6];
        if (currency === undefined || words === undefined) return undefined;
        return `${words}${scale === undefined ? '' : ` ${scaleWord(scale)}`} ${currency.many}`;
      },
    },
    {
      pattern: new RegExp(String.raw`(${SIGN})?(${NUMBER})${SCALE}?\s?(${CURRENCY})(?![\p{L}\d])${PER}`, 'uy'),
      say(match, context) {
        const [, sign = '', amount = '', long, short, code = '', per] = match;
        const currency = CURRENCIES[code];
        if (currency === undefined) return undefined;
        const words = amountWords({
          number: amount,
          scale: long ?? short,
          currency,
          isAdjective: isAdjectival(match, context),
        });
        return `${sign === '' ? '' : sign === '+' ? 'plus ' : 'minus '}${words}${perWords(per)}`;
      },
    },
    {
      pattern: /(\d{1,2}|\d{1,2}\.\d)(p|c|¢)(?![\p{L}\d])/uy,
      say([, amount = '', sign = ''], context) {
        if (sign === 'c' && context.style === 'formal') return undefined;
        const isOne = Number(amount) === 1;
        return `${numberWords(amount)} ${sign === 'p' ? (isOne ? 'penny' : 'pence') : isOne ? 'cent' : 'cents'}`;
      },
    },
  ],
});

function amountWords(amount: {
  readonly number: string;
  readonly scale: string | undefined;
  readonly currency: Currency;
  readonly isAdjective: boolean;
}): string {
  const { number, scale, currency, isAdjective } = amount;
  const many = isAdjective ? currency.one : currency.many;
  if (scale !== undefined) return `${numberWords(number)} ${scaleWord(scale)} ${many}`;
  const [whole = '', fraction = ''] = number.replaceAll(',', '').split('.');
  const cents = fraction.replace(/0+$/u, '');
  const isOne = /^0*1$/u.test(whole);
  const wholeWords = `${cardinalWords(whole === '' ? '0' : whole)} ${isOne ? currency.one : many}`;
  if (cents === '') return wholeWords;
  const { smallOne, smallMany } = currency;
  if (cents.length > 2 || smallOne === undefined || smallMany === undefined) {
    return `${numberWords(number.replace(/(\.\d\d+?)0+$/u, '$1'))} ${many}`;
  }
  const count = Number(cents.padEnd(2, '0'));
  const small = `${cardinalWords(String(count))} ${count === 1 ? smallOne : smallMany}`;
  return /^0*$/u.test(whole) ? small : `${wholeWords} ${small}`;
}

function perWords(per: string | undefined): string {
  const currency = per === undefined ? undefined : CURRENCIES[per];
  if (currency !== undefined && !/^\p{L}/u.test(per ?? '')) return ` to the ${currency.one}`;
  return per === undefined ? '' : ` per ${unitAfterPer(per) ?? per}`;
}

/** "a $5 note", "the $2bn deal": before the noun it describes, the currency is said in the singular. */
function isAdjectival(match: RegExpExecArray, context: SpeakableContext): boolean {
  const before = textBefore(context, match.index, 12);
  const after = textAfter(context, match.index + match[0].length, 24);
  if (/^-\p{L}/u.test(after)) return !/^-(?:an?-|per-|plus)/u.test(after);
  const noun = /^\s(\p{Ll}+(?:-\p{Ll}+)*)/u.exec(after)?.[1];
  if (noun === undefined || NOT_A_NOUN.test(noun)) return false;
  return (
    /\b(?:an?|another|the|its|his|her|their|our|this|that|every|each)\s$/iu.test(before) && !/(?:ed|ing|s)$/u.test(noun)
  );
}

const NOT_A_NOUN =
  /^(?:an?|the|of|in|on|at|to|by|for|from|and|or|but|as|than|that|which|who|it|he|she|they|we|you|i|is|was|are|were|be|has|had|have|will|would|can|could|may|might|must|should|so|if|when|while|with|without|per|each|every|into|over|under|after|before|since|until|not|more|less|spent|paid|lost|put|set|cut|sent|won|held|made|left|went|came|just|now|then|there|here|ago|again|up|down|out|off|because|though|although)$/u;
