import { spokenLanguage, type SpokenLanguage } from '../spoken-language.js';
import { ABBREVIATION } from './abbreviation.js';
import { ALWAYS, BEFORE_NUMBERS } from './abbreviations.js';
import { ACRONYM } from './acronym.js';
import { ADDRESS } from './address.js';
import { MONTHS, WEEKDAYS } from './calendar.js';
import { CARDINAL } from './cardinal.js';
import { DATE } from './date.js';
import { ELECTRONIC } from './electronic.js';
import { DURATION } from './duration.js';
import { EMOJI } from './emoji.js';
import { FRACTIONS } from './fraction.js';
import { GREEK } from './greek.js';
import { INITIALS } from './initials.js';
import { MEASURE } from './measure.js';
import { MODEL_NAME } from './model-name.js';
import { MONEY } from './money.js';
import { ORDINAL } from './ordinal.js';
import { PERCENT } from './percent.js';
import { RANGE } from './range.js';
import { ROMAN } from './roman.js';
import { SERIAL } from './serial.js';
import { STATE } from './state.js';
import { SYMBOL } from './symbol.js';
import { TELEPHONE } from './telephone.js';
import { TIME } from './time.js';
import { VERSION } from './version.js';
import { YEAR } from './year.js';

/** The English rules in the order they are asked: the more of its surroundings a class needs, the earlier it comes. */
export const ENGLISH: SpokenLanguage = spokenLanguage(
  [
    ELECTRONIC,
    EMOJI,
    TELEPHONE,
    DATE,
    DURATION,
    TIME,
    MONEY,
    PERCENT,
    ADDRESS,
    MEASURE,
    MODEL_NAME,
    YEAR,
    FRACTIONS,
    VERSION,
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
  ],
  [
    ...[...Object.keys(ALWAYS), ...Object.keys(BEFORE_NUMBERS)].map((written) => written.replace(/[ ./].*$/u, '')),
    ...Object.keys(MONTHS),
    ...Object.keys(WEEKDAYS),
    ...['utc', 'gmt', 'www', 'sq', 'plc', 'kr'],
    ...[
      'ii',
      'iii',
      'iv',
      'vi',
      'vii',
      'viii',
      'ix',
      'xi',
      'xii',
      'xiii',
      'xiv',
      'xv',
      'xvi',
      'xvii',
      'xviii',
      'xix',
      'xx',
    ],
  ],
);
