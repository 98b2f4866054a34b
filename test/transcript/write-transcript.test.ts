import { describe, expect, it } from 'vitest';
import type { Script, SpokenChange, Utterance } from '../../src/model/script.js';
import type { Timeline } from '../../src/model/timeline.js';
import { writeTranscript } from '../../src/transcript/write-transcript.js';

function utterance(overrides: Partial<Utterance> & { id: string }): Utterance {
  const display = overrides.display ?? '';
  return {
    blockId: 'b1',
    blockKind: 'paragraph',
    role: 'narrator',
    display,
    spoken: display,
    lang: 'en',
    changes: [],
    links: [],
    pauseAfterMs: 300,
    ...overrides,
  };
}

function scriptOf(utterances: readonly Utterance[]): Script {
  return { slug: 'a', title: 'A', language: 'en-GB', utterances, sections: [], ledger: [] };
}

function timelineOf(items: Timeline['items']): Timeline {
  const durationMs = items.at(-1)?.endMs ?? 0;
  return { durationMs, sampleRateHz: 1000, sampleCount: durationMs, items };
}

describe('writeTranscript', () => {
  it('shows the word that announces a picture as it is heard', () => {
    const changes: readonly SpokenChange[] = [
      { start: 0, end: 0, from: '', to: 'Image: ', rule: 'figure' },
      { start: 9, end: 10, from: '2', to: 'two', rule: 'cardinal' },
    ];
    const links = [{ text: 'piers', href: 'https://links.example/p', start: 11 }];
    const script = scriptOf([
      utterance({ id: 'u1', display: 'Boats at 2 piers.', spoken: 'Image: Boats at two piers.', changes, links }),
    ]);
    const timeline = timelineOf([{ kind: 'speech', startMs: 0, endMs: 2000, utteranceId: 'u1' }]);
    expect(writeTranscript({ timeline, script }).cues).toMatchObject([
      { text: 'Image: Boats at 2 piers.', links: [{ start: 18, end: 23, href: 'https://links.example/p' }] },
    ]);
  });

  it('gives each utterance that has display text a cue at its measured time', () => {
    const script = scriptOf([
      utterance({ id: 'u1', blockId: 'intro', blockKind: 'intro', display: '', spoken: 'Welcome.' }),
      utterance({ id: 'u2', display: 'Hello\n there.', speaker: 'Ada' }),
      utterance({ id: 'u3', blockId: 'b2', display: 'Good night.' }),
    ]);
    const timeline = timelineOf([
      { kind: 'sting', startMs: 0, endMs: 1000 },
      { kind: 'speech', startMs: 1000, endMs: 2000, utteranceId: 'u1' },
      { kind: 'pause', startMs: 2000, endMs: 2300 },
      { kind: 'speech', startMs: 2300, endMs: 3100, utteranceId: 'u2' },
      { kind: 'speech', startMs: 3400, endMs: 4000, utteranceId: 'u3' },
    ]);
    expect(writeTranscript({ timeline, script })).toEqual({
      language: 'en-GB',
      cues: [
        {
          startMs: 2300,
          endMs: 3100,
          text: 'Hello there.',
          speaker: 'Ada',
          role: 'narrator',
          utteranceId: 'u2',
          blockId: 'b1',
          blockKind: 'paragraph',
          words: [],
        },
        {
          startMs: 3400,
          endMs: 4000,
          text: 'Good night.',
          role: 'narrator',
          utteranceId: 'u3',
          blockId: 'b2',
          blockKind: 'paragraph',
          words: [],
        },
      ],
    });
  });

  it('gives words of the display text the times of the spoken words they stand for', () => {
    const display = 'It cost $5.2bn in 2024.';
    const changes: SpokenChange[] = [
      { start: 8, end: 14, from: '$5.2bn', to: 'five point two billion dollars', rule: 'money' },
      { start: 18, end: 22, from: '2024', to: 'twenty twenty-four', rule: 'year' },
    ];
    const spoken = 'It cost five point two billion dollars in twenty twenty-four.';
    const words = spoken
      .replace(/[.-]/gu, ' ')
      .trim()
      .split(' ')
      .map((text, index) => ({ text, startMs: 100 + index * 100, endMs: 190 + index * 100 }));
    const script = scriptOf([utterance({ id: 'u1', display, spoken, changes })]);
    const timeline = timelineOf([{ kind: 'speech', startMs: 100, endMs: 1300, utteranceId: 'u1', words }]);
    expect(writeTranscript({ timeline, script }).cues[0]?.words).toEqual([
      { text: 'It', startMs: 100, endMs: 200 },
      { text: 'cost', startMs: 200, endMs: 300 },
      { text: '$5.2bn', startMs: 300, endMs: 800 },
      { text: 'in', startMs: 800, endMs: 900 },
      { text: '2024.', startMs: 900, endMs: 1190 },
    ]);
  });

  it('keeps word times ascending and inside the utterance when the engine speaks of other words', () => {
    const script = scriptOf([utterance({ id: 'u1', display: 'Señor Öztürk arrived at half past nine.' })]);
    const words = ['senor', '???', 'arrived', 'at', 'nein'].map((text, index) => ({
      text,
      startMs: 1000 + index * 200,
      endMs: 1150 + index * 200,
    }));
    const timeline = timelineOf([{ kind: 'speech', startMs: 1000, endMs: 2000, utteranceId: 'u1', words }]);
    const timed = writeTranscript({ timeline, script }).cues[0]?.words ?? [];
    expect(timed.map(({ text }) => text)).toEqual(['Señor', 'Öztürk', 'arrived', 'at', 'half', 'past', 'nine.']);
    const times = timed.flatMap(({ startMs, endMs }) => [startMs, endMs]);
    expect(times).toEqual(times.toSorted((first, second) => first - second));
    expect([Math.min(...times) >= 1000, Math.max(...times) <= 2000]).toEqual([true, true]);
    expect(timed[2]).toMatchObject({ text: 'arrived', startMs: 1400 });
  });
});
