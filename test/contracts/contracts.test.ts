import { describe, expect, it } from 'vitest';
import { describePublishTarget, describeSpeechEngine, type TestRunner } from '../../src/contracts/index.js';
import type { SpeechEngine, SpeechRequest } from '../../src/narration/speech-engine.js';
import type { PublishTarget } from '../../src/publish/target.js';
import { fakeEngine, hum } from '../narration/fake-engine.js';
import { openMemoryTarget } from '../publish/targets/memory-target.js';

/** Runs a contract here and now: the names of what it does not hold to. */
async function brokenBy(describeContract: (runner: TestRunner) => void): Promise<readonly string[]> {
  const tests: { readonly name: string; readonly body: () => Promise<void> | void }[] = [];
  const endings: (() => Promise<void>)[] = [];
  describeContract({
    describe: (_name, body) => body(),
    it: (name, body) => tests.push({ name, body }),
    afterAll: (body) => endings.push(body),
  });
  const broken: string[] = [];
  for (const { name, body } of tests) {
    try {
      await body();
    } catch {
      broken.push(name);
    }
  }
  for (const end of endings) await end();
  return broken;
}

const good = (changes: Partial<SpeechEngine> = {}): SpeechEngine => {
  const engine = fakeEngine();
  return {
    ...engine,
    async speak(request) {
      request.signal.throwIfAborted();
      const voices = (await engine.voices()).map(({ id }) => id);
      if (!voices.includes(request.voice)) throw new TypeError(`there is no voice ${request.voice}`);
      return engine.speak(request);
    },
    ...changes,
  };
};
const saying = (say: (text: string, request: SpeechRequest) => Buffer | Promise<Buffer>): SpeechEngine => {
  const engine = good();
  return good({
    async speak(request) {
      const result = await engine.speak(request);
      return { ...result, wav: await say(request.text, request) };
    },
  });
};
const halfOf = (text: string): string =>
  text
    .split(' ')
    .slice(0, Math.ceil(text.split(' ').length / 3))
    .join(' ');
let count = 0;

describe('the contract of speech engines', () => {
  it('is kept by an engine that does not make the same sound twice', async () => {
    const engine = saying((text) => hum(text, { msPerWord: 300 + (count++ % 3) * 40 }));
    expect(engine.capabilities.isDeterministic).toBe(false);
    expect(await brokenBy((runner) => describeSpeechEngine('fake', () => engine, runner))).toEqual([]);
  });

  const LENGTH = 'gives a WAV file as long as the words take, and no other rate the next time';
  it.each<[string, SpeechEngine, string]>([
    ['has another name', good({ name: 'other' }), 'says who it is and what it can do'],
    ['keeps another contract', good({ specificationVersion: 2 as 1 }), 'says who it is and what it can do'],
    [
      'has a default voice it does not list',
      good({ defaultVoice: () => 'anna ' }),
      'lists voices with ids of their own, and its default among them',
    ],
    ['stops after a third of a text', saying((text) => hum(halfOf(text))), LENGTH],
    ['is silent', saying((text) => hum(text, { amplitude: 0 })), LENGTH],
    ['changes its rate', saying((text) => hum(text, { rateHz: [16_000, 22_050][count++ % 2] ?? 0 })), LENGTH],
    [
      'is as long as it likes',
      saying((text) => hum(text, { msPerWord: [200, 600][count++ % 2] ?? 0 })),
      'gives the same bytes for the same request, or about the same length',
    ],
    [
      'answers one text for all',
      saying(() => hum('eleven words of the very same sentence for whoever asks it')),
      'serves several requests at once, each with its own text',
    ],
    ['cuts long texts off', saying((text) => hum(text.slice(0, 200))), 'speaks a long text to its end'],
    [
      'takes any voice',
      good({ speak: (request) => fakeEngine().speak(request) }),
      'refuses a voice it does not have, by its name',
    ],
    [
      'works for requests that were given up',
      good({ speak: (request) => good().speak({ ...request, signal: new AbortController().signal }) }),
      'does nothing for a request that was given up before it began',
    ],
    [
      'prepares a text again and again',
      good({ prepareText: (text) => `${text}.` }),
      'prepares a text once and for all, and always alike',
    ],
  ])('is broken by one that %s', async (_name, engine, test) => {
    expect(await brokenBy((runner) => describeSpeechEngine('fake', () => engine, runner))).toContain(test);
  });

  it('is broken by one that times words backwards, or those it does not say', async () => {
    const timed = (words: readonly string[], stepMs: number): SpeechEngine => {
      const engine = good();
      return good({
        capabilities: { ...engine.capabilities, timings: 'word' },
        async speak(request) {
          const result = await engine.speak(request);
          const texts = words.length > 0 ? words : request.text.split(' ');
          const times = texts.map((text, index) => ({
            text,
            startMs: 3000 + index * stepMs,
            endMs: 3100 + index * stepMs,
          }));
          return { ...result, words: times };
        },
      });
    };
    const test = 'times every word in order and inside the clip, or none';
    for (const engine of [timed([], -100), timed(['other', 'words'], 100), timed([], 10_000)])
      expect(await brokenBy((runner) => describeSpeechEngine('fake', () => engine, runner))).toEqual([test]);
  });
});

describe('the contract of publish targets', () => {
  const breaking = (change: (target: PublishTarget) => Partial<PublishTarget>) =>
    brokenBy((runner) =>
      describePublishTarget(
        'memory',
        () => {
          const store = new Map();
          const open = (): PublishTarget => {
            const target = openMemoryTarget(store);
            return { ...target, ...change(target) };
          };
          return { target: open(), reopen: open };
        },
        runner,
      ),
    );

  it('is kept by a store of keys and objects', async () => {
    expect(await breaking(() => ({}))).toEqual([]);
  });

  it.each<[string, (target: PublishTarget) => Partial<PublishTarget>, string]>([
    [
      'publishes over whatever is there',
      (target) => ({
        async putFeed({ feed, record }) {
          const changed = [];
          for (const file of [feed, record]) if (await target.put(file)) changed.push(file.path);
          return changed;
        },
      }),
      'lets nobody publish over feed.xml of another who was faster',
    ],
    [
      'looks at the feed alone',
      (target) => ({
        async putFeed({ feed, record, replaces }) {
          const [lying] = await target.stat([record.path]);
          const read = { ...replaces, ...(lying && { record: lying.version }) };
          return target.putFeed({ feed, record, replaces: read });
        },
      }),
      'lets nobody publish over manifest.json of another who was faster',
    ],
    [
      'writes what is there already',
      (target) => ({
        async put(file) {
          await target.put(file);
          return true;
        },
      }),
      'touches nothing that is there already, be it bytes or a file',
    ],
    [
      'takes the size for the version',
      (target) => ({
        async stat(paths) {
          const found = await target.stat(paths);
          return found.map((file) => file && { ...file, version: String(file.sizeBytes) });
        },
      }),
      'has another version when the bytes are others, also when they are as many',
    ],
    [
      'escapes names and does not say so',
      (target) => ({
        async list() {
          return (await target.list()).map((file) => ({ ...file, path: encodeURI(file.path) }));
        },
      }),
      'takes names in any script, with spaces and signs',
    ],
    [
      'removes what begins alike',
      (target) => ({
        async remove(name) {
          const all = await target.list();
          for (const file of all) if (file.path !== name && file.path.startsWith(name)) await target.remove(file.path);
          return target.remove(name);
        },
      }),
      'removes what it is told to and nothing beside it',
    ],
    [
      'makes room before it puts',
      (target) => ({
        async put(file) {
          await target.remove(file.path).catch(() => undefined);
          return target.put(file);
        },
      }),
      'keeps the old file when a new one breaks off, and leaves no part of it',
    ],
    [
      'knows no bounds',
      (target) => ({ put: (file) => target.put({ ...file, path: file.path.replaceAll(/[^a-z0-9./]/giu, '') || 'x' }) }),
      'lets no path lead out of the place',
    ],
  ])('is broken by one that %s', async (_name, change, test) => {
    expect(await breaking(change)).toContain(test);
  });
});
