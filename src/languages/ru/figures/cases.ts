import type { Around } from '../../figures/language-words.js';

/** The cases of a number that is not simply counted; the accusative of most is the nominative. */
export type RussianCase = 'nominative' | 'genitive' | 'dative' | 'accusative' | 'instrumental' | 'prepositional';

/**
 * The case that the words around a number ask for: by the preposition before it, or by the ending of the noun after
 * it ("в 20 странах"); nothing where neither tells.
 */
export function caseAround({ before, after }: Around): RussianCase | undefined {
  return caseOfNoun(after) ?? caseAfterPreposition(before, after);
}

/** What the last word before a number asks for. */
export function caseAfterPreposition(before: string, after: string): RussianCase | undefined {
  if (BETWEEN.test(before)) return 'instrumental';
  const word = /(?<!\p{L})(\p{L}+)\s["«(]?$/u.exec(before)?.[1]?.toLowerCase();
  if (word === undefined) return undefined;
  if ((word === 'с' || word === 'со') && !/^.{0,24}?\s(?:до|по)\s/u.test(after)) return undefined;
  return CASE_AFTER[word];
}

/** The case that the plural noun after a number shows; adjectives before it are passed over. */
function caseOfNoun(after: string): RussianCase | undefined {
  for (const word of /^(?:\s\p{Ll}+){1,3}/u.exec(after)?.[0].trim().split(' ') ?? []) {
    if (/(?:ыми|ими)$/u.test(word) && word.length > 4) return 'instrumental';
    if (/(?:[ыи][хм]|[ыи]е)$/u.test(word) && !/^(?:или|при|их|им)$/u.test(word)) continue;
    if (word.length < 4 || /^(?:сами|вами|нами|всем|также|сначала)$/u.test(word)) return undefined;
    const ending = /(?:[ая]ми|ьми|[ая]м|[ая]х)$/u.exec(word)?.[0];
    if (ending === undefined) return undefined;
    return ending.endsWith('ми') ? 'instrumental' : ending.endsWith('м') ? 'dative' : 'prepositional';
  }
  return undefined;
}

const BETWEEN = /(?<!\p{L})между\s(?:\S{1,12}\s(?:\S{1,12}\s)?и\s)?$/iu;

const CASE_AFTER: Readonly<Record<string, RussianCase>> = {
  ...governing(
    'genitive',
    'около более менее свыше больше меньше до от из порядка без для после у против кроме среди выше ниже старше младше ' +
      'моложе дольше дороже дешевле ранее позднее раньше позже возрасте размере течение с со',
  ),
  ...governing('dative', 'к ко благодаря равна равен равно равняется вопреки'),
  ...governing('accusative', 'через за на в во про сквозь'),
  ...governing(
    'instrumental',
    'над перед владеет владеют владел владела владели обладает обладают обладал обладала обладали располагает располагают',
  ),
  ...governing('prepositional', 'о об при'),
};

function governing(asked: RussianCase, words: string): Readonly<Record<string, RussianCase>> {
  return Object.fromEntries(words.split(' ').map((word) => [word, asked]));
}
