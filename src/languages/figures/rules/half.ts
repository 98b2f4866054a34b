import type { Gender } from '../language-words.js';
import { patternRule, textBefore, type SpeakableContext, type SpeakableRule } from '../speakable-rule.js';

/** How a Romance language says half of a thing, and so many things and a half. */
export type Halves = {
  readonly masculine: string;
  readonly feminine: string;
  /** Joins a half to what it is half of: "demi-heure", "media hora". */
  readonly joint: string;
  readonly article?: Readonly<Record<'masculine' | 'feminine', string>>;
  /** Words after which no article is said. */
  readonly determiner?: RegExp;
  readonly and: string;
  readonly genderOf: (noun: string) => Gender | undefined;
  readonly cardinal: (digits: string, context: SpeakableContext, gender: Gender) => string;
};

/** `1/2 hora` → "media hora", `2 1/2 horas` → "dos horas y media": the half agrees with the noun and may follow it. */
export function halfRule(halves: Halves): SpeakableRule {
  return patternRule({
    name: 'fraction',
    starts: ['digit', 'symbol'],
    forms: [
      {
        pattern: /(?:(\d{1,3})\s?)?(?:(?<!\d)1\/2|½)\s((?=\p{Ll}*[aeiouáéíóúâêôèàù])\p{Ll}{3,})(?!\p{L})/uy,
        say(match, context) {
          const [, whole, noun = ''] = match;
          const gender = halves.genderOf(noun);
          if (gender !== 'masculine' && gender !== 'feminine') return undefined;
          if (whole !== undefined)
            return `${halves.cardinal(whole, context, gender)} ${noun} ${halves.and} ${halves[gender]}`;
          if (halves.article === undefined) return halves[gender] + halves.joint + noun;
          const hasArticle = halves.determiner?.test(textBefore(context, match.index)) === true;
          return `${hasArticle ? '' : `${halves.article[gender]} `}${halves.masculine}${halves.joint}${noun}`;
        },
      },
    ],
  });
}
