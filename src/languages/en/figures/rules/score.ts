import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords } from '../number-words.js';

/** Pairs of numbers that were won, lost or voted: `3-1`, `7-6 (8-6)`, `4-4-2`, `245-6`, a vote of `52-48`, odds of `10-1`. */
export const SCORE: SpeakableRule = patternRule({
  name: 'score',
  starts: ['digit'],
  forms: [
    {
      pattern: /([0-7])[-–]([0-7])\s?\((\d{1,2})(?:[-–](\d{1,2}))?\)/uy,
      say: ([, first = '', last = '', lost = '', more]) =>
        `${scoreWords(first)} ${scoreWords(last)}, ${cardinalWords(lost)}${more === undefined ? '' : ` ${cardinalWords(more)}`}`,
    },
    {
      pattern: /(\d{1,3})([-–])(\d{1,3})\2(\d{1,3})(?![\d\p{L}]|[-–]\d)/uy,
      say: ([, first = '', , second = '', third = '']) => [first, second, third].map(scoreWords).join(' '),
    },
    {
      pattern: /(\d{1,3})[-–](\d{1,2})(?![\d\p{L}%]|[-–.,]\d)/uy,
      say: (match, context) => (context.style === 'formal' ? undefined : pairWords(match, context)),
    },
  ],
});

function pairWords(match: RegExpExecArray, context: SpeakableContext): string | undefined {
  const [written, first = '', last = ''] = match;
  if (CRICKET.test(written)) return `${cardinalWords(first)} for ${cardinalWords(last)}`;
  if (first.length > 2) return undefined;
  const before = textBefore(context, match.index);
  const after = textAfter(context, match.index + written.length);
  if (HOURS_BEFORE.test(before) || HOURS_AFTER.test(after)) return undefined;
  const parted = `${cardinalWords(first)} to ${cardinalWords(last)}`;
  if (ODDS_BEFORE.test(before) || ODDS_AFTER.test(after)) return parted;
  if (Number(first) > 9 && Number(last) > 9 && (VOTE_BEFORE.test(before) || VOTE_AFTER.test(after))) return parted;
  const isScore =
    Number(first) >= Number(last) ||
    SCORE_BEFORE.test(before) ||
    SCORE_AFTER.test(after) ||
    isAmongScores(before, after);
  if (!isScore) return undefined;
  // "twenty seven" would be heard as one number.
  return /^[2-9]0$/u.test(first) && /^[1-9]$/u.test(last) ? parted : `${scoreWords(first)} ${scoreWords(last)}`;
}

/** `245-6`: runs for wickets. */
const CRICKET = /^[1-9]\d\d-\d$/u;
/** "open 9-5", "a 9-5 job": hours, though they go down. */
const HOURS_BEFORE = /\b(?:open|opens|opening|closed|works?|working|hours)(?:\s(?:from|daily))?\s$/iu;
const HOURS_AFTER =
  /^\s(?:(?:on\s)?(?:weekdays|weekends|\p{Lu}\p{Ll}+days?|Mon|Sat|Sun)|daily|every\sday|job|shift|hours)(?!\p{L})/u;
const ODDS_BEFORE =
  /\b(?:odds(?:\sof|\son|\sat)?|priced?\sat|quoted\sat|offered\sat|favourites?\sat)\s(?:\p{Ll}+\s)?$/iu;
const ODDS_AFTER = /^\s(?:shot|odds|outsider|favou?rite|against(?:[.,;]|\s(?:him|her|it|them)\b|$)|on(?:[.,;]|$))/u;
const VOTE_BEFORE =
  /\b(?:vot(?:ed?|es|ing)|pass(?:ed|es)|approv(?:ed|es)|reject(?:ed|s)|adopted|carried|failed|Senate|House|council|committee|motion|bill|ballot)\b[^.;\d]{0,24}$/u;
const VOTE_AFTER = /^\s(?:vote|votes|split|party-line|ballot)\b/u;
const SCORE_BEFORE =
  /\b(?:won|win|wins|beat|beats|beating|lost|lose|drew|draw|defeated|defeat|led|lead|leading|trailed|ahead|finished|ended|score|tied|ruled|voted|level)\b(?:\s[\p{L}.'’]+){0,3}\s$/u;
const SCORE_AFTER =
  /^\s(?:win|victory|defeat|loss|draw|lead|thrashing|scoreline|triumph|record|ruling|decision|vote|majority|home|away|on\saggregate|against|aggregate|at\shalf|down|behind|adrift|up(?!\sto\b))\b/u;

/** `6-4, 3-6, 7-5`: in a row of pairs of which one goes down or that was won or lost, all are scores. */
function isAmongScores(before: string, after: string): boolean {
  const row = /(?:\d{1,2}[-–]\d{1,2}(?:\s?\(\d{1,2}(?:[-–]\d{1,2})?\))?,?\s(?:and\s)?){1,4}$/u.exec(before)?.[0];
  if (row !== undefined && SCORE_BEFORE.test(before.slice(0, -row.length))) return true;
  const rest = /^(?:\s?\(\d{1,2}(?:[-–]\d{1,2})?\))?(?:,?\s(?:and\s)?\d{1,2}[-–]\d{1,2}(?!\d)){1,4}/u.exec(after)?.[0];
  return [...`${row ?? ''} ${rest ?? ''}`.matchAll(/(\d{1,2})[-–](\d{1,2})/gu)].some(
    ([, first, last]) => Number(first) > Number(last),
  );
}

function scoreWords(digits: string): string {
  return digits === '0' ? 'nil' : cardinalWords(digits);
}
