import { present } from '../../../model/present.js';
import { patternRule, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';
import {
  agreeingScale,
  anyOf,
  aroundMatch,
  FIGURE,
  figureOf,
  figureWords,
  figureWordsIn,
  SIGN,
  TO,
} from '../figure.js';
import { perOf } from '../per.js';
import type { Around, LanguageWords, Noun } from '../language-words.js';

/** Percentages and quantities: `18%`, `200 km/h`, `-66 kg`, `5–10 km`, `1/2 ft`, `4,51/s`. */
export function measureRule(words: LanguageWords): SpeakableRule {
  const unit = String.raw`(${anyOf(Object.keys(words.units))})(?![\p{L}\d²³])`;
  const per = perOf(words);
  const scale = String.raw`(?:\s?(${anyOf(Object.keys(words.scales))})(?!\p{L}))?`;
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
        pattern: new RegExp(String.raw`(${SIGN}?${FIGURE})(?:\s?%)?(?:(${TO})(${FIGURE}))?\s?%`, 'uy'),
        say(match, context) {
          const [, first = '', to, last = ''] = match;
          const percent = typeof words.percent === 'string' ? undefined : words.percent;
          const number = spoken({ first, to, last }, aroundMatch(match, context), context, percent);
          return typeof words.percent === 'string' ? `${number} ${words.percent}` : number;
        },
      },
      {
        pattern: new RegExp(String.raw`(${SIGN})?(?:(\d{1,4})\s)?(\d{1,3})/(\d{1,3})\s?${unit}${per.pattern}?`, 'uy'),
        say(match, context) {
          const [, sign, whole, top = '', bottom = '', unitSign = '', perSign] = match;
          const noun = unitOf(unitSign, context);
          const part = words.fraction(top, bottom, context, aroundMatch(match, context));
          if (noun === undefined || part === undefined) return undefined;
          const special = words.fractionOfUnit?.({ ...present({ whole }), top, bottom, unit: noun }, context);
          if (special !== undefined)
            return `${sign === undefined ? '' : `${words.minus} `}${special}${per.said(perSign, context)}`;
          const number =
            whole === undefined ? part : words.mixed(words.cardinal(whole, context, noun.gender ?? 'masculine'), part);
          return `${sign === undefined ? '' : `${words.minus} `}${number} ${words.nounAfter(noun, whole ?? '1', true)}${per.said(perSign, context)}`;
        },
      },
      {
        pattern: new RegExp(
          String.raw`(${SIGN}?${FIGURE})(?:(${TO})(${FIGURE}))?${scale}\s?${unit}${per.pattern}?`,
          'uy',
        ),
        say(match, context) {
          const [, first = '', to, last = '', scaleSign, unitSign = '', perSign] = match;
          const noun = unitOf(unitSign, context);
          if (noun === undefined) return undefined;
          const around = aroundMatch(match, context);
          const scaleNoun = scaleSign === undefined ? undefined : words.scales[scaleSign];
          if (scaleNoun !== undefined)
            return `${spoken({ first, to, last }, around, context, agreeingScale(scaleNoun, noun.gender))} ${words.scaleOf(noun.many, scaleNoun)}${per.said(perSign, context)}`;
          return spoken({ first, to, last }, around, context, noun) + per.said(perSign, context);
        },
      },
      {
        pattern: new RegExp(String.raw`(${SIGN}?${FIGURE})${per.pattern}`, 'uy'),
        say: ([, number = '', perSign], context) =>
          figureWords(figureOf(number), words, context) + per.said(perSign, context),
      },
    ],
  });

  function spoken(
    { first, to, last }: { readonly first: string; readonly to: string | undefined; readonly last: string },
    around: Around,
    context: SpeakableContext,
    noun?: Noun,
  ): string {
    if (to === undefined) return figureWordsIn(around, figureOf(first), words, context, noun);
    const range = noun === undefined ? undefined : words.range?.(first, last, around, noun);
    if (range !== undefined) return range;
    const end = figureOf(last);
    const endWords = words.rangeEnd?.(end, noun, context) ?? figureWords(end, words, context, noun);
    return `${figureWords(figureOf(first), words, context)} ${words.to} ${endWords}`;
  }
}
