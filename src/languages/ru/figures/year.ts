import type { Around } from '../../figures/language-words.js';
import { patternRule, type SpeakableRule } from '../../figures/speakable-rule.js';
import { aroundMatch } from '../../figures/figure.js';
import { WORDS_ON } from './agreement.js';
import { caseAfterPreposition, type RussianCase } from './cases.js';
import { russianOrdinal, type RussianForm } from './ordinal.js';

const YEAR = String.raw`(1\d{3}|20\d\d)`;
const NAME = String.raw`(гг\.|годы|годов|годам|годами|годах|г\.|год|года|году|годе|годом)(?![\p{L}\d])`;

/** Years are ordinals: `2026 г.`, `в 1941–1945 гг.`, `к 2030 году`, `с 2010 по 2020`, `(1996)`. */
export const RUSSIAN_YEARS: SpeakableRule = patternRule({
  name: 'year',
  starts: ['digit'],
  forms: [
    {
      pattern: new RegExp(String.raw`${YEAR}\s?[-–—]\s?${YEAR}(?![\d\p{L}]|[-–/.:]\d)(?:\s${NAME})?`, 'uy'),
      say(match, context) {
        const [, first = '', last = '', name] = match;
        const around = aroundMatch(match, context);
        const form = formOfYear(name?.replace('гг.', 'годы'), around);
        const years = `${russianOrdinal(first, form)} – ${russianOrdinal(last, form)}`;
        return name === undefined ? years : `${years} ${name === 'гг.' ? PLURAL_NAMES[form] : name}`;
      },
    },
    {
      pattern: new RegExp(String.raw`${YEAR}\s${NAME}`, 'uy'),
      say(match, context) {
        const [, digits = '', name = ''] = match;
        const form = formOfYear(name, aroundMatch(match, context));
        return `${russianOrdinal(digits, form)} ${/^гг?\.$/u.test(name) ? NAMES[form] : name}`;
      },
    },
    {
      pattern: new RegExp(String.raw`${YEAR}(?![\d\p{L}]|[-–—/.,:]\d|\s?[%$€£₽°]|-\p{L})`, 'uy'),
      say(match, context) {
        const around = aroundMatch(match, context);
        const form = formOfLoneYear(match[0], around);
        return form === undefined ? undefined : russianOrdinal(match[0], form);
      },
    },
  ],
});

/** The form of a year before its name, which shows the case but where it is short or the same in two. */
function formOfYear(name: string | undefined, { before, after }: Around): RussianForm {
  if (name === 'год' || name === undefined || name === 'годы') {
    const asked = name === 'год' ? 'nominative' : caseAfterPreposition(before, after);
    if (name === 'год' || asked === undefined || asked === 'nominative') return 'й';
    if (name === 'годы' && /(?<!\p{L})в[о]?\s$/iu.test(before)) return 'м';
    return name === undefined ? (FORM_IN[asked] ?? 'й') : 'й';
  }
  if (name === 'году') return /(?<!\p{L})(?:ко?|по)\s$/iu.test(before) ? 'му' : 'м';
  if (name === 'г.') return /^\s*$/u.test(before) && /^\s*$/u.test(after) ? 'й' : formOfShortYear(before, after);
  return FORM_OF_NAME[name] ?? 'го';
}

function formOfShortYear(before: string, after: string): RussianForm {
  if (/(?<!\p{L})в\s$/iu.test(before)) return 'м';
  const asked = caseAfterPreposition(before, after);
  return asked === undefined ? 'го' : (FORM_IN[asked] ?? 'го');
}

/** Four figures without a name are a year after a preposition, a month or a season, and where they stand alone. */
function formOfLoneYear(digits: string, { before, after }: Around): RussianForm | undefined {
  if (digits.endsWith('00') || digits < '1100') return undefined;
  if (/^\s*$/u.test(before) && /^\s*$/u.test(after)) return 'й';
  if (/\($/u.test(before) && after.startsWith(')')) return 'й';
  if (SEASON.test(before)) return 'го';
  const next = /^\s(\p{Ll}+)/u.exec(after)?.[1];
  if (next !== undefined && !WORDS_ON.test(next)) return undefined;
  const preposition = /(?<!\p{L})(?:(в)|([сдп]о|с|после|от)|(к)|(за|на))\s$/iu.exec(before);
  if (preposition === null) return undefined;
  if (preposition[1] !== undefined) return 'м';
  if (/(?<!\p{L})по\s$/iu.test(before) || preposition[4] !== undefined) return 'й';
  return preposition[3] === undefined ? 'го' : 'му';
}

const SEASON =
  /(?<!\p{L})(?:зимой|весной|летом|осенью|январ[ьяе]|феврал[ьяе]|март[ае]?|апрел[ьяе]|ма[йяе]|июн[ьяе]|июл[ьяе]|август[ае]?|сентябр[ьяе]|октябр[ьяе]|ноябр[ьяе]|декабр[ьяе])\s$/iu;

const FORM_IN: Readonly<Partial<Record<RussianCase, RussianForm>>> = {
  genitive: 'го',
  dative: 'му',
  accusative: 'й',
  instrumental: 'ым',
  prepositional: 'м',
};
const FORM_OF_NAME: Readonly<Record<string, RussianForm>> = {
  года: 'го',
  годе: 'м',
  годом: 'ым',
  'гг.': 'й',
  годы: 'й',
  годов: 'го',
  годам: 'му',
  годами: 'ым',
  годах: 'м',
};
/** How "г." is said after a year in a form, and "гг." after two. */
const NAMES: Readonly<Partial<Record<RussianForm, string>>> = {
  й: 'год',
  го: 'года',
  му: 'году',
  м: 'году',
  ым: 'годом',
};
const PLURAL_NAMES: Readonly<Partial<Record<RussianForm, string>>> = {
  й: 'годы',
  го: 'годов',
  му: 'годам',
  м: 'годах',
  ым: 'годами',
};
