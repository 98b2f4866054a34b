import type { Calendar, CalendarName, Phrases, PluralForms, Sentences } from './language.js';

/** The words of a text, parted by white space. */
export function wordsOf(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}

/** Lists of words written as texts; see {@link Sentences} for what each holds. */
export function sentences(written: {
  readonly neverLast: string;
  readonly sometimesLast: string;
  readonly beforeNumber: string;
  readonly starters: string;
  readonly conjunctions: string;
  readonly spaced?: readonly string[];
  readonly hasOrdinalStops?: boolean;
}): Sentences {
  const words = (text: string): ReadonlySet<string> => new Set(wordsOf(text));
  return {
    neverLast: words(written.neverLast),
    sometimesLast: words(written.sometimesLast),
    beforeNumber: words(written.beforeNumber),
    starters: words(written.starters),
    conjunctions: words(written.conjunctions),
    spaced: written.spaced ?? [],
    hasOrdinalStops: written.hasOrdinalStops ?? false,
  };
}

/** A calendar written as texts: for each month and weekday its full names, then after a bar the short ones. */
export function calendar(written: {
  readonly months: readonly string[];
  readonly weekdays: readonly string[];
  readonly fillers: string;
  readonly dateline: string;
}): Calendar {
  const name = (text: string): CalendarName => {
    const [names = '', short = ''] = text.normalize('NFKC').split('|');
    return { names: wordsOf(names), short: wordsOf(short) };
  };
  return {
    months: written.months.map(name),
    weekdays: written.weekdays.map(name),
    fillers: wordsOf(written.fillers.normalize('NFKC')),
    dateline: wordsOf(written.dateline),
  };
}

/** A number in figures and the form of a word that its language counts with: `3 rows`. */
export function counted(language: string, forms: PluralForms): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  return (count) => `${count} ${forms[rules.select(count)] ?? forms.other}`;
}

/** What is said in place of a listing: its name, how many lines it has, and the language it is written in. */
export function codeExample(parts: {
  readonly name: string;
  readonly lines: (count: number) => string;
  /** Between the lines and the name of the programming language. */
  readonly in: string;
}): Phrases['codeExample'] {
  return (count, language) =>
    `${parts.name}, ${parts.lines(count)}${language === undefined ? '' : `${parts.in}${language}`}.`;
}
