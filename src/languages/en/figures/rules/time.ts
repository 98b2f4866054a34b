import {
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../../../figures/speakable-rule.js';
import { cardinalWords, digitWords, TO } from '../number-words.js';
import { isSentenceEnd } from '../sentence-end.js';
import { spell } from '../spell.js';

const HALF = String.raw`([ap])(?:\.?\s?m\b\.?|\.m\.)`;
const ZONE = String.raw`(?:\s?\(?(gmt|utc|bst|cet|cest|eet|eest|msk|est|edt|cst|cdt|mst|mdt|pst|pdt|ist|jst|aest|aedt|e\.\s?[sd]?\.?\s?t|et|pt|ct|p\.\s?[sd]\.\s?t|c\.\s?[sd]\.\s?t|m\.\s?[sd]\.\s?t)\b\.?\)?(?![\p{L}\d]))`;

/** Clock times, durations and time zones: `5pm`, `10.30 a.m. ET`, `14:05`, `02:13:45`, `9am–5pm`, `1400 GMT`, `UTC+2`. */
export const TIME: SpeakableRule = patternRule({
  name: 'time',
  starts: ['digit', 'letter'],
  forms: [
    form(String.raw`(\d{1,2})(?:[:.](\d\d))?${TO}(\d{1,2})(?:[:.](\d\d))?\s?${HALF}${ZONE}?`, (match, context) => {
      const [, from = '', fromMinutes, to = '', toMinutes, half = '', zone] = match;
      if (!isHour(from, 12) || !isHour(to, 12)) return undefined;
      return `${clock(from, fromMinutes)} to ${clock(to, toMinutes)} ${halfWords(half, context)}${pausedZoneWords(zone, context)}${stopOf(match, context)}`;
    }),
    form(String.raw`(\d{1,2})[:.](\d\d)[:.](\d\d)\s?${HALF}${ZONE}?`, (match, context) => {
      const [, hours = '', minutes = '', seconds = '', half = '', zone] = match;
      return `${longTime(hours, minutes, seconds)} ${halfWords(half, context)}${pausedZoneWords(zone, context)}${stopOf(match, context)}`;
    }),
    form(
      // Eastern and Central time of one broadcast: `8/7c`, `7:30/6:30c`.
      String.raw`(\d{1,2})(?:[:.](\d\d))?(?:\s?${HALF})?\/(\d{1,2})(?:[:.](\d\d))?c(?![\p{L}\d])`,
      ([, hours = '', minutes, half, central = '', centralMinutes], context) =>
        isHour(hours, 12) && Number(central) === (Number(hours) === 1 ? 12 : Number(hours) - 1)
          ? `${clock(hours, minutes)}${half === undefined ? '' : ` ${halfWords(half, context)}`}, ${clock(central, centralMinutes)} Central`
          : undefined,
    ),
    form(
      String.raw`(\d{1,2})(?:[:.](\d\d))?\s?${HALF}${ZONE}?(?:(${TO}|\/)(?=\d{1,2}(?:[:.]\d\d)?\s?[ap]))?`,
      (match, context) => {
        const [, hours = '', minutes, half = '', zone, to] = match;
        if (!isHour(hours, minutes === undefined ? 12 : 24) || Number(minutes ?? 0) > 59) return undefined;
        return `${clock(hours, minutes)} ${halfWords(half, context)}${pausedZoneWords(zone, context)}${to === undefined ? stopOf(match, context) : to === '/' ? ', ' : ' to '}`;
      },
    ),
    form(
      String.raw`(\d{1,3}):([0-5]\d):([0-5]\d)(?:[.,]\d{1,3})?(?![\d:])${ZONE}?`,
      ([, hours = '', minutes = '', seconds = '', zone], context) =>
        longTime(hours, minutes, seconds) + zoneWords(zone, context),
    ),
    form(
      String.raw`(\d{1,3}):([0-5]\d)\.(\d{1,3})(?![\d:]|\.\d)`,
      ([, minutes = '', seconds = '', part = '']) => `${clock(minutes, seconds)} point ${digitWords(part)}`,
    ),
    form(
      String.raw`(\d{1,2}):([0-5]\d)(?:\s?h(?:rs)?\b)?(?![\d:]|[.,]\d)(?:${TO}(\d{1,2}):([0-5]\d)(?![\d:]))?${ZONE}?`,
      (match, context) => {
        const [, from = '', fromMinutes = '', to, toMinutes, zone] = match;
        if (isRatio(match, context)) return undefined;
        if (!isHour(from, 24) || (to !== undefined && !isHour(to, 24)))
          return to === undefined ? minutesAndSeconds(from, fromMinutes) : undefined;
        const end = to === undefined ? '' : ` to ${wholeClock(to, toMinutes ?? '00', context)}`;
        const words = wholeClock(from, fromMinutes, context) + end;
        return (
          words +
          (zone !== undefined && words.endsWith(' M') ? pausedZoneWords(zone, context) : zoneWords(zone, context))
        );
      },
    ),
    form(
      String.raw`(?:([01]\d|2[0-3])([0-5]\d))(?:\s?(?:hrs|hours)\b|${ZONE})`,
      ([written = '', hours = '', minutes = '', zone], context) => {
        const words = `${hours.startsWith('0') ? 'zero ' : ''}${cardinalWords(String(Number(hours)))} ${minutes === '00' ? 'hundred' : minuteWords(minutes)}`;
        return zone === undefined
          ? /h/iu.test(written)
            ? `${words} hours`
            : undefined
          : words + zoneWords(zone, context);
      },
    ),
    form(
      String.raw`(utc|gmt)\s?([-−–+])\s?(\d{1,2})(?::?(\d\d))?(?![\d])`,
      ([, zone = '', sign = '', hours = '', minutes], context) =>
        `${spell(zone.toUpperCase(), context)} ${sign === '+' ? 'plus' : 'minus'} ${clock(String(Number(hours)), minutes === '00' ? undefined : minutes)}`,
    ),
  ],
});

function form(source: string, say: (match: RegExpExecArray, context: SpeakableContext) => string | undefined) {
  return { pattern: new RegExp(source, 'iuy'), say };
}

/** "a scale of 1:50", "odds of 5:10": words say that it is no time. */
function isRatio(match: RegExpExecArray, context: SpeakableContext): boolean {
  return (
    /\b(?:scale|ratio|odds|proportions?|mix(?:ed|ture)?|diluted|dilution)\b[^.;\d]{0,12}$/iu.test(
      textBefore(context, match.index),
    ) || /^\s(?:scale|ratio|odds|mix|model|dilution)\b/u.test(textAfter(context, match.index + match[0].length))
  );
}

function isHour(hours: string, most: number): boolean {
  return Number(hours) <= most;
}

function clock(hours: string, minutes: string | undefined): string {
  const hour = cardinalWords(String(Number(hours)));
  return minutes === undefined || minutes === '00' ? hour : `${hour} ${minuteWords(minutes)}`;
}

function wholeClock(hours: string, minutes: string, context: SpeakableContext): string {
  if (minutes !== '00') return clock(hours, minutes);
  if (context.style === 'formal' || (Number(hours) >= 1 && Number(hours) <= 12))
    return `${clock(hours, undefined)} o'clock`;
  return Number(hours) === 0 || Number(hours) === 24
    ? 'midnight'
    : `${clock(String(Number(hours) - 12), undefined)} ${spell('PM', context)}`;
}

function minuteWords(minutes: string): string {
  return minutes.startsWith('0') ? `oh ${cardinalWords(minutes.slice(1))}` : cardinalWords(minutes);
}

/** `47:00` is no time of day but a length: minutes and seconds. */
function minutesAndSeconds(minutes: string, seconds: string): string {
  const whole = `${cardinalWords(minutes)} minutes`;
  if (seconds === '00') return whole;
  return `${whole} ${counted(seconds, 'second')}`;
}

function longTime(hours: string, minutes: string, seconds: string): string {
  return `${counted(hours, 'hour')} ${counted(minutes, 'minute')} and ${counted(seconds, 'second')}`;
}

function counted(digits: string, unit: string): string {
  return `${cardinalWords(String(Number(digits)))} ${unit}${Number(digits) === 1 ? '' : 's'}`;
}

function halfWords(half: string, context: SpeakableContext): string {
  return spell(`${half.toUpperCase()}M`, context);
}

function zoneWords(zone: string | undefined, context: SpeakableContext): string {
  return zone === undefined ? '' : ` ${spell(zone.toUpperCase(), context)}`;
}

/** After "P M" a newsreader pauses, lest the letters of the zone run on. */
function pausedZoneWords(zone: string | undefined, context: SpeakableContext): string {
  return (zone === undefined || context.style === 'formal' ? '' : ',') + zoneWords(zone, context);
}

/** "at 5 p.m." at the end of a sentence keeps the stop that ends the sentence. */
function stopOf(match: RegExpExecArray, context: SpeakableContext): string {
  if (!match[0].endsWith('.')) return '';
  return isSentenceEnd(context, match.index + match[0].length) ? '.' : '';
}
