import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import { parseWav } from '../../src/sound.js';
import { hashFile, openClipCache, type ClipCache } from '../../src/workspace.js';

const KEYS = ['a', 'b', 'c'].map((name) => createHash('sha256').update(name).digest('hex'));
const [A = '', B = '', C = ''] = KEYS;
const WORDS = [{ text: 'Grüße,', startMs: 10, endMs: 60 }];

describe('the clip cache', () => {
  let folder: string;
  let findings: Finding[];
  let clips: ClipCache;
  beforeEach(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-clips-'));
    findings = [];
    clips = openClipCache(path.join(folder, 'clips'), (finding) => void findings.push(finding));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const put = async (key: string, pitch: number) => {
    const samples = Int16Array.from({ length: 1601 }, (_, index) => Math.round(8000 * Math.sin(index / pitch)));
    const sound = { samples, sampleRateHz: 16_000, firstSample: 5, endSample: 1500, words: WORDS };
    return { clip: await clips.put(key, sound), samples };
  };

  it('gives back what it was given, as a WAV file anything can play', async () => {
    const { clip, samples } = await put(A, 20);
    expect(await clips.get(A)).toEqual(clip);
    expect(clip).toEqual({
      key: A,
      path: path.join(folder, 'clips', A.slice(0, 2), `${A}.wav`),
      sha256: await hashFile(clip.path),
      sampleRateHz: 16_000,
      sampleCount: 1601,
      firstSample: 5,
      endSample: 1500,
      words: WORDS,
    });
    expect(parseWav(await readFile(clip.path))).toEqual({ samples, sampleRateHz: 16_000, repairs: [] });
    expect((await readFile(clip.path)).readUInt32LE(4) + 8).toBe((await stat(clip.path)).size);
  });

  it('has nothing it was not given', async () => {
    expect(await clips.get(A)).toBeUndefined();
    expect(await clips.has(A)).toBe(false);
    await expect(clips.get('../../etc/passwd')).rejects.toMatchObject({ code: 'E_BUG' });
  });

  it('finds every single flipped bit, and makes nothing of the entry', async () => {
    const { clip } = await put(A, 20);
    const good = await readFile(clip.path);
    for (let nth = 0; nth < 64; nth += 1) {
      const bad = Buffer.from(good);
      const bit = Math.floor((nth / 64) * good.length * 8) + (nth % 8);
      bad[bit >> 3] = (bad[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await writeFile(clip.path, bad);
      expect([bit, await clips.has(A)]).toEqual([bit, false]);
      expect([bit, await clips.get(A)]).toEqual([bit, undefined]);
      await expect(stat(clip.path)).rejects.toThrow();
    }
    expect(findings).toHaveLength(64);
    expect(new Set(findings.map(({ code }) => code))).toEqual(new Set(['W_CACHE_CORRUPT']));
    expect(findings.every(({ message }) => message.includes(A))).toBe(true);
  });

  it('finds entries that were cut, emptied, filled with zeros or swapped', async () => {
    const { clip: a } = await put(A, 20);
    const good = await readFile(a.path);
    for (const bad of [good.subarray(0, 900), good.subarray(0, -1), Buffer.alloc(0), Buffer.alloc(good.length)]) {
      await writeFile(a.path, bad);
      expect(await clips.get(A)).toBeUndefined();
    }
    const { clip: b } = await put(B, 30);
    await put(A, 20);
    await rename(b.path, a.path);
    expect(await clips.get(A)).toBeUndefined();
    expect(findings.at(-1)?.message).toContain(`it belongs to key ${B}`);
  });

  it('sweeps what is neither named nor used since it was opened', async () => {
    await put(A, 20);
    await put(B, 30);
    await put(C, 40);
    const later = openClipCache(path.join(folder, 'clips'), () => undefined);
    await later.get(B);
    const { removedCount, freedBytes } = await later.sweep(new Set([A]), new Date(Date.now() + 1000));
    expect(removedCount).toBe(1);
    expect(freedBytes).toBeGreaterThan(3200);
    expect(await Promise.all(KEYS.map((key) => later.has(key)))).toEqual([true, true, false]);
  });
});
