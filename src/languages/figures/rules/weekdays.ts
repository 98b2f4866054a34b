import { patternRule, textBefore, type SpeakableRule } from '../speakable-rule.js';
import { anyOf } from '../figure.js';
import type { LanguageWords } from '../language-words.js';

/** From one weekday to another, both cut short: `lun.-ven.`, `Lun–Sab`, `пн–пт`. */
export function weekdaysRule(words: LanguageWords): readonly SpeakableRule[] {
  const { weekdays } = words;
  if (weekdays === undefined) return [];
  const day = `(${anyOf(Object.keys(weekdays.short))})`;
  const said = (written: string) => weekdays.short[written.toLowerCase()] ?? written;
  return [
    patternRule({
      name: 'abbreviation',
      starts: ['letter'],
      forms: [
        {
          pattern: new RegExp(String.raw`(?<![\p{L}\d.-])${day}\.?\s?[-–—]\s?${day}(?![\p{L}-])\.?`, 'iuy'),
          say(match, context) {
            const [, first = '', last = ''] = match;
            if (said(first) === said(last)) return undefined;
            const isOpened = weekdays.opener.test(textBefore(context, match.index));
            const [from = first] = [said(first)].flat();
            const to = [said(last)].flat().at(-1) ?? last;
            const opener = isOpened ? '' : typeof weekdays.from === 'string' ? weekdays.from : weekdays.from(from);
            return `${opener} ${from} ${weekdays.to} ${to}`.trimStart();
          },
        },
      ],
    }),
  ];
}
