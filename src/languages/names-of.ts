import { primaryLanguage } from '../model/text/primary-language.js';
import { GIVEN_NAMES } from './en/names/given-names.js';
import { ORGANISATIONS } from './en/names/organisations.js';
import { PEOPLE } from './en/names/people.js';
import { PLACES } from './en/names/places.js';

/** How a name is said where its letters do not tell. */
export type NameSound = {
  /** CMU phones with the main stress marked: `z`, `ax`, `l`, `eh1`, `n`, `s`, `k`, `iy`. */
  readonly phones: readonly string[];
  /** A word that a rule-based English voice reads in that way; absent where it does so with the name itself. */
  readonly respelling?: string;
};

/** A word with a capital, with what stands before and behind it, and its possessive ending apart. */
const NAME = /(?<![\p{L}\p{N}])(\p{Lu}[\p{L}\p{M}]*(?:['’][\p{Lu}\p{Ll}][\p{L}\p{M}]+)?)/gu;
/** A shorter word in capitals is an acronym or a Roman numeral. */
const MIN_SHOUTED_LETTERS = 5;

let english: ReadonlyMap<string, NameSound> | undefined;

/**
 * The sound of a name in the news, where the pack of a language has it. The pack is known under every lexicon: what a show
 * or an article says of a name has been put in its place before. Letters count with or without their accents.
 */
export function nameSoundOf(word: string, language: string): NameSound | undefined {
  if (primaryLanguage(language) !== 'en') return undefined;
  const bare = bareLetters(word);
  const isShouted = bare.length >= MIN_SHOUTED_LETTERS && bare === bare.toUpperCase();
  return names().get(isShouted ? bare[0] + bare.slice(1).toLowerCase() : bare);
}

/** A text in which every name of the pack is replaced by what `write` makes of its sound, if anything. */
export function replaceNames(text: string, language: string, write: (sound: NameSound) => string | undefined): string {
  return text.replace(NAME, (name) => {
    const [head = ''] = name.split(/['’]/u);
    for (const part of [name, head]) {
      const sound = nameSoundOf(part, language);
      if (sound) return (write(sound) ?? part) + name.slice(part.length);
    }
    return name;
  });
}

function names(): ReadonlyMap<string, NameSound> {
  return (english ??= new Map([PEOPLE, PLACES, ORGANISATIONS, GIVEN_NAMES].flatMap(readNames)));
}

/** `Xi=sh iy1=shee; Meloni=m ax l ow1 n iy; …` */
function readNames(table: string): readonly (readonly [string, NameSound])[] {
  return table.split(';').flatMap((entry) => {
    const [name = '', phones = '', respelling] = entry.split('=').map((part) => part.replace(/\s+/gu, ' ').trim());
    if (name === '') return [];
    return [
      [bareLetters(name), { phones: phones.split(' '), ...(respelling !== undefined && { respelling }) }] as const,
    ];
  });
}

/** Letters without accents and other marks, as many keyboards write them. */
function bareLetters(word: string): string {
  return word
    .replace(/[łøđı]/gu, (letter) => ({ ł: 'l', ø: 'o', đ: 'd', ı: 'i' })[letter] ?? letter)
    .replace(/[ŁØĐ]/gu, (letter) => ({ Ł: 'L', Ø: 'O', Đ: 'D' })[letter] ?? letter)
    .normalize('NFD')
    .replace(/[\p{M}'’]+/gu, '');
}
