import { patternRule, type SpeakableRule } from '../speakable-rule.js';
import { anyOf, figureOf, figureWords } from '../figure.js';
import type { LanguageWords, Noun } from '../language-words.js';

/** Degrees with their parts or a direction: `48° 8′ N`, `52°31′12″ N`, `23° 33' S`, `55° с. ш.` */
export function coordinateRule(words: LanguageWords): readonly SpeakableRule[] {
  const { coordinate } = words;
  const degree = words.units['°'] ?? coordinate?.degree;
  if (coordinate === undefined || degree === undefined) return [];
  const figure = String.raw`(\d{1,3}(?:[.,]\d{1,6})?)`;
  const direction = String.raw`(?:\s?(${anyOf(Object.keys(coordinate.directions))})(?![\p{L}\d]))`;
  return [
    patternRule({
      name: 'coordinate',
      starts: ['digit'],
      forms: [
        {
          pattern: new RegExp(
            String.raw`${figure}\s?[°º]\s?(?:${figure}\s?['’′]\s?(?:${figure}\s?(?:["”″]|['’′]{2}))?${direction}?|${direction})`,
            'uy',
          ),
          say([, degrees = '', minutes, seconds, quarter, lone], context) {
            const part = (written: string | undefined, noun: Noun) =>
              written === undefined ? [] : [figureWords(figureOf(written.replace('.', ',')), words, context, noun)];
            const side = coordinate.directions[quarter ?? lone ?? ''];
            return [
              ...part(degrees, degree),
              ...part(minutes, coordinate.minute),
              ...part(seconds, coordinate.second),
              ...(side === undefined ? [] : [side]),
            ].join(' ');
          },
        },
      ],
    }),
  ];
}
