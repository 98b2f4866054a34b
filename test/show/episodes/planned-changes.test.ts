import { describe, expect, it } from 'vitest';
import type { Episode } from '../../../src/model/episode.js';
import type { EpisodeRecord } from '../../../src/model/publication/manifest.js';
import type { Utterance } from '../../../src/model/script.js';
import { planChanges } from '../../../src/show/episodes/planned-changes.js';

const SENTENCES = Array.from({ length: 40 }, (_, index) => `s${index}`);
const HEARD_MS = 3000;
const PAUSE_MS = 650;

/** Forty sentences of three seconds, each a paragraph. */
function published(): { readonly episode: Episode; readonly record: EpisodeRecord } {
  const cues = SENTENCES.map((text, index) => {
    const startMs = 200 + index * (HEARD_MS + PAUSE_MS);
    return { startMs, endMs: startMs + HEARD_MS, text, utteranceId: text, words: [] };
  });
  const durationMs = (cues.at(-1)?.endMs ?? 0) + 500;
  const audio = { path: 'episodes/x/x.mp3', bitrateKbps: 96, durationMs, gainDb: 0, sizeBytes: 12 * durationMs };
  return {
    episode: { durationMs, audio, chapters: [], transcript: { language: 'en', cues } } as unknown as Episode,
    record: { audio } as unknown as EpisodeRecord,
  };
}

function utterance(id: string): Utterance {
  const shape = { blockId: 'b', blockKind: 'paragraph', role: 'narrator', lang: 'en', changes: [], links: [] } as const;
  return { ...shape, id, display: id, spoken: 'one two three four five six seven eight', pauseAfterMs: PAUSE_MS };
}

type Case = { readonly said: readonly string[]; readonly newIds?: readonly string[]; readonly isAnew?: boolean };

const plan = ({ said, newIds = [], isAnew = false }: Case) =>
  planChanges(
    { utterances: said.map(utterance), sections: [] },
    { ...published(), newIds: new Set(newIds), rate: 1, isAnew },
  );

const at = (index: number): number => 200 + index * (HEARD_MS + PAUSE_MS) + HEARD_MS / 2;

describe('what is said of a correction beforehand', () => {
  it.each<[string, Case, readonly number[]]>([
    ['a sentence is changed', { said: SENTENCES.with(12, 'new') }, [12]],
    ['the last is taken out', { said: SENTENCES.slice(0, -1) }, [39]],
    ['two change places', { said: SENTENCES.with(5, 's25').with(25, 's5') }, [5, 25]],
    ['another voice says the same', { said: SENTENCES, newIds: ['s30'] }, [30]],
    ['the first is changed', { said: SENTENCES.with(0, 'new') }, [0]],
  ])('names the seconds and about the bytes when %s', (_, change, touched) => {
    const { spans, newBytes } = plan(change);
    const isNamed = (index: number) => spans.some(({ startMs, endMs }) => startMs <= at(index) && at(index) <= endMs);
    expect(touched.filter(isNamed)).toEqual(touched);
    const namedMs = spans.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
    expect([namedMs < 70_000, newBytes > 0, newBytes < 12 * 70_000]).toEqual([true, true, true]);
  });

  it('names a place where sound comes in, all where all is encoded again, and nothing where nothing is', () => {
    const inserted = plan({ said: SENTENCES.toSpliced(20, 0, 'new') });
    expect(inserted.spans.some(({ startMs, endMs }) => startMs <= at(20) && endMs >= at(19) - HEARD_MS)).toBe(true);
    expect(inserted.newBytes).toBeGreaterThan(0);
    const { durationMs } = published().episode;
    expect(plan({ said: SENTENCES, isAnew: true })).toEqual({
      spans: [{ startMs: 0, endMs: durationMs }],
      newBytes: 12 * durationMs,
    });
    expect(plan({ said: SENTENCES })).toEqual({ spans: [], newBytes: 0 });
  });
});
