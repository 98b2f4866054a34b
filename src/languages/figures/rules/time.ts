import {
  onlyAfter,
  onlyFormal,
  patternRule,
  textAfter,
  textBefore,
  type SpeakableContext,
  type SpeakableRule,
} from '../speakable-rule.js';
import type { LanguageWords } from '../language-words.js';

const ZONE = String.raw`(?:\s?(utc|gmt|est|edt|cst|pst|pdt|cet|cest|mez|mesz)\b(?:\s?([+-])(\d{1,2})(?::(\d\d))?)?)?`;

/** Clock times: `14:30`, `11.30 Uhr`, `7h`, `12h30`, `02:02:23`, `5:02 p.m. pst`. */
export function timeRule(words: LanguageWords): SpeakableRule {
  const mark = words.hourMark ?? 'h';
  const half = words.halves === undefined ? '()' : String.raw`(?:\s?([ap])\.?\s?m\b\.?)?`;
  const say = (match: RegExpExecArray, context: SpeakableContext) => {
    const { hours = '', minutes, seconds, half: part, zone, offsetSign, offset, offsetMinutes } = partsOf(match);
    if (Number(hours) > 24 || Number(minutes ?? 0) > 59) return undefined;
    const isNamedHalf = words.afternoon?.test(textAfter(context, match.index + match[0].length, 16)) === true;
    const clock = words.clock(
      {
        hours: isNamedHalf && Number(hours) > 12 && Number(hours) <= 21 ? String(Number(hours) - 12) : plain(hours),
        ...given('minutes', minutes),
        ...given('seconds', seconds),
      },
      context,
      {
        before: textBefore(context, match.index, 20),
        after: textAfter(context, match.index + match[0].length, 16),
      },
    );
    const halfWords = part === undefined ? '' : ` ${words.halves?.[part.toLowerCase() === 'a' ? 0 : 1] ?? ''}`;
    const zoneWords = zone === undefined ? '' : ` ${[...zone].join(' ')}`;
    const offsetWords =
      offset === undefined
        ? ''
        : ` ${offsetSign === '-' ? words.minus : words.plus} ${words.cardinal(plain(offset), context)}${offsetMinutes === undefined ? '' : ` ${words.cardinal(plain(offsetMinutes), context)}`}`;
    return clock + halfWords + zoneWords + offsetWords;
  };
  const form = (source: string) => ({
    pattern: new RegExp(source.replace('HALF', half).replace('ZONE', ZONE), 'iuy'),
    say,
  });
  return patternRule({
    name: 'time',
    starts: ['digit'],
    forms: [
      form(String.raw`(\d{1,2}):(\d\d):(\d\d)(?![\d:])(?:\s?(?:${mark})(?!\p{L}))?HALFZONE`),
      form(String.raw`(\d{1,2})\s?h\s?(\d\d)\s?m(?:in)?\s?(?:(\d\d)\s?s)?(?![\p{L}\d])HALFZONE`),
      form(String.raw`(\d{1,2}):(\d\d)(?![\d:]|[. \u00A0\u202F]\d{3}(?!\d))()(?:\s?(?:${mark})(?!\p{L}))?HALFZONE`),
      form(String.raw`(\d{1,2})[.](\d\d)()(?:\s?(?:${mark})(?!\p{L}))HALFZONE`),
      form(String.raw`(\d{1,2})[.]([0-5]\d)()(?=\s?[-–—]\s?\d{1,2}[.:]\d\d\s?(?:${mark})(?!\p{L}))`),
      form(String.raw`(\d{1,2})h(\d\d)()(?![\p{L}\d])HALFZONE`),
      ...(words.timeBefore === undefined
        ? []
        : [
            onlyAfter(words.timeBefore, form(String.raw`([01]?\d|2[0-3])\.([0-5]\d)()(?!\d|[.,]\d|\s?[%€$])HALFZONE`)),
            onlyAfter(words.timeBefore, form(String.raw`([01]?\d|2[0-3])()()\s(?:${mark})(?!\p{L})HALFZONE`)),
          ]),
      form(String.raw`(0\d)()()\s?(?:${mark})(?![\p{L}\d])HALFZONE`),
      form(
        String.raw`(\d{1,2})()()\s?(?:${mark})(?=\s(?:da|de|du|del|di|d[ei])\s(?:la\s|l['’])?(?:tarde|noite|noche|soir|pomeriggio|sera|manhã|mañana|mattina|matin))HALFZONE`,
      ),
      form(String.raw`(\d{1,2})()()\s?(?:${mark})?(?=\s?(?:utc|gmt)\b)HALFZONE`),
      ...(words.halves === undefined ? [] : [form(String.raw`(\d{1,2})(?:[:.](\d\d))?()\s?([ap])\.?\s?m\b\.?ZONE`)]),
      ...(words.units['h'] === undefined ? [form(String.raw`(\d{1,2})()()\s?(?:${mark})(?![\p{L}\d])HALFZONE`)] : []),
      ...(words.stoppedPair === 'time'
        ? [onlyFormal(form(String.raw`([01]?\d|2[0-3])\.([0-5]\d)()(?![\d.,]|\s?[%\p{L}])HALFZONE`))]
        : []),
    ],
  });
}

type Parts = Readonly<
  Partial<Record<'hours' | 'minutes' | 'seconds' | 'half' | 'zone' | 'offsetSign' | 'offset' | 'offsetMinutes', string>>
>;

function partsOf(match: RegExpExecArray): Parts {
  const names = ['hours', 'minutes', 'seconds', 'half', 'zone', 'offsetSign', 'offset', 'offsetMinutes'] as const;
  return Object.fromEntries(
    names
      .map((name, index) => [name, match[index + 1]] as const)
      .filter(([, value]) => value !== undefined && value !== ''),
  );
}

function given<Name extends string>(name: Name, value: string | undefined): Partial<Record<Name, string>> {
  return value === undefined ? {} : ({ [name]: plain(value) } as Partial<Record<Name, string>>);
}

function plain(digits: string): string {
  return String(Number(digits));
}
