import { patternRule, textBefore, type SpeakableRule } from '../../../figures/speakable-rule.js';
import { cardinalWords, numberWords } from '../number-words.js';

/** Version numbers: `v2.1`, `17.4.1`, `1.0.0-beta.2`. */
export const VERSION: SpeakableRule = patternRule({
  name: 'version',
  starts: ['digit', 'letter'],
  forms: [
    {
      pattern: /v\.?\s?(\d{1,4}(?:\.\d{1,6}){0,4})(?:-(alpha|beta|rc)\.?(\d{1,3})?)?(?![\p{L}\d])/uy,
      say: ({ index, 1: number = '', 2: stage, 3: count }, context) =>
        `${/\bversion\s$/iu.test(textBefore(context, index, 9)) ? '' : 'version '}${versionWords(number)}${stageWords(stage, count)}`,
    },
    {
      pattern:
        /(?![1-9]\d{0,2}(?:\.\d{3}){2,4}(?![\d.]))(\d{1,4}(?:\.\d{1,6}){2,4})(?:-(alpha|beta|rc)\.?(\d{1,3})?)?(?![\p{L}\d])/uy,
      say: ([, number = '', stage, count]) => versionWords(number) + stageWords(stage, count),
    },
  ],
});

function versionWords(number: string): string {
  const parts = number.split('.');
  return parts.length === 2 ? numberWords(number) : parts.map(cardinalWords).join(' point ');
}

function stageWords(stage: string | undefined, count: string | undefined): string {
  if (stage === undefined) return '';
  return ` ${stage === 'rc' ? 'release candidate' : stage}${count === undefined ? '' : ` ${cardinalWords(count)}`}`;
}
