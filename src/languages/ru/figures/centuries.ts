import type { Around } from '../../figures/language-words.js';
import { patternRule, type SpeakableRule } from '../../figures/speakable-rule.js';
import { aroundMatch } from '../../figures/figure.js';
import { russianOrdinal, type RussianForm } from './ordinal.js';

const ROMAN = String.raw`(X{0,2}(?:IX|IV|V?I{1,3}|V|X))`;

/** Two centuries with one name: `XVIII–XIX вв.`, `в XV–XVI веках`, `с XVI по XVIII в.` */
export const RUSSIAN_CENTURIES: SpeakableRule = patternRule({
  name: 'roman',
  starts: ['letter'],
  forms: [
    {
      pattern: new RegExp(
        String.raw`(?<![\p{L}\d])${ROMAN}(\s?[-–—]\s?|\s(?:и|или|по|до)\s)${ROMAN}\s(вв?\.|век(?:а|е|у|ом|ов|ам|ами|ах)?)(?!\p{L})`,
        'uy',
      ),
      say(match, context) {
        const [, first = '', joint = '', last = '', name = ''] = match;
        const { start, end, noun } = formsOf(joint.trim(), name, aroundMatch(match, context));
        return `${russianOrdinal(valueOf(first), start)}${joint}${russianOrdinal(valueOf(last), end)} ${noun}`;
      },
    },
  ],
});

type Forms = { readonly start: RussianForm; readonly end: RussianForm; readonly noun: string };

/** By the preposition before them, by the ending of the name where it is written out, else as what they belong to. */
function formsOf(joint: string, name: string, { before, after }: Around): Forms {
  if (joint === 'по') return { start: 'го', end: 'й', noun: 'век' };
  if (joint === 'до') return { start: 'го', end: 'го', noun: 'века' };
  const isShort = name.endsWith('.');
  const preposition = /(?<!\p{L})(во?|ко?)\s$/iu.exec(before)?.[1]?.toLowerCase().charAt(0);
  const isAlone = /^\s*$/u.test(before) && /^\s*$/u.test(after);
  const written = isShort ? ({ в: 'веках', к: 'векам' }[preposition ?? ''] ?? (isAlone ? 'века' : 'веков')) : name;
  const form = FORM_OF_NAME[written] ?? 'й';
  return { start: form, end: form, noun: written };
}

const FORM_OF_NAME: Readonly<Record<string, RussianForm>> = {
  веков: 'го',
  векам: 'му',
  веку: 'му',
  веках: 'м',
  веке: 'м',
  веками: 'ым',
  веком: 'ым',
};

function valueOf(roman: string): string {
  const values = [...roman].map((letter) => ({ I: 1, V: 5, X: 10 })[letter] ?? 0);
  return String(values.reduce((sum, one, index) => sum + (one < (values[index + 1] ?? 0) ? -one : one), 0));
}
