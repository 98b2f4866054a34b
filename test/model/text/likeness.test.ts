import { describe, expect, it } from 'vitest';
import type { SourceItem } from '../../../src/model/article.js';
import { likenessOf, readSketch, sketchOf } from '../../../src/model/text/likeness.js';

const SENTENCES = Array.from({ length: 19 }, (_, index) => `Sentence ${index} tells of the harbour and its boats.`);
const replaced = (...indexes: readonly number[]): readonly string[] =>
  SENTENCES.map((sentence, index) => (indexes.includes(index) ? `Now ${index} is told otherwise.` : sentence));

describe('the likeness of two texts', () => {
  it.each<[string, readonly string[], number]>([
    ['the same text', SENTENCES, 1],
    ['the same in other letters and marks', SENTENCES.map((text) => `“${text.toUpperCase()}”`), 1],
    ['two of nineteen sentences changed', replaced(3, 9), 17 / 21],
    ['half of it left out', SENTENCES.slice(0, 9), 9 / 19],
    ['another text', ['Nobody spoke of anything.', 'It rained.'], 0],
  ])('is the share of sentences in both: %s', (_what, other, share) => {
    expect(likeness(SENTENCES, other)?.share).toBeCloseTo(share, 5);
  });

  it('is near the truth for texts longer than what is kept', () => {
    const long = Array.from({ length: 600 }, (_, index) => `Long sentence ${index * 7} of the report.`);
    const share = likeness(long, [...long.slice(0, 480), ...SENTENCES])?.share;
    expect(share).toBeGreaterThan(0.65);
    expect(share).toBeLessThan(0.9);
    expect(sketchOf(article(long)).length).toBe(384);
  });

  it('is no witness of short texts, and is nothing where there are no words', () => {
    expect(likeness(SENTENCES.slice(0, 3), SENTENCES.slice(0, 3))).toEqual({ share: 1, isWitness: false });
    expect(likeness(SENTENCES, [])).toBeUndefined();
  });

  it('knows sentences of scripts without spaces', () => {
    const text = ['一つ目の文です。二つ目の文です。三つ目の文です。四つ目の文です。五つ目の文です。'];
    expect(likeness(text, text)).toEqual({ share: 1, isWitness: true });
  });
});

function likeness(first: readonly string[], second: readonly string[]) {
  return likenessOf(readSketch(sketchOf(article(first))), readSketch(sketchOf(article(second))));
}

function article(sentences: readonly string[]): SourceItem {
  return {
    kind: 'article',
    identity: 'a',
    slug: 'a',
    title: 'A',
    source: { kind: 'text', location: 'a', sha256: '' },
    authors: [],
    language: 'en',
    tags: [],
    provenance: {},
    options: {},
    blocks: [{ id: 'b1', kind: 'paragraph', spans: [{ text: sentences.join(' ') }] }],
    dropped: [],
  };
}
