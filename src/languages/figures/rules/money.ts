import { patternRule, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import { agreeingScale, anyOf, aroundMatch, FIGURE, figureOf, figureWordsIn, SIGN } from '../figure.js';
import { perOf } from '../per.js';
import type { Around, Figure, LanguageWords, Money, Noun } from '../language-words.js';

/** Amounts of money, sign before or after: `€2,20`, `1,50 $`, `€ 2 billones`, `R$ 1,01`, `2,5 тыс руб.` */
export function moneyRule(words: LanguageWords): SpeakableRule {
  const signs = Object.keys(words.currencies).flatMap((sign) => [...new Set([sign, sign.toUpperCase()])]);
  const currency = anyOf(signs);
  // A word is no sign: "Euro 2024" is a championship.
  const before = anyOf(signs.filter((sign) => !/^\p{L}{4,}$/u.test(sign)));
  const per = perOf(words);
  const scaleSigns = String.raw`(?:\s?(${anyOf(Object.keys(words.scales))})(?![\p{L}]))?`;
  const say = (
    match: RegExpExecArray,
    { sign, amount, scale, below }: Record<'sign' | 'amount', string> & Record<'scale' | 'below', string | undefined>,
    context: SpeakableContext,
  ) => {
    const money =
      words.currencyIn?.(sign, context.language) ?? words.currencies[sign] ?? words.currencies[sign.toLowerCase()];
    if (money === undefined) return undefined;
    const figure = figureOf(/^[-−–+]?\d{1,6}\.\d\d$/u.test(amount) ? amount.replace('.', ',') : amount);
    return (
      moneyWords({ figure, money, scale, words, context, around: aroundMatch(match, context) }) +
      per.said(below, context, true)
    );
  };
  return patternRule({
    name: 'money',
    starts: ['digit', 'symbol', 'letter'],
    forms: [
      {
        pattern: new RegExp(
          String.raw`(?<![\p{L}\d])(${before})\s?(${SIGN}?(?:\d{1,6}\.\d\d(?![\d.,])|${FIGURE}))${scaleSigns}(?![\d])${per.pattern}?`,
          'iuy',
        ),
        say(match, context) {
          const [, sign = '', amount = '', scale, below] = match;
          return say(match, { sign, amount, scale, below }, context);
        },
      },
      {
        pattern: new RegExp(
          String.raw`(${SIGN}?${FIGURE})${scaleSigns}\s?(?:de\s|d['’]|di\s)?(${currency})(?![\p{L}\d])${per.pattern}?`,
          'iuy',
        ),
        say(match, context) {
          const [, amount = '', scale, sign = '', below] = match;
          return say(match, { sign, amount, scale, below }, context);
        },
      },
    ],
  });
}

function moneyWords(amount: {
  readonly figure: Figure;
  readonly money: Money;
  readonly scale: string | undefined;
  readonly words: LanguageWords;
  readonly context: SpeakableContext;
  readonly around: Around;
}): string {
  const { figure, money, scale, words, context, around } = amount;
  const said = (part: Figure, noun: Noun) => figureWordsIn(around, part, words, context, noun);
  const scaleNoun = scale === undefined ? undefined : (words.scales[scale] ?? words.scales[scale.toLowerCase()]);
  if (scaleNoun !== undefined)
    return `${said(figure, agreeingScale(scaleNoun, money.gender))} ${words.scaleOf(money.many, scaleNoun)}`;
  const cents = (figure.fraction ?? '').replace(/0+$/u, '');
  const { sign, whole } = figure;
  if (cents === '') return said({ sign, whole }, money);
  if (cents.length > 2 || money.small === undefined) return said(figure, money);
  const small = said({ sign: '', whole: String(Number(cents.padEnd(2, '0'))) }, money.small);
  if (/^0*$/u.test(whole)) return (sign === '-' ? `${words.minus} ` : '') + small;
  return `${said({ sign, whole }, money)}${words.moneyJoint}${small}`;
}
