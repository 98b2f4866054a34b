import { describe, expect, it } from 'vitest';
import type { Speaker } from '../../../src/model/narration.js';
import {
  digitalSourceTypeOf,
  isAiContent,
  isAiShow,
  measureVoices,
  type Synthesis,
} from '../../../src/model/publication/disclosure.js';

const uses = (...kinds: readonly Synthesis[]) => kinds.map((synthesis) => ({ voice: 'v', synthesis, durationMs: 1 }));
const machine = { isAiNarrated: true, spokenBy: uses('rule-based') };
const people = { isAiNarrated: false, spokenBy: uses('human') };
const said = { isAiNarrated: true };
const unsaid = { isAiNarrated: false };

describe('the kind of source of a sound', () => {
  it.each([
    [[], undefined],
    [['rule-based'], 'algorithmicMedia'],
    [['neural'], 'trainedAlgorithmicMedia'],
    [['rule-based', 'neural'], 'trainedAlgorithmicMedia'],
    [['human'], 'digitalCapture'],
    [['human', 'neural', 'rule-based'], 'compositeWithTrainedAlgorithmicMedia'],
    [['human', 'rule-based'], 'compositeSynthetic'],
  ] as const)('of %j is %s', (kinds, word) => {
    expect(
      digitalSourceTypeOf(uses(...kinds))
        ?.split('/')
        .at(-1),
    ).toBe(word);
  });
});

describe('whether a machine is heard', () => {
  it.each([
    ['in none', [], undefined],
    ['nobody says', [unsaid], undefined],
    ['people in all', [people, people], false],
    ['people in one, and of one nobody says', [people, unsaid], undefined],
    ['people in one, a machine in one', [people, machine], true],
    ['it is only said that one is', [said, people], true],
  ])('in a show: %s', (_what, episodes, expected) => {
    expect(isAiShow(episodes)).toBe(expected);
  });

  it('is known of each episode by itself', () => {
    expect([machine, people, said, unsaid].map(isAiContent)).toEqual([true, false, true, undefined]);
  });
});

describe('measureVoices', () => {
  it('counts what is spoken, by voice and kind, and neither pauses nor music', () => {
    const item = (kind: string, startMs: number, endMs: number, utteranceId?: string) => ({
      kind,
      startMs,
      endMs,
      ...(utteranceId !== undefined && { utteranceId }),
    });
    const items = [
      item('sting', 0, 4000),
      item('speech', 4500, 6000, 'u-1'),
      item('pause', 6000, 6700),
      item('speech', 6700, 9700, 'u-2'),
      item('speech', 9700, 9800, 'u-3'),
      item('speech', 9800, 9900, 'u-4'),
    ];
    const ada = { voice: 'ada', synthesis: 'neural', licence: 'L' } as const;
    const speakers = new Map<string, Speaker>([
      ['u-1', ada],
      ['u-2', { voice: 'recording', synthesis: 'human' } as const],
      ['u-3', ada],
    ]);
    expect(measureVoices({ items }, speakers)).toEqual([
      { voice: 'recording', synthesis: 'human', durationMs: 3000 },
      { voice: 'ada', synthesis: 'neural', durationMs: 1600, licence: 'L' },
    ]);
  });
});
