import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { openSpeechEngine } from '../../src/narration/engines/index.js';
import { listTakes } from '../../src/narration/list-takes.js';
import { narrate, planNarration } from '../../src/narration/narrate.js';
import { fakeEngine } from './fake-engine.js';
import { makeContext } from './make-context.js';
import { makeScript } from './make-script.js';

const folder = await mkdtemp(path.join(os.tmpdir(), 'lector-takes-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

const SENTENCES = [
  'The ferry leaves at noon.',
  'The C I-A and the H M A met in the U S-A.',
  `A word of ${'x'.repeat(50)} letters — “quoted”.`,
];
const SETTINGS: Readonly<Record<string, Readonly<Record<string, string>>>> = { azure: { region: 'westeurope' } };

describe('the key of a clip', () => {
  /** The first digits of the keys of version 0.1.0: shows that are published have paid for what lies under them. */
  it.each<[string, readonly string[]]>([
    ['embedded', ['8996608b91ea3713', 'b895369027896f20', '8816c58827f2a986']],
    ['silence', ['8285798eea40cfeb', '8f132626b95f2a95', '43f18b2eeef29467']],
    ['openai', ['4601aadc8f101069', 'e655db2425a3cf7c', '9abdc49feb4784c5']],
    ['elevenlabs', ['ff8392a631b4f935', '2a43a159d728cbd7', 'c41c3f009c66ec7a']],
    ['google', ['98a63aa73bd7a7cf', '658426b078f8de90', '68429cd3a09cdc4f']],
    ['azure', ['de37d31626b84056', 'cc998e87bae39cfd', '73132ed120a6dd4e']],
    ['polly', ['1f68993a20660d39', '8202fb0851eb1c39', 'fc4affa58c8e3ced']],
  ])('stays what it was for %s', async (name, keys) => {
    const engine = await openSpeechEngine(name, { environment: {}, settings: SETTINGS[name] ?? {} });
    const script = makeScript(SENTENCES);
    const context = makeContext(engine, folder, { takes: new Map([['u-0000000000', 2]]) });
    const takes = await listTakes(script, context);
    await engine.close();
    expect(takes.map(({ key }) => key.slice(0, 16))).toEqual(keys);
  });

  it('is made of the text as the engine is given it, as are the bill and what is sent', async () => {
    const capabilities = { pricePerMillionCharactersUsd: 15 };
    const plain = fakeEngine({ capabilities });
    const letters = (text: string): string => text.replace(/(?<=\p{Lu})-A\b/gu, ' eh');
    const engine = { ...plain, prepareText: letters };
    const script = makeScript(SENTENCES.slice(0, 2));
    const given = [SENTENCES[0], 'The C I eh and the H M A met in the U S eh.'];
    const keysOf = async (texts: readonly string[], of = plain) =>
      (await listTakes(makeScript(texts), makeContext(of, folder))).map(({ key }) => key);
    expect(await keysOf(SENTENCES.slice(0, 2), engine)).toEqual(await keysOf(given as string[]));
    const context = makeContext(engine, path.join(folder, 'prepared'));
    const plan = await planNarration(script, context);
    const { usage, script: kept } = await narrate(script, context);
    expect(plain.requests.map(({ text }) => text).sort()).toEqual([...given].sort());
    expect(usage.synthesisedCharacters).toBe(given.join('').length);
    expect(plan.charactersToSend).toBe(usage.synthesisedCharacters);
    expect(kept).toEqual(script);
  });
});
