import { patternRule, textBefore, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import { anyOf, FIGURE, figureOf, figureWords, SIGN } from '../figure.js';
import type { Figure, LanguageWords, Money } from '../language-words.js';

/** Amounts of money, sign before or after: `€2,20`, `1,50 $`, `€ 2 billones`, `R$ 1,01`, `2,5 тыс руб.` */
export function moneyRule(words: LanguageWords): SpeakableRule {
  const currency = anyOf(Object.keys(words.currencies).flatMap((sign) => [...new Set([sign, sign.toUpperCase()])]));
  const scale = String.raw`(?:\s?(${anyOf(Object.keys(words.scales))})(?![\p{L}]))?`;
  const say = ({
    sign,
    amount,
    scaleSign,
    context,
  }: {
    sign: string;
    amount: string;
    scaleSign: string | undefined;
    context: SpeakableContext;
  }) => {
    const money = words.currencies[sign] ?? words.currencies[sign.toLowerCase()];
    return money === undefined
      ? undefined
      : moneyWords({
          figure: figureOf(/^[-−–+]?\d{1,6}\.\d\d$/u.test(amount) ? amount.replace('.', ',') : amount),
          money,
          scale: scaleSign,
          words,
          context,
        });
  };
  return patternRule({
    name: 'money',
    starts: ['digit', 'symbol', 'letter'],
    forms: [
      {
        pattern: new RegExp(
          String.raw`(?<![\p{L}\d])(${currency})\s?(${SIGN}?(?:\d{1,6}\.\d\d(?![\d.,])|${FIGURE}))${scale}(?![\d])`,
          'iuy',
        ),
        say: ([, sign = '', amount = '', scaleSign], context) => say({ sign, amount, scaleSign, context }),
      },
      {
        pattern: new RegExp(
          String.raw`(${SIGN}?${FIGURE})${scale}\s?(?:de\s|d['’]|di\s)?(${currency})(?![\p{L}\d])`,
          'iuy',
        ),
        say(match, context) {
          const [, amount = '', scaleSign, sign = ''] = match;
          const money = words.currencies[sign] ?? words.currencies[sign.toLowerCase()];
          const asked =
            scaleSign === undefined && words.caseBefore?.test(textBefore(context, match.index))
              ? words.rangeEnd?.(figureOf(amount), money, context)
              : undefined;
          return asked ?? say({ sign, amount, scaleSign, context });
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
}): string {
  const { figure, money, scale, words, context } = amount;
  const scaleNoun = scale === undefined ? undefined : (words.scales[scale] ?? words.scales[scale.toLowerCase()]);
  if (scaleNoun !== undefined) return `${figureWords(figure, words, context, scaleNoun)} ${words.scaleOf(money.many)}`;
  const cents = (figure.fraction ?? '').replace(/0+$/u, '');
  const { sign, whole } = figure;
  if (cents === '') return figureWords({ sign, whole }, words, context, money);
  if (cents.length > 2 || money.small === undefined) return figureWords(figure, words, context, money);
  const small = figureWords({ sign: '', whole: String(Number(cents.padEnd(2, '0'))) }, words, context, money.small);
  if (/^0*$/u.test(whole)) return (sign === '-' ? `${words.minus} ` : '') + small;
  return `${figureWords({ sign, whole }, words, context, money)}${words.moneyJoint}${small}`;
}
