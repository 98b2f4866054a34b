import { describe, expect, it } from 'vitest';
import { countWords } from '../../src/script/passage/count-words.js';
import { topicTurns } from '../../src/script/topic-turns.js';
import { writeScript } from '../../src/script/write-script.js';
import { articleOf, heading, paragraph, scriptContext, type BlockWithoutId } from './sample-article.js';
import { longText, paragraphsOn } from './topical-text.js';

const sectionsOf = async (texts: readonly string[], isTopical = true) =>
  (await writeScript(articleOf(texts.map(paragraph)), scriptContext({ isTopical }))).sections;

describe('a long text without headings', () => {
  it.each(['en', 'de', 'ru'])('turns where its words do, in %s', (language) => {
    const texts = longText(language);
    const each = texts.length / 4;
    expect(topicTurns(texts.map((text) => ({ text })))).toEqual([each, 2 * each, 3 * each]);
  });

  it('has few turns, far from each other and from both ends', () => {
    const texts = [0, 1, 2, 3, 0, 2, 1, 3, 2, 0, 3, 1].flatMap((topic) => paragraphsOn('en', topic, 3));
    const turns = topicTurns(texts.map((text) => ({ text })));
    expect(turns.length).toBeLessThanOrEqual(8);
    const bounds = [0, ...turns, texts.length];
    bounds.slice(1).forEach((end, index) => {
      const words = texts.slice(bounds[index], end).reduce((sum, text) => sum + countWords(text), 0);
      expect(words).toBeGreaterThanOrEqual(300);
    });
  });

  it('gets sections named by their first words, a section’s pause before each', async () => {
    const texts = longText('en');
    const script = await writeScript(articleOf(texts.map(paragraph)), scriptContext({ isTopical: true }));
    expect(script.sections.map(({ title, level }) => [title, level])).toEqual([
      ['Harbour reopens', 1],
      ['Yesterday the teacher stood between classroom and homework…', 2],
      ['Yesterday the surgeon stood between ward and clinic for…', 2],
      ['Yesterday the harvest stood between soil and cattle for…', 2],
    ]);
    const pauses = script.sections.slice(1).map(({ utteranceId }) => {
      const at = script.utterances.findIndex(({ id }) => id === utteranceId);
      return script.utterances[at - 1]?.pauseAfterMs;
    });
    expect(new Set(pauses)).toEqual(new Set([scriptContext().pauses.sectionMs]));
  });

  it.each<[string, (texts: readonly string[]) => readonly BlockWithoutId[]]>([
    [
      'the items of one list',
      (texts) => [
        { kind: 'list', isOrdered: true, start: 1, items: texts.map((text) => ({ spans: [{ text }], depth: 0 })) },
      ],
    ],
    ['one paragraph', (texts) => [paragraph(texts.join(' '))]],
  ])('turns where all of it is %s', async (_, blocks) => {
    const { sections } = await writeScript(articleOf(blocks(longText('en'))), scriptContext({ isTopical: true }));
    expect(sections.length).toBe(4);
  });

  it.each([
    ['is short', longText('en').filter((_, index) => index % 4 === 0), true],
    ['stays with one topic', paragraphsOn('en', 0, 24), true],
    ['belongs to a publisher who wants none', longText('en'), false],
  ])('keeps one section where it %s', async (_case, texts, isTopical) => {
    expect(await sectionsOf(texts, isTopical)).toHaveLength(1);
  });

  it('is left to its headings where it has any', async () => {
    const blocks = [...longText('en').map(paragraph), heading('Later'), paragraph('It ended.')];
    const { sections } = await writeScript(articleOf(blocks), scriptContext({ isTopical: true }));
    expect(sections.map(({ title }) => title)).toEqual(['Harbour reopens', 'Later']);
  });
});
