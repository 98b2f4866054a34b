import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, pluralNumberWords, TO, yearWords } from '../number-words.js';
import { spell } from '../spell.js';

/** Years, decades, eras and spans of years: `1984`, `the 1990s`, `’80s`, `44 BC`, `1980–86`, `2024/25`. */
export const YEAR: SpeakableRule = patternRule({
  name: 'year',
  starts: ['digit', 'symbol', 'letter'],
  forms: [
    {
      pattern: new RegExp(String.raw`((?:1\d|20)\d0)['’]?s${TO}((?:1\d|20)\d0|['’‘]?\d0)['’]?s(?![\p{L}\d])`, 'uy'),
      say: ([, first = '', last = '']) =>
        `${decadeWords(first)} to ${/^\d{4}$/u.test(last) ? decadeWords(last) : pluralNumberWords(cardinalWords(last.replace(/\D/gu, '')))}`,
    },
    {
      pattern: /(?!1000)((?:1\d|20)\d)0(['’]?)\s?s(?![\p{L}\d])/uy,
      say: ([, decade = '', apostrophe], context) =>
        apostrophe !== '' && context.style === 'formal' ? `${yearWords(`${decade}0`)}'s` : decadeWords(`${decade}0`),
    },
    {
      pattern: /(['’‘]?)([2-9]0)(['’]?)s(?![\p{L}\d]|[-–]['’]?\d0s)/uy,
      say: ([, , decade = '', apostrophe], context) =>
        apostrophe !== '' && context.style === 'formal'
          ? `${cardinalWords(decade)}'s`
          : pluralNumberWords(cardinalWords(decade)),
    },
    {
      pattern: /['’‘](\d\d)(?![\p{L}\d'’]|[.,]\d)/uy,
      say: (match, context) => shortYear(match[1] ?? '', context, match),
    },
    {
      pattern: new RegExp(String.raw`((?:1\d|20)\d\d)(${TO})((?:1\d|20)\d\d)(?![\d%\p{L}])`, 'uy'),
      say: ([, first = '', mark = '', last = ''], context) =>
        context.style === 'formal' && mark.includes('–')
          ? `${yearWords(first)} – ${yearWords(last)}`
          : `${yearWords(first)} to ${yearWords(last)}`,
    },
    {
      pattern: new RegExp(String.raw`((?:1\d|20)\d\d)${TO}(present|today|now|date|early|mid|late)(?!\p{L})`, 'uy'),
      say: ([, first = '', last = '']) => `${yearWords(first)} to ${last}`,
    },
    {
      pattern: /((?:1\d|20)\d)(\d)[-–—/](\d\d)(?![\d%\p{L}]|[-–/.]\d)/uy,
      say: ([written = '', decade = '', unit = '', last = '']) => {
        if (Number(last) <= Number(decade.slice(-1) + unit) && last !== '00') return undefined;
        const first = yearWords(decade + unit);
        const lastWords = Number(last) < 10 ? `oh ${cardinalWords(String(Number(last)))}` : cardinalWords(last);
        return written.includes('/') ? `${first} ${lastWords}` : `${first} to ${lastWords}`;
      },
    },
    {
      pattern: /(\d{1,4})(?:st|nd|rd|th)?\s?(BCE?|CE|AD|B\.C\.(?:E\.)?|A\.D\.|C\.E\.)(?![\p{L}\d])/uy,
      say: ([, year = '', era = ''], context) => `${yearWords(year)} ${spell(era, context)}`,
    },
    {
      pattern: /(AD|A\.D\.)\s(\d{1,4})(?![\d.,]\d|\d)/uy,
      say: ([, era = '', year = ''], context) => `${spell(era, context)} ${yearWords(year)}`,
    },
    {
      pattern: /((?:1\d|20)\d\d)(?![\d%\p{L}°]|[.,:]\d|,\d{3}|\s?%)/uy,
      say: (match, context) => (isYear(match, context) ? yearWords(match[0]) : undefined),
    },
  ],
});

function decadeWords(year: string): string {
  if (year === '2000') return 'two thousands';
  return pluralNumberWords(yearWords(year));
}

/** `’68` is a year, unless the mark opens a quotation that is closed soon after. */
function shortYear(year: string, context: SpeakableContext, match: RegExpExecArray): string | undefined {
  if (/[\p{L}\d]$/u.test(textBefore(context, match.index, 1))) return undefined;
  if (/^[^'’]{0,30}['’](?![\p{L}\d])/u.test(textAfter(context, match.index + match[0].length))) return undefined;
  return Number(year) < 10 ? `oh ${cardinalWords(String(Number(year)))}` : cardinalWords(year);
}

/** A bare number between 1000 and 2099 is a year, unless it counts what follows or stands for a quantity. */
function isYear(match: RegExpExecArray, context: SpeakableContext): boolean {
  const before = textBefore(context, match.index);
  const after = textAfter(context, match.index + 4);
  if (YEAR_WORD_BEFORE.test(before) || NAME_BEFORE.test(before)) return !COUNTED_PEOPLE.test(after);
  if (QUANTITY_BEFORE.test(before)) return false;
  return (
    !COUNTED.test(after) ||
    /^\s(?:was|is|has|as|does|its|this|us|us|elections?|games|olympics|awards|finals|championships|plans|results|figures|accounts|talks|protests|riots)\b/iu.test(
      after,
    )
  );
}

const YEAR_WORD_BEFORE =
  /\b(?:in|since|until|till|during|circa|early|late|mid|year|years|between|dated|born|died|summer|winter|spring|autumn|fall|(?:from|of|by|before|after|to|and|through)(?=\s\d?$))\s$/iu;
/** Names that are told apart by their year: `Companies Act 2006`, `Expo 2020`. */
const NAME_BEFORE =
  /(?<!\p{L})(?:Expo|Euro|Vision|Agenda|Census|Budget|Windows|(?<=(?:\p{Lu}[\p{L}’']*|\))\s)(?:Act|Bill|Order|Regulations?|Directive|Convention|Code|Rules|Cup|Olympics|Paralympics|Games|Championships?))\s$/u;
const COUNTED_PEOPLE =
  /^\s(?:people|men|women|children|homes|jobs|years|days|hours|miles|metres|meters|tonnes|tons|dollars|pounds|euros|soldiers|troops|workers|patients|cases|deaths|voters|votes|words|pages|copies|others)\b/iu;
const QUANTITY_BEFORE =
  /\b(?:than|about|around|nearly|almost|roughly|approximately|exactly|only|some|over|under|page|room|least|most)\s$/iu;
const COUNTED =
  /^\s(?:(?!(?:and|or|but|when|while|after|before|as)\s)\p{Ll}+\s)?(?:\p{Ll}{2,}s|people|men|women|children|police|sheep|metric|yen|yuan|won|baht|rand|lira|euro)\b/iu;
