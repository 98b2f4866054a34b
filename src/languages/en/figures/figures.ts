import { stoppageRule } from '../../figures/rules/stoppage.js';
import { ROMAN_NUMERALS, spokenLanguage, type SpokenLanguage } from '../../figures/spoken-language.js';
import { ABBREVIATION } from './rules/abbreviation.js';
import { ALWAYS, BEFORE_NUMBERS } from './abbreviations.js';
import { ACRONYM } from './rules/acronym.js';
import { ADDRESS } from './rules/address.js';
import { MONTHS, WEEKDAYS } from './calendar.js';
import { CARDINAL } from './rules/cardinal.js';
import { CODE } from './rules/code.js';
import { COORDINATE } from './rules/coordinate.js';
import { cardinalWords } from './number-words.js';
import { SCORE } from './rules/score.js';
import { SCRIPTURE } from './rules/scripture.js';
import { DAY_LIST } from './rules/day-list.js';
import { DATE } from './rules/date.js';
import { ELECTRONIC } from './rules/electronic.js';
import { DURATION } from './rules/duration.js';
import { EMOJI } from './rules/emoji.js';
import { FRACTIONS } from './rules/fraction.js';
import { GREEK } from './rules/greek.js';
import { INITIALS } from './rules/initials.js';
import { MEASURE } from './rules/measure.js';
import { MODEL_NAME } from './rules/model-name.js';
import { MONEY } from './rules/money.js';
import { ORDINAL } from './rules/ordinal.js';
import { PERCENT } from './rules/percent.js';
import { QUARTER } from './rules/quarter.js';
import { RANGE } from './rules/range.js';
import { ROMAN } from './rules/roman.js';
import { SERIAL } from './rules/serial.js';
import { STATE } from './rules/state.js';
import { SUM } from './rules/sum.js';
import { SYMBOL } from './rules/symbol.js';
import { TELEPHONE } from './rules/telephone.js';
import { TIME } from './rules/time.js';
import { VERSION } from './rules/version.js';
import { YEAR } from './rules/year.js';
import { englishVariety, inBothEnglishes } from './variety.js';

/** The English rules in the order they are asked: the more of its surroundings a class needs, the earlier it comes. */
export const ENGLISH_FIGURES: SpokenLanguage = {
  ...spokenLanguage(
    [
      ELECTRONIC,
      EMOJI,
      CODE,
      stoppageRule({ plus: 'plus', cardinal: cardinalWords }),
      TELEPHONE,
      SCRIPTURE,
      QUARTER,
      DAY_LIST,
      DATE,
      DURATION,
      TIME,
      MONEY,
      SUM,
      PERCENT,
      ADDRESS,
      COORDINATE,
      MEASURE,
      MODEL_NAME,
      YEAR,
      FRACTIONS,
      VERSION,
      SCORE,
      RANGE,
      ORDINAL,
      CARDINAL,
      STATE,
      INITIALS,
      GREEK,
      ROMAN,
      ABBREVIATION,
      ACRONYM,
      SERIAL,
      SYMBOL,
    ].map(inBothEnglishes),
    [
      ...[...Object.keys(ALWAYS), ...Object.keys(BEFORE_NUMBERS)].map((written) => written.replace(/[ ./].*$/u, '')),
      ...Object.keys(MONTHS),
      ...Object.keys(WEEKDAYS),
      ...['utc', 'gmt', 'www', 'sq', 'plc', 'kr'],
      ...ROMAN_NUMERALS,
    ],
  ),
  varietyOf: englishVariety,
};
