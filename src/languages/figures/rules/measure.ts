import { present } from '../../../model/present.js';
import { patternRule, textBefore, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import { anyOf, FIGURE, figureOf, figureWords, SIGN, TO } from '../figure.js';
import type { LanguageWords, Noun } from '../language-words.js';

/** Percentages and quantities: `18%`, `200 km/h`, `-66 kg`, `5–10 km`, `1/2 ft`, `4,51/s`. */
export function measureRule(words: LanguageWords): SpeakableRule {
  const unit = String.raw`(${anyOf(Object.keys(words.units))})(?![\p{L}\d²³])`;
  const per = String.raw`(?:\s?/\s?(${anyOf([...Object.keys(words.units), ...Object.keys(words.perUnits ?? {})])})(?![\p{L}\d²³]))`;
  const scale = String.raw`(?:\s?(${anyOf(Object.keys(words.scales))})(?!\p{L}))?`;
  const perWords = (sign: string | undefined, context: SpeakableContext) =>
    sign === undefined
      ? ''
      : ` ${words.per} ${words.perUnits?.[sign] ?? styledName(words.units[sign]?.one ?? sign, context)}`;
  const styledName = (name: string, context: SpeakableContext) =>
    context.style === 'formal' ? (words.formalUnit?.(name) ?? name) : name;
  const unitOf = (sign: string, context: SpeakableContext): Noun | undefined => {
    const unit = words.units[sign] ?? words.units[sign.toLowerCase()];
    return unit && { ...unit, one: styledName(unit.one, context), many: styledName(unit.many, context) };
  };
  return patternRule({
    name: 'measure',
    starts: ['digit', 'symbol'],
    forms: [
      {
        pattern: new RegExp(String.raw`(${SIGN}?${FIGURE})(?:\s?%)?(?:(${TO})(${FIGURE}))?${scale}\s?%`, 'uy'),
        say: ([, first = '', to, last = ''], context) =>
          `${spoken(first, to, last, context)} ${percentAfter(to === undefined ? first : last)}`,
      },
      {
        pattern: new RegExp(String.raw`(${SIGN})?(?:(\d{1,4})\s)?(\d{1,3})/(\d{1,3})\s?${unit}${per}?`, 'uy'),
        say([, sign, whole, top = '', bottom = '', unitSign = '', perSign], context) {
          const noun = unitOf(unitSign, context);
          const part = words.fraction(top, bottom, context);
          if (noun === undefined || part === undefined) return undefined;
          const special = words.fractionOfUnit?.({ ...present({ whole }), top, bottom, unit: noun }, context);
          if (special !== undefined)
            return `${sign === undefined ? '' : `${words.minus} `}${special}${perWords(perSign, context)}`;
          const number =
            whole === undefined ? part : words.mixed(words.cardinal(whole, context, noun.gender ?? 'masculine'), part);
          return `${sign === undefined ? '' : `${words.minus} `}${number} ${words.nounAfter(noun, whole ?? '1', true)}${perWords(perSign, context)}`;
        },
      },
      {
        pattern: new RegExp(String.raw`(${SIGN}?${FIGURE})(?:(${TO})(${FIGURE}))?${scale}\s?${unit}${per}?`, 'uy'),
        say(match, context) {
          const [, first = '', to, last = '', scaleSign, unitSign = '', perSign] = match;
          const noun = unitOf(unitSign, context);
          if (noun === undefined) return undefined;
          const asked =
            to === undefined && scaleSign === undefined && words.caseBefore?.test(textBefore(context, match.index))
              ? words.rangeEnd?.(figureOf(first), noun, context)
              : undefined;
          if (asked !== undefined) return asked + perWords(perSign, context);
          const scaleNoun = scaleSign === undefined ? undefined : words.scales[scaleSign];
          if (scaleNoun !== undefined)
            return `${spoken(first, to, last, context, scaleNoun)} ${words.scaleOf(noun.many)}${perWords(perSign, context)}`;
          return spoken(first, to, last, context, noun) + perWords(perSign, context);
        },
      },
      {
        pattern: new RegExp(String.raw`(${SIGN}?${FIGURE})${per}`, 'uy'),
        say: ([, number = '', perSign], context) =>
          figureWords(figureOf(number), words, context) + perWords(perSign, context),
      },
    ],
  });

  function percentAfter(number: string): string {
    if (typeof words.percent === 'string') return words.percent;
    const { whole, fraction } = figureOf(number);
    return words.percent(whole, fraction !== undefined);
  }

  function spoken(first: string, to: string | undefined, last: string, context: SpeakableContext, noun?: Noun): string {
    if (to === undefined) return figureWords(figureOf(first), words, context, noun);
    const end = figureOf(last);
    const endWords = words.rangeEnd?.(end, noun, context) ?? figureWords(end, words, context, noun);
    return `${figureWords(figureOf(first), words, context)} ${words.to} ${endWords}`;
  }
}
