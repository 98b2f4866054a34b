import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { openSpeechEngine, type EngineFactory } from '../../src/narration/engines/index.js';
import { narrate } from '../../src/narration/narrate.js';
import { article, makeShow } from '../show/test-show.js';
import { describeSpeechEngine } from '../contracts/describe-speech-engine.js';
import { makeContext } from '../narration/make-context.js';
import { makeScript } from '../narration/make-script.js';

const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/own-engine/tone-engine.mjs');
const { tones } = (await import(pathToFileURL(EXAMPLE).href)) as { readonly tones: EngineFactory };
/** How it is passed in. */
const engines = { tones };

const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-own-engine-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const open = () => openSpeechEngine('tones', { environment: {}, settings: {} }, { own: engines });

describeSpeechEngine('tones', open);

it('an engine of one’s own narrates, and its clips are kept', async () => {
  const script = makeScript(['The ferry leaves at noon.', 'It is back by four.']);
  const first = await narrate(script, makeContext(await open(), folder, { voice: 'high' }));
  expect(first.clips.map(({ sampleCount, words }) => [sampleCount, words.length])).toEqual([
    [5 * 4800, 5],
    [5 * 4800, 5],
  ]);
  expect([first.engine, first.voices, first.usage.synthesisedCount]).toEqual(['tones', ['high'], 2]);
  const again = await narrate(script, makeContext(await open(), folder, { voice: 'high' }));
  expect(again.usage).toMatchObject({ synthesisedCount: 0, costUsd: 0 });
  expect(again.clips).toEqual(first.clips);
});

it('an engine passed to a show is the one its configuration names', async () => {
  const show = await makeShow({ 'articles/one.md': article('One') });
  try {
    await show.edit('lector.yaml', 'engine: counting', 'engine: tones, voice: high');
    const lector = await show.open({ engines });
    expect((await lector.plan()).engine).toBe('tones');
    expect((await lector.build()).rows).toMatchObject([{ slug: 'one', outcome: 'built' }]);
    expect((await lector.check()).filter(({ severity }) => severity === 'error')).toEqual([]);
  } finally {
    await show.remove();
  }
});
