import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { describeRecogniser } from '../../src/contracts/index.js';
import { embedded } from '../../src/narration/engines/embedded.js';
import { judgeHearing, type HeardSentence } from '../../src/narration/hearing/judge-hearing.js';
import type { Recogniser } from '../../src/narration/recognisers/recogniser.js';
import { buildWav, parseWav } from '../../src/sound.js';
import { requireDebianProgram } from '../debian-program.js';

const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-sphinx-'));
const program = requireDebianProgram({ places: ['/usr/bin/pocketsphinx_continuous'], debianPackage: 'pocketsphinx' });
requireDebianProgram({
  places: ['/usr/share/pocketsphinx/model/en-us/en-us.lm.bin'],
  debianPackage: 'pocketsphinx-en-us',
});
const flite = embedded({ environment: {}, settings: {}, concurrency: 1 });
afterAll(async () => {
  await flite.close();
  await rm(folder, { recursive: true, force: true });
});

/** PocketSphinx, as a recogniser of one's own: a process for each sentence. */
const sphinx: Recogniser = {
  specificationVersion: 1,
  name: 'pocketsphinx',
  version: '5prealpha',
  languages: ['en'],
  concurrency: 2,
  pricePerMinuteUsd: 0,
  async hear({ samples, sampleRateHz, signal }) {
    signal.throwIfAborted();
    const file = path.join(folder, `${Math.random().toString(16).slice(2)}.wav`);
    await writeFile(file, buildWav({ samples, sampleRateHz }));
    const { stdout } = spawnSync(program, ['-infile', file, '-logfn', '/dev/null'], { encoding: 'utf8' });
    return { text: stdout.replaceAll('\n', ' ') };
  },
  close: () => Promise.resolve(),
};

const NEWS = [
  'Heavy rain closed both lanes of the coastal road this morning.',
  'The first ferry left the harbour at dawn on Tuesday.',
  'Engineers hope that the trains will run again before the weekend.',
  'The city council voted last night to rebuild the old bridge.',
];

async function speak(text: string): Promise<{ samples: Int16Array; sampleRateHz: number }> {
  const request = { text, voice: 'rms', rate: 0.9, lang: 'en', path: '', signal: new AbortController().signal };
  return parseWav(Buffer.from((await flite.speak(request)).wav ?? []));
}

/** Half a second of silence at both ends, which PocketSphinx wants. */
function padded({ samples, sampleRateHz }: { samples: Int16Array; sampleRateHz: number }) {
  const longer = new Int16Array(samples.length + sampleRateHz);
  longer.set(samples, sampleRateHz / 2);
  return { samples: longer, sampleRateHz };
}

const [first = ''] = NEWS;
describeRecogniser(
  'pocketsphinx',
  () => sphinx,
  async () => ({ ...padded(await speak(first)), text: first }),
  {
    afterAll,
    describe,
    it,
  },
);

describe('what PocketSphinx hears of the embedded voice', () => {
  async function hear(asked: readonly string[], spoken: readonly string[]): Promise<readonly HeardSentence[]> {
    const sentences: HeardSentence[] = [];
    for (const [index, text] of spoken.entries()) {
      const signal = new AbortController().signal;
      const { text: heard } = await sphinx.hear({ ...padded(await speak(text)), lang: 'en', signal });
      sentences.push({ utteranceId: `u-${index}`, spoken: asked[index] ?? '', heard, names: [] });
    }
    return sentences;
  }

  it('is enough to tell a good reading from a bad one', async () => {
    const good = judgeHearing(await hear(NEWS, NEWS));
    expect(good.wordErrorRate).toBeLessThan(0.45);
    expect(good.faults).toEqual([]);
    const [rain = '', ferry = '', trains = '', council = ''] = NEWS;
    const bad = judgeHearing(
      await hear(NEWS, [ferry, rain, `${trains} ${trains}`, council.replace('to rebuild the old bridge', '')]),
    );
    expect(bad.faults.map(({ code }) => code)).toEqual([
      'W_HEARD_SWAPPED',
      'W_HEARD_SWAPPED',
      'W_HEARD_TWICE',
      'W_HEARD_MISSING',
    ]);
  });
});
