/** How spoken forms are worded: as a newsreader would say them, or character by character as a formal reading does. */
export type SpokenStyle = 'newsreader' | 'formal';

/** What every rule may look at. */
export type SpeakableContext = {
  readonly text: string;
  /** BCP 47 tag in lower case. */
  readonly language: string;
  readonly style: SpokenStyle;
  /** The text is set in capitals (a headline), so capitals do not mark an acronym. */
  readonly isShouted: boolean;
};

/** What a rule makes of the text from where it was asked up to `end`. */
export type Reading = {
  readonly end: number;
  readonly spoken: string;
};

/** What a token begins with; a rule is asked only where its kind of token starts. */
export type TokenStart = 'digit' | 'letter' | 'symbol';

/** One class of token: says how the text at a place is spoken, or nothing when that is none of its business. */
export type SpeakableRule = {
  readonly name: string;
  readonly starts: readonly TokenStart[];
  readonly read: (context: SpeakableContext, start: number) => Reading | undefined;
};

/** What a pattern rule says for a match: words, words for a shorter stretch, or nothing. */
export type Said = string | Reading | undefined;

/** A sticky pattern of bounded length, and what is said for a match of it. */
export type PatternForm = {
  readonly pattern: RegExp;
  readonly say: (match: RegExpExecArray, context: SpeakableContext) => Said;
};

/** A rule made of sticky patterns, tried in order; each has bounded length so that the whole stays linear. */
export function patternRule(rule: {
  readonly name: string;
  readonly starts: readonly TokenStart[];
  readonly forms: readonly PatternForm[];
}): SpeakableRule {
  return {
    name: rule.name,
    starts: rule.starts,
    read(context, start) {
      for (const { pattern, say } of rule.forms) {
        pattern.lastIndex = start;
        const match = pattern.exec(context.text);
        if (match === null || match[0] === '') continue;
        const said = say(match, context);
        if (said === undefined) continue;
        return typeof said === 'string' ? { end: start + match[0].length, spoken: said } : said;
      }
      return undefined;
    },
  };
}

/** A form that says something only where the 20 characters before it match. */
export function onlyAfter(before: RegExp, { pattern, say }: PatternForm): PatternForm {
  return {
    pattern,
    say: (match, context) => (before.test(textBefore(context, match.index, 20)) ? say(match, context) : undefined),
  };
}

/** A form of a formal reading alone: "14.05" is a time to that and a decimal to a newsreader. */
export function onlyFormal({ pattern, say }: PatternForm): PatternForm {
  return {
    pattern,
    say: (match, context) => (context.style === 'formal' ? say(match, context) : undefined),
  };
}

/** The text just before a place, at most `length` characters of it. */
export function textBefore(context: SpeakableContext, place: number, length = 40): string {
  return context.text.slice(Math.max(0, place - length), place);
}

/** The text from a place on, at most `length` characters of it. */
export function textAfter(context: SpeakableContext, place: number, length = 40): string {
  return context.text.slice(place, place + length);
}
