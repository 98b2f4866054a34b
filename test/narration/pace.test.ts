import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { Clip, Narration } from '../../src/model/narration.js';
import { embedded } from '../../src/narration/engines/embedded.js';
import { countWords } from '../../src/narration/judge-clip.js';
import { narrate, planNarration } from '../../src/narration/narrate.js';
import { fitSpeed } from '../../src/narration/pace/measure-pace.js';
import { targetPace, type Pace } from '../../src/narration/pace/target-pace.js';
import type { SpeechEngine } from '../../src/narration/speech-engine.js';
import { findFfmpeg } from '../../src/run-tool.js';
import { openJsonCache } from '../../src/workspace.js';
import { makeContext } from './make-context.js';
import { makeScript } from './make-script.js';

const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-pace-'));
const flite = embedded({ environment: {}, settings: {}, concurrency: 1 });
afterAll(async () => {
  await flite.close();
  await rm(folder, { recursive: true, force: true });
});

/** News as it comes: none of it is what voices are measured with. */
const NEWS = [
  'Heavy rain closed both lanes of the coastal road this morning, and drivers were told to wait.',
  'Nobody was hurt.',
  'Engineers hope that the first ferries will leave again before the weekend.',
  'The mayor thanked the crews, who had worked through the night without a break.',
];

/** The same voice from an engine that speaks as it likes, whatever pace it is asked for. */
const stubborn: SpeechEngine = {
  ...flite,
  name: 'stubborn',
  speak: (request) => flite.speak({ ...request, rate: 1 }),
};

/** Words a minute while speaking, pauses between sentences apart. */
function heardPace({ clips }: Narration): number {
  const seconds = clips.map(({ firstSample, endSample, sampleRateHz }) => (endSample - firstSample) / sampleRateHz);
  const words = NEWS.reduce((sum, sentence) => sum + countWords(sentence), 0);
  return (words * 60) / seconds.reduce((sum, one) => sum + one, 0);
}

async function speak(engine: SpeechEngine, changes: { pace?: Pace; voice?: string } = {}): Promise<Narration> {
  const speeds = openJsonCache(path.join(folder, 'speeds'));
  return narrate(makeScript(NEWS), makeContext(engine, folder, { ffmpeg: await findFfmpeg({}), speeds, ...changes }));
}

const lastWordMs = (clip: Clip | undefined): number => clip?.words.at(-1)?.endMs ?? 0;

describe('a pace', () => {
  it.each<[string, SpeechEngine, Pace, string]>([
    ['of a newsreader, by an engine that takes a rate', flite, 'newsreader', 'slt'],
    ['in words a minute, by another voice', flite, 130, 'kal16'],
    ['by an engine that takes no rate', stubborn, 145, 'kal16'],
    ['faster than its own, by an engine that takes no rate', stubborn, 260, 'kal16'],
  ])('is kept %s', async (_, engine, pace, voice) => {
    const own = heardPace(await speak(engine, { voice }));
    const wanted = targetPace(pace, 'en');
    expect(Math.abs(own / wanted - 1)).toBeGreaterThan(0.08);
    const narration = await speak(engine, { voice, pace });
    expect(Math.abs(heardPace(narration) / wanted - 1)).toBeLessThan(0.06);
    for (const clip of narration.clips) {
      const endMs = (clip.endSample * 1000) / clip.sampleRateHz;
      expect(Math.abs(lastWordMs(clip) - endMs)).toBeLessThan(150);
    }
  });

  it('is measured once and then costs nothing', async () => {
    const again = await speak(flite, { pace: 'newsreader', voice: 'slt' });
    expect(again.usage).toMatchObject({ synthesisedCount: 0, synthesisedCharacters: 0 });
  });

  it('is in the price of a plan, which knows the clips once it is measured', async () => {
    const priced: SpeechEngine = { ...flite, name: 'priced' };
    const context = makeContext(priced, folder, { pace: 'newsreader', voice: 'slt' });
    const script = makeScript(NEWS);
    const plan = await planNarration(script, context);
    const { usage } = await narrate(script, context);
    expect(plan.charactersToSend).toBe(usage.synthesisedCharacters);
    expect(await planNarration(script, context)).toMatchObject({ cachedCount: NEWS.length, charactersToSend: 0 });
  });

  it('leaves a voice alone in a language there is no text to measure it with, and says so', async () => {
    const warnings: string[] = [];
    const warn = ({ code }: { code: string }): void => void warnings.push(code);
    const engine: SpeechEngine = { ...stubborn, capabilities: { ...flite.capabilities, languages: ['sw'] } };
    const context = makeContext({ ...engine, voices: () => Promise.resolve([]) }, folder, {
      pace: 150,
      voice: 'slt',
      warn,
    });
    const script = { ...makeScript(['Habari za asubuhi.', 'Leo ni siku njema.'], { lang: 'sw' }), language: 'sw' };
    expect((await narrate(script, context)).clips).toHaveLength(2);
    expect(warnings).toEqual(['W_PACE_LANGUAGE']);
    expect(await planNarration(script, context)).toMatchObject({ cachedCount: 2, charactersToSend: 0 });
  });

  it.each<[Pace, string, number]>([
    ['newsreader', 'en-GB', 155],
    ['newsreader', 'de', 122],
    ['newsreader', 'es-MX', 148],
    ['newsreader', 'fi', 109],
    ['newsreader', 'sw', 125],
    [170, 'de', 170],
  ])('%s is in %s %i words a minute', (pace, language, words) => {
    expect(targetPace(pace, language)).toBe(words);
  });
});

describe('fitSpeed', () => {
  /** A voice of 190 words a minute and what it makes of a rate. */
  it.each<[string, (rate: number) => number, { rate: number; tempo: number }]>([
    ['a voice that is right already', () => 155, { rate: 1, tempo: 1 }],
    ['one that does as it is asked', (rate) => 190 * rate, { rate: 0.82, tempo: 1 }],
    ['one that takes no rate', () => 190, { rate: 1, tempo: 0.82 }],
    ['one that goes half the way', (rate) => 190 * (1 + (rate - 1) / 2), { rate: 0.74, tempo: 0.94 }],
    ['one that goes no slower than so', (rate) => 190 * Math.max(0.9, rate), { rate: 0.75, tempo: 0.91 }],
    ['one that is far too fast', (rate) => 400 * rate, { rate: 0.6, tempo: 0.65 }],
  ])('finds what brings %s to 155', async (_, paceAt, speed) => {
    expect(await fitSpeed(155, (rate) => Promise.resolve(paceAt(rate)))).toEqual(speed);
  });
});
