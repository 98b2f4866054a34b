import { patternRule, textBefore, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { isSentenceEnd } from '../sentence-end.js';
import { STATES } from '../states.js';

/** States of the USA as newspapers shorten them: `Springfield, Ill.`, `Albany, N.Y.`, `Ted Cruz (R-Texas)`. */
export const STATE: SpeakableRule = patternRule({
  name: 'state',
  starts: ['letter'],
  forms: [
    {
      pattern: /([DRI])-(\p{Lu}[\p{L}.]{1,12}(?:\s\p{Lu}[\p{L}.]{1,10})?)(?=\))/uy,
      say({ index, 1: party = '', 2: place = '' }, context) {
        const name = STATES[place.replace(/[.\s]/gu, '').toUpperCase()] ?? SHORT[place] ?? FULL.get(place);
        if (name === undefined || !textBefore(context, index, 1).endsWith('(') || context.style === 'formal')
          return undefined;
        return `${PARTIES[party]} of ${name}`;
      },
    },
    {
      pattern: /(?:\p{Lu}\p{Ll}{1,4}|[NSW]\.\s?[A-Z]\p{L}?|R\.\s?I)\.(?!\p{L})/uy,
      say({ index, 0: written }, context) {
        const name = SHORT[written] ?? STATES[/\p{Ll}/u.test(written) ? '' : written.replace(/[.\s]/gu, '')];
        if (name === undefined || !/\p{Lu}\p{Ll}[\p{L}.'’]*,\s$/u.test(textBefore(context, index))) return undefined;
        return name + (isSentenceEnd(context, index + written.length) ? '.' : '');
      },
    },
  ],
});

const PARTIES: Readonly<Record<string, string>> = { D: 'Democrat', R: 'Republican', I: 'Independent' };

const FULL: ReadonlyMap<string, string> = new Map(Object.values(STATES).map((name) => [name, name]));

/** As the Associated Press shortens them. */
const SHORT: Readonly<Record<string, string>> = {
  'Ala.': 'Alabama',
  'Ariz.': 'Arizona',
  'Ark.': 'Arkansas',
  'Calif.': 'California',
  'Colo.': 'Colorado',
  'Conn.': 'Connecticut',
  'Del.': 'Delaware',
  'Fla.': 'Florida',
  'Ga.': 'Georgia',
  'Ill.': 'Illinois',
  'Ind.': 'Indiana',
  'Kan.': 'Kansas',
  'Ky.': 'Kentucky',
  'La.': 'Louisiana',
  'Md.': 'Maryland',
  'Mass.': 'Massachusetts',
  'Mich.': 'Michigan',
  'Minn.': 'Minnesota',
  'Miss.': 'Mississippi',
  'Mo.': 'Missouri',
  'Mont.': 'Montana',
  'Neb.': 'Nebraska',
  'Nev.': 'Nevada',
  'Okla.': 'Oklahoma',
  'Ore.': 'Oregon',
  'Pa.': 'Pennsylvania',
  'Tenn.': 'Tennessee',
  'Tex.': 'Texas',
  'Vt.': 'Vermont',
  'Va.': 'Virginia',
  'Wash.': 'Washington',
  'Wis.': 'Wisconsin',
  'Wyo.': 'Wyoming',
};
