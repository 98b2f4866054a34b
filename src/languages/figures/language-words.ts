import type { SpeakableContext } from './speakable-rule.js';

export type Gender = 'masculine' | 'feminine' | 'neuter';

/** A counted thing: its name for one, for many, and for a few or a fraction where that differs. */
export type Noun = {
  readonly one: string;
  readonly many: string;
  readonly few?: string;
  /** After a fraction, where that is none of the others: "półtora kilograma". */
  readonly part?: string;
  readonly gender?: Gender;
};

/** A currency with its hundredth part. */
export type Money = Noun & { readonly small?: Noun };

/** What stands around a token, for languages whose endings depend on it. */
export type Around = { readonly before: string; readonly after: string };

export type DateParts = { readonly day: string; readonly month: number; readonly year?: string };
export type ClockParts = { readonly hours: string; readonly minutes?: string; readonly seconds?: string };

/** A written number taken apart. */
export type Figure = { readonly sign: '' | '-' | '+'; readonly whole: string; readonly fraction?: string };

/** All that a language needs so that figures in its text can be put into words. */
export type LanguageWords = {
  /** Whole number in words; with a gender, as it stands before a noun of that gender. */
  readonly cardinal: (digits: string, context: SpeakableContext, gender?: Gender) => string;
  readonly year: (digits: string, context: SpeakableContext) => string;
  /** Decimal number in words, without sign; with the gender of the noun it stands before, if any. */
  readonly decimal: (whole: string, fraction: string, context: SpeakableContext, gender?: Gender) => string;
  /** Which form of a noun follows this number. */
  readonly nounAfter: (noun: Noun, whole: string, hasFraction: boolean) => string;
  readonly ordinal: {
    /** Pattern of what makes figures an ordinal; the first group is handed over as the ending. */
    readonly ending: string;
    readonly say: (digits: string, ending: string, around: Around, context: SpeakableContext) => string | undefined;
  };
  readonly minus: string;
  readonly plus: string;
  readonly to: string;
  /** Between the two numbers of a score or a ratio, `3:1`. */
  readonly ratio: string;
  /** The second number of a ratio, where {@link ratio} asks for another case. */
  readonly ratioEnd?: (digits: string) => string | undefined;
  /** The gender that the words after a number give away. */
  readonly genderOf?: (after: string, digits: string) => Gender | undefined;
  /** A number, with the noun it counts if that is written as a sign, where the words around ask for another case. */
  readonly asked?: (
    figure: Figure,
    noun: Noun | undefined,
    around: Around,
    context: SpeakableContext,
  ) => string | undefined;
  /** The two ends of a range, with the noun if one is given, where "from, to" is not how it is said. */
  readonly range?: (first: string, last: string, around: Around, noun?: Noun) => string | undefined;
  /** The second end of a range after {@link to}, with the noun it counts, where "to" asks for another case. */
  readonly rangeEnd?: (figure: Figure, noun: Noun | undefined, context: SpeakableContext) => string | undefined;
  /** "squared", "cubed", and what stands before any other power. */
  readonly powers: readonly [squared: string, cubed: string, power: string];
  /** Words after a time that put it into the second half of the day: "da tarde". */
  readonly afternoon?: RegExp;
  /** Words before figures with a stop that make them a time: "ore 14.30". */
  readonly timeBefore?: RegExp;
  /** How a formal reading parts the name of a unit: "Quadrat Meter". */
  readonly formalUnit?: (name: string) => string;
  /** The word for %, or its forms where numbers change it. */
  readonly percent: string | Noun;
  /** Before what stands below a slash; for a language that asks which, by its sign and whether a price is told. */
  readonly per: string | ((sign: string, isPrice: boolean) => string);
  /** The genitive or accusative that "per" asks for, by unit sign, where it is not the plain name. */
  readonly perUnits?: Readonly<Record<string, string>>;
  /** What is said for "per" and the unit together where the two are not said apart: "all'ora". */
  readonly rates?: Readonly<Record<string, string>>;
  /** The same where a price is told: "al chilo". */
  readonly priceRates?: Readonly<Record<string, string>>;
  /** Large numbers by their word or sign; one without a gender takes that of what it counts. */
  readonly scales: Readonly<Record<string, Noun>>;
  /** What is counted by a scale, or by a round number of millions, with what stands between: "de euros" after "millones". */
  readonly scaleOf: (counted: string, scale?: Noun) => string;
  /** Every spelling that is read as a month, in lower case, by its number. */
  readonly monthSpellings: Readonly<Record<string, number>>;
  /** Pattern between day and month, and between month and year, besides a space: "de". */
  readonly dateJoint?: string;
  readonly date: (parts: DateParts, around: Around, context: SpeakableContext) => string;
  /**
   * Weekdays cut short, in small letters and without a stop, as they are said in "from Monday to Friday": one form, or
   * that after "from" and that after "to"; words that have said "from" already.
   */
  readonly weekdays?: {
    readonly short: Readonly<Record<string, string | readonly [from: string, to: string]>>;
    readonly from: string | ((day: string) => string);
    readonly to: string;
    readonly opener: RegExp;
  };
  /** Pattern of the word after a clock time, or of a mark between hours and minutes. */
  readonly hourMark?: string;
  /** What two pairs of figures with a stop between them are to a formal reading; otherwise they are a decimal. */
  readonly stoppedPair?: 'date' | 'time';
  /** Between two clock times with a dash, where it asks for no other endings. */
  readonly clockJoint?: string;
  readonly clock: (parts: ClockParts, context: SpeakableContext, around: Around) => string;
  /**
   * What is said for the slash of a reference, `Nr. 12/24`, and for one before a year where that differs; the words
   * that such a reference follows.
   */
  readonly reference?: { readonly joint: string; readonly yearJoint?: string; readonly label: RegExp };
  /** Words before two figures with a slash that make them a day and a month: "dia 7/9". */
  readonly dayBefore?: RegExp;
  /** What "am" and "pm" are in words. */
  readonly halves?: readonly [am: string, pm: string];
  readonly currencies: Readonly<Record<string, Money>>;
  /** What a sign means in the country of a tag, where that is not what {@link currencies} says. */
  readonly currencyIn?: (sign: string, language: string) => Money | undefined;
  /** Between whole and small money. */
  readonly moneyJoint: string;
  readonly units: Readonly<Record<string, Noun>>;
  /** What a degree, where it is no unit, and its parts are counted by, and the letters of the four directions. */
  readonly coordinate?: {
    readonly degree?: Noun;
    readonly minute: Noun;
    readonly second: Noun;
    readonly directions: Readonly<Record<string, string>>;
  };
  /** One part of a whole; nothing where such a fraction is not said. */
  readonly fraction: (top: string, bottom: string, context: SpeakableContext, around: Around) => string | undefined;
  /** A whole number and a part of one more: "un et demi". */
  readonly mixed: (whole: string, part: string) => string;
  /** A fraction of a unit, where it is not the fraction and then the unit: "media milla". */
  readonly fractionOfUnit?: (
    parts: { readonly whole?: string; readonly top: string; readonly bottom: string; readonly unit: Noun },
    context: SpeakableContext,
  ) => string | undefined;
  readonly signs: Readonly<Record<string, string>>;
  /** Names of signs inside net addresses. */
  readonly netSigns: Readonly<Record<string, string>>;
  /** Parts of net addresses that are said as words, and household names that are spelled all the same. */
  readonly netWords?: readonly string[];
  readonly netSpelled?: readonly string[];
  /** Endings of net addresses that only this language's readers meet without "www.". */
  readonly netDomains?: readonly string[];
  /** Names of Latin letters, for a language in another script. */
  readonly latinLetters?: Readonly<Record<string, string>>;
  readonly abbreviations: Readonly<Record<string, string>>;
  /** Abbreviations said in full only before a number: "Nr. 5". */
  readonly numbered: Readonly<Record<string, string>>;
  /** Abbreviations said in full only after a number: "2024 r." */
  readonly afterNumber?: Readonly<Record<string, string | ((around: Around) => string)>>;
  readonly roman?: (value: number, around: Around, context: SpeakableContext) => string | undefined;
  /** Whether "II." means "second" before a noun with a capital. */
  readonly hasRomanStops?: boolean;
  /** Words before grouped figures that make them a telephone number. */
  readonly telephoneBefore?: RegExp;
  /** A country code, as in "+49". */
  readonly countryCode?: 'digits' | 'number';
};
