import { describe, expect, it } from 'vitest';
import { openProgress } from '../../../src/cli/terminal/progress.js';
import type { Terminal } from '../../../src/cli/terminal/terminal.js';
import type { BuildEvent } from '../../../src/context.js';

/** A build of two episodes, the second of which an earlier run narrated in part. */
const EVENTS: readonly (readonly [atMs: number, event: BuildEvent])[] = [
  [0, { type: 'collected', itemCount: 3, toBuildCount: 2 }],
  [10, { type: 'stage', slug: 'one', title: 'One', stage: 'narration' }],
  [4_000, narration('one', { done: 5, total: 10, cached: 0, audioMs: 20_000, costUsd: 0.01 })],
  [8_000, narration('one', { done: 10, total: 10, cached: 0, audioMs: 40_000, costUsd: 0.02 })],
  [9_000, { type: 'stage', slug: 'one', title: 'One', stage: 'encoding' }],
  [
    10_000,
    { type: 'episode', row: { slug: 'one', title: 'One', outcome: 'built', durationMs: 41_000, elapsedMs: 10_000 } },
  ],
  [20_000, narration('two', { done: 4, total: 8, cached: 3, audioMs: 16_000, costUsd: 0.002 })],
  [20_100, { type: 'publishing', episodeCount: 3 }],
];

describe('the progress of a build', () => {
  it('is one living line on a terminal: all episodes first, then each that is worked on', () => {
    expect(play(true).status).toEqual([
      '[0/2] · one: narrating',
      '[0/2] 5/10 sentences, 0:20 of audio at 5× real time, $0.0100, about 0:16 left · one 5/10',
      '[0/2] 10/10 sentences, 0:40 of audio at 5× real time, $0.0200, about 0:12 left · one 10/10',
      '[0/2] 10/10 sentences, 0:40 of audio at 4.4× real time, $0.0200, about 0:14 left · one: encoding',
      '[1/2] 10/10 sentences, 0:40 of audio at 4× real time, $0.0200, about 0:10 left',
      '[1/2] 14/18 sentences, 3 cached, 0:56 of audio at 2.8× real time, $0.0220, about 0:09 left · two 4/8',
      'publishing 3 episodes',
    ]);
  });

  it('is a line for each step elsewhere, and one every quarter of a minute', () => {
    expect(play(false).said).toEqual([
      '3 episodes, 2 to build',
      '  one: narrating',
      '  one: encoding',
      '  one: built 0:41, 10.0 s',
      '  two: 4 of 8 sentences · [1/2] 14/18 sentences, 3 cached, 0:56 of audio at 2.8× real time, $0.0220, about 0:09 left',
    ]);
  });

  it('is added up for programs that read it', () => {
    expect(play(false).tallies.at(-1)).toEqual({
      episodesDone: 1,
      episodeCount: 2,
      sentencesDone: 14,
      sentenceCount: 18,
      cachedCount: 3,
      audioMs: 56_000,
      costUsd: 0.022,
      realTimeFactor: 2.8,
      remainingMs: 8_614,
    });
  });
});

function play(isLive: boolean) {
  const status: string[] = [];
  const said: string[] = [];
  let nowMs = 0;
  const terminal: Terminal = {
    isJson: false,
    isLive,
    print: () => undefined,
    printJson: () => undefined,
    finding: () => undefined,
    say: (text) => void said.push(text),
    status: (text) => void status.push(text),
  };
  const progress = openProgress(terminal, () => nowMs);
  const tallies = EVENTS.map(([atMs, event]) => {
    nowMs = atMs;
    return progress.show(event);
  });
  return { status, said, tallies };
}

function narration(
  slug: string,
  state: { done: number; total: number; cached: number; audioMs: number; costUsd: number },
): BuildEvent {
  return { type: 'narration', slug, ...state };
}
