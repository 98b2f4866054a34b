import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { buildWav } from '../../src/sound.js';
import { article, CONFIG, makeShow, type TestShow } from './test-show.js';

/** Two seconds of a chord. */
const CHORD = buildWav({
  samples: Int16Array.from({ length: 44_100 }, (_, at) =>
    Math.round(6000 * (Math.sin(at * 0.06) + Math.sin(at * 0.09))),
  ),
  sampleRateHz: 22_050,
});
const MUSIC = CONFIG.replace(
  'bitrateKbps: 32}',
  'bitrateKbps: 32, music: {intro: {file: chord.wav, overlapMs: 500}, bed: {file: chord.wav, seconds: 5, leadMs: 1000}}}',
);

let show: TestShow;
beforeAll(async () => {
  const plain = article('The weir').replace('title:', 'music: false\ntitle:');
  show = await makeShow({
    'lector.yaml': MUSIC,
    'chord.wav': CHORD,
    'articles/a.md': article('The pier'),
    'articles/b.md': plain,
  });
});
afterAll(() => show.remove());

async function build() {
  const spokenBefore = show.spoken.length;
  const { rows, findings } = await (await show.open()).build();
  const durations = rows.map(({ durationMs = 0 }) => durationMs);
  const errors = findings
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message }) => `${code} ${message}`);
  return {
    outcomes: rows.map(({ outcome }) => outcome),
    durations,
    errors,
    spokenCount: show.spoken.length - spokenBefore,
  };
}

describe('the music of a show', () => {
  it('is heard in its articles, but for those that want none, and costs no sentence when it is another', async () => {
    const first = await build();
    expect([first.outcomes, first.errors]).toEqual([['built', 'built'], []]);
    const [with_ = 0, without = 0] = first.durations;
    // A second and a half of the intro alone, and two and a half of the bed after the last word.
    expect(with_ - without).toBeGreaterThan(2500);
    expect((await (await show.open()).check()).filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(await build()).toMatchObject({ outcomes: ['reused', 'reused'] });
    await show.edit('articles/a.md', 'title:', 'music: [bed]\ntitle:');
    await show.edit('lector.yaml', 'leadMs: 1000', 'leadMs: 900');
    const second = await build();
    expect([second.outcomes, second.errors, second.spokenCount]).toEqual([['built', 'built'], [], 0]);
    expect(second.durations[1]).toBe(without);
  });

  it('is refused by its name, with nothing spoken', async () => {
    await show.edit('articles/a.md', 'music: [bed]', 'music: [bells]');
    await show.edit('lector.yaml', 'leadMs: 900', 'leadMs: 800');
    await show.write('chord.wav', buildWav({ samples: new Int16Array(44_100), sampleRateHz: 22_050 }));
    await expect(build()).rejects.toMatchObject({
      code: 'E_MUSIC',
      message: 'audio.music.intro: chord.wav is silent.',
    });
    await show.edit('lector.yaml', 'music: {intro', 'intro: chord.wav, music: {intro');
    await expect(show.open()).rejects.toMatchObject({ code: 'E_CONFIG' });
  });
});
