import type { SpokenLanguage } from './figures/spoken-language.js';

/**
 * All that Lector knows of one language. A pack is a folder named by its code; whatever it cannot do correctly it
 * leaves out, and `lacks` says why.
 */
export type Language = {
  /** ISO 639-1, in lower case; the name of the folder. */
  readonly code: string;
  /** In English, for messages and documentation. */
  readonly name: string;
  /** Loads how numbers, dates, money, units, abbreviations and signs are said; all else is at hand. */
  readonly figures?: () => Promise<SpokenLanguage>;
  /** Where sentences end, and where long ones may be cut. */
  readonly sentences?: Sentences;
  /** What Lector itself says around an article. */
  readonly phrases?: Phrases;
  /** What notes and pages print around an episode's own text. */
  readonly labels?: Labels;
  /** The words dates are written with, for reading them. */
  readonly calendar?: Calendar;
  /** The words of web pages that are no part of an article. */
  readonly clutter?: ClutterWords;
  /** Each part that is left out, and why. */
  readonly lacks?: Readonly<Partial<Record<LanguagePart, string>>>;
};

/** The parts of a pack, in the order the documentation lists them. */
export const LANGUAGE_PARTS = ['figures', 'sentences', 'phrases', 'labels', 'calendar', 'clutter'] as const;
export type LanguagePart = (typeof LANGUAGE_PARTS)[number];

/** What a pack lacks, or all parts for a language without a pack. */
export function missingParts(language: Language | undefined): readonly LanguagePart[] {
  return LANGUAGE_PARTS.filter((part) => language?.[part] === undefined);
}

/**
 * What a language writes with a full stop that does not end a sentence. Without the last stop; a word written here
 * with a capital counts only with a capital: "Sat." is a day, "sat." ends a sentence.
 */
export type Sentences = {
  /** Followed by what they belong to: titles, "e.g.". */
  readonly neverLast: ReadonlySet<string>;
  /** May also end a sentence: "Inc.", "a.m.". */
  readonly sometimesLast: ReadonlySet<string>;
  /** Abbreviations only before a number: "No. 5", "p. 12". */
  readonly beforeNumber: ReadonlySet<string>;
  /** Words that open sentences and are rarely part of a name. */
  readonly starters: ReadonlySet<string>;
  /** Abbreviations of several letters that are also written with spaces, which no sentence ends with: "z. B". */
  readonly spaced: readonly string[];
  /** Words before which a sentence that is too long for one breath may be cut. */
  readonly conjunctions: ReadonlySet<string>;
  /** Whether "3." means "third". */
  readonly hasOrdinalStops: boolean;
};

/** Words Lector itself adds to an article, in the article's language. */
export type Phrases = {
  readonly by: string;
  readonly from: string;
  readonly published: string;
  readonly inThisEdition: string;
  readonly thatWas: string;
  /** Before what was wrong in the text is said. */
  readonly correction: string;
  /** Around a title in a sentence; “ ” unless given. */
  readonly quotes?: readonly [open: string, close: string];
  /** That a machine reads: said before the text, after it, and in a few words under the headline. */
  readonly disclosure: { readonly start: string; readonly end: string; readonly short: string };
  readonly image: string;
  readonly table: string;
  readonly note: string;
  readonly formula: string;
  readonly rows: (count: number) => string;
  readonly codeExample: (lineCount: number, language: string | undefined) => string;
};

/** The forms of a counted word by the plural categories of CLDR: `{ one: 'row', other: 'rows' }`. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> & { readonly other: string };

/** Words that notes and pages put around an episode's own text, in the language of the show. */
export type Labels = Readonly<Record<LabelName, string>> & {
  /** "Episodes" after a number; all its forms where a language has more than two. */
  readonly episodeCounts: string | PluralForms;
};

/** The labels that are plain words. */
export type LabelName =
  | 'about'
  | 'added'
  | 'addToQueue'
  | 'aiDisclosure'
  | 'aiDisclosureOfParts'
  | 'allEpisodes'
  | 'archive'
  | 'back'
  | 'by'
  | 'cannotBeMade'
  | 'card'
  | 'chapters'
  | 'close'
  | 'closePlayer'
  | 'copied'
  | 'copy'
  | 'copyClip'
  | 'copyFeed'
  | 'copySentence'
  | 'corrected'
  | 'correctedMeanwhile'
  | 'corrections'
  | 'download'
  | 'endOfChapter'
  | 'endOfEpisode'
  | 'episodeCount'
  | 'episodePage'
  | 'episodePageWithTranscript'
  | 'episodes'
  | 'feed'
  | 'find'
  | 'follow'
  | 'forward'
  | 'gone'
  | 'itSaid'
  | 'itSaysNow'
  | 'keys'
  | 'keysWhere'
  | 'latest'
  | 'links'
  | 'linksHeard'
  | 'listen'
  | 'loadFailed'
  | 'minutes'
  | 'more'
  | 'moveDown'
  | 'moveUp'
  | 'mute'
  | 'listenFromHere'
  | 'narratedBy'
  | 'newer'
  | 'nextChapter'
  | 'nextEpisode'
  | 'nextMatch'
  | 'nextSentence'
  | 'noEpisodes'
  | 'noMatch'
  | 'notFound'
  | 'notFoundHow'
  | 'of'
  | 'offline'
  | 'older'
  | 'otherDevice'
  | 'pause'
  | 'play'
  | 'player'
  | 'playNext'
  | 'position'
  | 'previousChapter'
  | 'previousMatch'
  | 'previousSentence'
  | 'programme'
  | 'published'
  | 'queue'
  | 'queueEmpty'
  | 'readFromHere'
  | 'readArticle'
  | 'reload'
  | 'removeFromQueue'
  | 'retry'
  | 'saveClip'
  | 'saved'
  | 'savePicture'
  | 'scan'
  | 'search'
  | 'searchFailed'
  | 'searchFound'
  | 'searchHow'
  | 'searchMore'
  | 'searchNoScript'
  | 'searchNone'
  | 'sections'
  | 'share'
  | 'showPicture'
  | 'skipToContent'
  | 'sleepTimer'
  | 'slow'
  | 'soundFailed'
  | 'speed'
  | 'stopsIn'
  | 'subscribe'
  | 'subscribeHow'
  | 'support'
  | 'takenOut'
  | 'thisSentence'
  | 'timerOff'
  | 'transcript'
  | 'transcriptHint'
  | 'upNext'
  | 'volume'
  | 'withheld';

/** A month or a weekday in lower case, NFKC. */
export type CalendarName = {
  /** Written out, in every form that stands in a date. */
  readonly names: readonly string[];
  /** Abbreviated, without a full stop. */
  readonly short: readonly string[];
};

/** The words a language writes dates with. */
export type Calendar = {
  /** Twelve, from January. */
  readonly months: readonly CalendarName[];
  /** Seven, from Monday. */
  readonly weekdays: readonly CalendarName[];
  /** Words that may stand in a date without changing it: "at", "the", "Uhr". */
  readonly fillers: readonly string[];
  /** Words of a line that says when something was published, besides names of days and months: "published", "at". */
  readonly dateline: readonly string[];
};

/**
 * Words of pages that no listener wants to hear, as sources of regular expressions without case: alternatives parted
 * by `|`. Each is put into the frame of a line, which says what may stand around it; an absent one adds nothing.
 */
export type ClutterWords = Readonly<Partial<Record<ClutterSlot, string>>> & {
  /** Words of class and id names by the reason they give, parted by spaces: `{ advertisement: 'werbung anzeige' }`. */
  readonly classNames?: Readonly<Record<string, string>>;
  /** Whole lines in which a publisher speaks to its readers; each is a pattern of its own. */
  readonly notices?: readonly string[];
};

/** What a slot is asked about. */
export type ClutterSlot =
  /** A whole line that means something on a screen alone: "share", "print". */
  | 'control'
  /** Between two counts, as in "3 of 5". */
  | 'countOf'
  /** What a numbered picture is called: "image 3 of 5". */
  | 'picture'
  /** After a number of minutes: "minute read". */
  | 'minutesRead'
  /** A label before minutes: "reading time". */
  | 'readingTime'
  /** A label before a number of views, and words after one. */
  | 'viewsBefore'
  | 'viewsAfter'
  /** A whole line of several of these passes a page on: "share", "print". */
  | 'passOn'
  /** A whole line that parts an article from an advertisement. */
  | 'advertisement'
  /** What comments are called, alone on a line with or without their number. */
  | 'comments'
  /** Anywhere in a line, with anchors of its own: other lines about comments. */
  | 'commentLine'
  /** The start of a line that leads to other articles: "read also". */
  | 'related'
  /** The start of a line that sells a newsletter. */
  | 'newsletter'
  /** A verb that begins a sentence, and a noun that follows within it: "subscribe", "newsletter". */
  | 'signUp'
  | 'letter'
  /** The start of a line that asks to be followed. */
  | 'followUs'
  /** Before the tags of an article and a colon: "topics". */
  | 'tagged'
  /** Anywhere in a line: how to reach an author. */
  | 'authorNote'
  /** After an author's name: "is a reporter". */
  | 'occupation'
  /** Anywhere in a line: that the publisher earns by its links. */
  | 'affiliate'
  /** Before the name of an author, on one line or alone: "by". */
  | 'loneByline'
  | 'byline'
  /** Before a credit: "photo". */
  | 'captionStart'
  | 'creditWord'
  /** An invitation to pass the page on, and words that go on after it: "share", "this". */
  | 'share'
  | 'shareJoint'
  /** What makes a date the date of publication. */
  | 'published'
  /** The verb of a link that leads elsewhere: "see". */
  | 'goElsewhere'
  /** How a list of other articles is titled: "more". */
  | 'listTitle'
  /** A date told from today: "3 days ago". */
  | 'ago'
  /** Words of such a date, and of any line of dates, that the calendar does not have. */
  | 'dateline'
  /** What writing comments is called besides their own name, and that it is over: "commenting", "closed". */
  | 'commenting'
  | 'closed'
  /** Anywhere in a line about JavaScript: that it is wanted. */
  | 'wanted'
  /** A line that keeps the rights in a text, from its start or, as "all rights reserved", anywhere in it. */
  | 'rights'
  /** A heading above a list of what a text goes back to: "references". */
  | 'sources'
  /** What classes call the ingredients and the steps of a recipe. */
  | 'ingredients'
  | 'steps';
