import { createHash } from 'node:crypto';
import { readdir, readFile, rename, utimes, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { article } from '../project.js';
import { badInput, badInputsOf, readBadInput, type BadInput } from './corpus.js';
import { changes } from './describe-bad-inputs.js';
import { startSpeechServer, type SpeechServer } from './speech-server.js';
import { buildGoodShow, NOW, type BuildResult, type GoodShow, type TestShow } from './test-show.js';

const MANIFEST = 'output/manifest.json';
const STATED = article('A stated guid', 'The lighthouse is painted white again, as it was before the war.');
/** The corpus calls the version of the program that reads it 3; the manifest of this program has version 1. */
const OUR_VERSION = 1;

let speech: SpeechServer;
let good: GoodShow;
beforeAll(async () => {
  speech = await startSpeechServer();
  const source = STATED.replace('---\n', '---\nguid: published-1\n');
  good = await buildGoodShow(speech.url, { 'articles/a.md': source });
});
afterAll(async () => {
  speech.close();
  await good.remove();
});

function stateOf(file: string): Buffer {
  const bytes = readBadInput(file);
  return file.endsWith('.json')
    ? Buffer.from(bytes.toString('latin1').replace('"version":3', `"version":${OUR_VERSION}`), 'latin1')
    : bytes;
}

function expectSaid({ exitCode, text, findings }: BuildResult, { file, code, exitCode: wanted, says }: BadInput): void {
  expect({ file, exitCode, codes: findings.map((finding) => finding.code), text }).toEqual({
    file,
    exitCode: wanted,
    codes: code === '' ? [] : [code],
    text,
  });
  for (const part of says) expect(text).toContain(part);
}

async function clipsOf(show: TestShow): Promise<readonly string[]> {
  const folder = path.join(show.root, '.lector/clips');
  const entries = await readdir(folder, { recursive: true });
  return entries
    .filter((name) => name.endsWith('.wav'))
    .sort()
    .map((name) => path.join(folder, name));
}

describe('damaged state', () => {
  const rebuilt = badInputsOf('state').filter(({ code }) => code === 'W_STATE_REBUILT');

  it.each(rebuilt.map((entry) => [entry.file, entry] as const))(
    '%s as the manifest is rebuilt: same GUIDs, same bytes, nothing narrated',
    async (file, entry) => {
      const before = await good.show.published();
      const show = await good.copy();
      await show.write(MANIFEST, stateOf(file));
      speech.takeTexts();
      expectSaid(await show.build(), entry);
      expect(speech.takeTexts()).toEqual([]);
      const left = changes(before, await show.published());
      expect(left).toEqual([expect.stringMatching(/^manifest\.json\.corrupt-/u)]);
      expect(await show.read(`output/${left[0]}`)).toEqual(stateOf(file));
      expect(await show.build()).toMatchObject({ exitCode: 0, text: '' });
    },
  );

  it.each(rebuilt.map(({ file }) => [file] as const))('%s in every other file of state', async (file) => {
    const before = await good.show.published();
    const show = await good.copy();
    const folder = path.join(show.root, '.lector');
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (entry.isFile() && entry.name.endsWith('.json'))
        await writeFile(path.join(entry.parentPath, entry.name), stateOf(file));
    }
    const result = await show.build();
    expect([result.exitCode, result.findings.filter(({ severity }) => severity === 'error')]).toEqual([0, []]);
    expect(changes(before, await show.published())).toEqual([]);
    expect(speech.takeTexts()).toEqual([]);
  });

  it('keeps the GUIDs also when the copies of the manifest are gone', async () => {
    const show = await good.copy();
    const guids = /"guid": "[^"]*"/gu;
    const before = (await show.read(MANIFEST)).toString('utf8').match(guids);
    await show.write(MANIFEST, stateOf('state/truncated.json'));
    await rename(path.join(show.root, '.lector'), path.join(show.root, 'away'));
    speech.takeTexts();
    const { exitCode } = await show.build();
    expect(exitCode).toBe(0);
    expect((await show.read(MANIFEST)).toString('utf8').match(guids)).toEqual(before);
  });

  it('state/future-version.json is left alone, and so is everything else', async () => {
    const before = await good.show.published();
    const show = await good.copy();
    await show.write(MANIFEST, readBadInput('state/future-version.json'));
    speech.takeTexts();
    expectSaid(await show.build(), badInput('state/future-version.json'));
    expect(changes(before, await show.published())).toEqual(['manifest.json']);
    expect(await show.read(MANIFEST)).toEqual(readBadInput('state/future-version.json'));
    expect(speech.takeTexts()).toEqual([]);
  });

  it('state/guid-changed.json: a source does not change the guid of what is published', async () => {
    const before = await good.show.published();
    const show = await good.copy();
    await show.write('articles/a.md', STATED.replace('---\n', '---\nguid: other-2\n'));
    speech.takeTexts();
    expectSaid(await show.build(), badInput('state/guid-changed.json'));
    expect(changes(before, await show.published())).toEqual([]);
    expect(speech.takeTexts()).toEqual([]);
  });

  it('state/lock-other-host.lock is never guessed away', async () => {
    const before = await good.show.published();
    const show = await good.copy();
    await show.write('.lector/lock.json', readBadInput('state/lock-other-host.lock'));
    expectSaid(await show.build(), badInput('state/lock-other-host.lock'));
    expect(changes(before, await show.published())).toEqual([]);
    expect(await show.build({ isBreakingLock: true })).toMatchObject({ exitCode: 0, text: '' });
  });

  it('state/tmp-leftover.tmp is removed at the start and never published', async () => {
    const before = await good.show.published();
    const show = await good.copy();
    const leftovers = [
      '.lector/half.tmp',
      `.lector/clips/.lector-${'a'.repeat(24)}.wav`,
      `output/.lector-${'b'.repeat(24)}.mp3`,
    ];
    for (const file of leftovers) {
      await show.write(file, readBadInput('state/tmp-leftover.tmp'));
      const old = NOW.getTime() / 1000 - 7200;
      await utimes(path.join(show.root, file), old, old);
    }
    expectSaid(await show.build(), badInput('state/tmp-leftover.tmp'));
    for (const file of leftovers) await expect(show.read(file)).rejects.toThrow('ENOENT');
    expect(changes(before, await show.published())).toEqual([]);
  });
});

describe('a damaged cache', () => {
  it.each([
    [
      'state/cache-bit-flip.bin',
      'one bit of a clip',
      async ([clip = '']: readonly string[]) => {
        const bytes = await readFile(clip);
        bytes.writeUInt8(bytes.readUInt8(2000) ^ 1, 2000);
        await writeFile(clip, bytes);
      },
    ],
    [
      'state/cache-other-key.bin',
      'a clip under another key',
      async ([first = '', second = '']: readonly string[]) => {
        await writeFile(first, await readFile(second));
      },
    ],
  ] as const)('%s: %s is found, made again, and never published', async (file, _what, damage) => {
    const show = await good.copy();
    const clips = await clipsOf(show);
    await damage(clips);
    const [clip = ''] = clips;
    const spoilt = hashOf(await readFile(clip));
    await rebuildEverything(show);
    speech.takeTexts();
    expectSaid(await show.build(), badInput(file));
    expect(speech.takeTexts()).toHaveLength(1);
    expect(hashOf(await readFile(clip))).not.toBe(spoilt);
    expect(await show.build()).toMatchObject({ exitCode: 0, text: '' });
  });

  it.each(['state/cache-bit-flip.bin', 'state/cache-other-key.bin', 'state/nul-filled.json'])(
    '%s in the place of every clip',
    async (file) => {
      const before = await good.show.published();
      const show = await good.copy();
      const clips = await clipsOf(show);
      for (const clip of clips) await writeFile(clip, readBadInput(file));
      await rebuildEverything(show);
      speech.takeTexts();
      const { exitCode, findings } = await show.build();
      expect([exitCode, new Set(findings.map(({ code }) => code))]).toEqual([0, new Set(['W_CACHE_CORRUPT'])]);
      expect(findings).toHaveLength(clips.length);
      expect(speech.takeTexts()).toHaveLength(clips.length);
      const after = await show.published();
      const audio = [...before.keys()].filter((name) => name.endsWith('.mp3'));
      expect(audio.filter((name) => !after.get(name)?.equals(before.get(name) ?? Buffer.of()))).toEqual([]);
    },
  );
});

/** Forgets what was made of the clips, so that every one of them is read again. */
async function rebuildEverything(show: TestShow): Promise<void> {
  await rename(path.join(show.root, 'output'), path.join(show.root, 'published-before'));
  await rename(path.join(show.root, '.lector/audio'), path.join(show.root, 'audio-before'));
  await rename(path.join(show.root, '.lector/manifests'), path.join(show.root, 'manifests-before'));
}

function hashOf(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
