import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import { cutClip } from '../../src/site/player/more/clip.js';

const SECONDS = 30;
/** Decoded for comparison. */
const RATE_HZ = 8000;

const folder = mkdtempSync(path.join(os.tmpdir(), 'lector-clip-'));

afterAll(() => rmSync(folder, { recursive: true }));
afterEach(() => void vi.unstubAllGlobals());

/** A tone that rises, so that no part of it is like another. */
function sweep(options: string): Buffer {
  const input = `aevalsrc=exprs=0.3*sin(2*PI*(150*t+20*t*t)):d=${SECONDS}:s=48000`;
  const output = `-reservoir 0 -metadata title=${'long'.repeat(60)} ${options}`;
  // To a file, for what an encoder learns at the end it writes at the beginning.
  const file = path.join(folder, 'sweep.mp3');
  execFileSync('ffmpeg', ['-v', 'error', '-y', '-f', 'lavfi', '-i', input, ...output.split(' '), file]);
  return readFileSync(file);
}

/** Without the tag in which the first frame tells of the file. */
function withoutInfo(file: Buffer): Buffer {
  const at = file.indexOf('Xing');
  return Buffer.concat([file.subarray(0, at), Buffer.alloc(200), file.subarray(at + 200)]);
}

function decode(mp3: Uint8Array): Int16Array {
  const output = `-f s16le -ac 1 -ar ${RATE_HZ} -`.split(' ');
  const pcm = execFileSync('ffmpeg', ['-v', 'error', '-i', '-', ...output], { input: mp3 });
  return new Int16Array(pcm.buffer, pcm.byteOffset, pcm.byteLength / 2);
}

/** A host of one file; how many bytes were fetched of it. */
function host(file: Buffer, hasRanges = true): { readonly fetched: () => number } {
  let fetched = 0;
  vi.stubGlobal('fetch', (_: string, { headers }: { headers: { range: string } }) => {
    const [, from = 0, to = 0] = (/^bytes=(\d+)-(\d+)$/u.exec(headers.range) ?? []).map(Number);
    const body = hasRanges ? file.subarray(from, to + 1) : file;
    fetched += body.byteLength;
    return Promise.resolve(new Response(Uint8Array.from(body), { status: hasRanges ? 206 : 200 }));
  });
  return { fetched: () => fetched };
}

/** The second of the whole at which a part begins, near an expected one: where their samples differ least. */
function placeOf(part: Int16Array, whole: Int16Array, near: number): number {
  const skipped = RATE_HZ / 4;
  let best = { place: 0, difference: Infinity };
  for (let place = Math.round((near - 0.3) * RATE_HZ); place < (near + 0.3) * RATE_HZ; place += 1) {
    let difference = 0;
    for (let at = skipped; at < skipped + 800; at += 1) {
      difference += Math.abs((part[at] ?? 0) - (whole[place + at] ?? 0));
    }
    if (difference < best.difference) best = { place, difference };
  }
  return best.place / RATE_HZ;
}

describe('a clip', () => {
  it.each([
    ['MPEG-1, mono', '-ar 44100 -ac 1 -b:a 96k', 12.345, 15, true],
    ['MPEG-1, stereo', '-ar 48000 -ac 2 -b:a 128k', 0.2, 15, true],
    ['MPEG-2', '-ar 24000 -ac 1 -b:a 48k', 7, 15, true],
    ['of a host that gives no parts of files', '-ar 44100 -ac 1 -b:a 64k', 9.99, 15, false],
    ['near the end', '-ar 44100 -ac 1 -b:a 64k', 26.5, 3.5, true],
  ])('begins and ends where it should: %s', async (_, options, from, seconds, hasRanges) => {
    const file = sweep(options);
    const { fetched } = host(file, hasRanges);
    const clip = Buffer.from(await (await cutClip('a.mp3', from, 15)).arrayBuffer());
    const sound = decode(clip);
    expect(file.includes(clip)).toBe(true);
    expect(Math.abs(sound.length / RATE_HZ - seconds)).toBeLessThan(0.1);
    expect(Math.abs(placeOf(sound, decode(file), from) - from)).toBeLessThan(0.06);
    if (hasRanges) expect(fetched()).toBeLessThan(clip.length + 6000);
  });

  it.each([
    ['a file of variable bitrate', sweep('-q:a 4')],
    ['the same when it does not say so', withoutInfo(sweep('-q:a 4'))],
    ['what is no MP3', Buffer.from('<!doctype html>'.repeat(500))],
  ])('is not cut from %s', async (_, file) => {
    host(file);
    await expect(cutClip('a.mp3', 3, 15)).rejects.toThrow(/VBR|no frame|no MP3/u);
  });
});
