import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Episode } from '../../src/model/episode.js';
import { timeMapPath } from '../../src/model/publication/paths/episode-paths.js';
import { silence } from '../../src/narration/engines/silence.js';
import { decodeAudio, findFfmpeg, id3TagBytes, parseMp3Header } from '../../src/run-tool.js';
import { mapTime, type Spans } from '../../src/site/player/time-map.js';
import { buildWav } from '../../src/sound.js';
import { chooseSeed, makeRandom } from '../e2e/random.js';
import { collect } from '../sound/make-sound.js';
import { CONFIG, makeShow, type TestShow } from './test-show.js';

const WORDS = 'the harbour boat keeps its old time and nobody in town would ever have it changed before winter'.split(
  ' ',
);
const FILE = { sampleRateHz: 22_050, channelCount: 1 } as const;
const CORRECTIONS = 5;

/** Says every text as a noise of its own. */
function noise() {
  const engine = silence();
  return {
    ...engine,
    name: 'noise',
    capabilities: { ...engine.capabilities, isSilent: false },
    speak(request: Parameters<typeof engine.speak>[0]) {
      const random = makeRandom(
        [...request.text].reduce((seed, sign) => Math.imul(seed, 31) + (sign.codePointAt(0) ?? 0), 7),
      );
      const count = request.text.split(' ').length * 4000;
      const samples = Int16Array.from({ length: count }, (_, at) => 9000 * (random() - 0.5) * (1 + Math.sin(at / 700)));
      return Promise.resolve({ words: [], warnings: [], wav: buildWav({ samples, sampleRateHz: 16_000 }) });
    },
  };
}

describe('an episode that is corrected again and again', { timeout: 120_000 }, () => {
  let show: TestShow;
  afterEach(() => show.remove());

  it('keeps its frames, its GUID and its listeners, and every state is whole', async () => {
    const random = makeRandom(chooseSeed());
    const sentence = (): string => {
      const words = Array.from(
        { length: 5 + Math.floor(random() * 8) },
        () => WORDS[Math.floor(random() * WORDS.length)],
      );
      return `Now ${words.join(' ')}.`;
    };
    const options = { engines: { noise } };
    let paragraphs = Array.from({ length: 8 }, () => [sentence(), sentence(), sentence(), sentence()]);
    const write = () =>
      show.write(
        'articles/a.md',
        `---\ntitle: Corrected\ndate: 2026-01-02T08:00:00Z\n---\n\n${paragraphs.map((own) => own.join(' ')).join('\n\n')}\n`,
      );
    show = await makeShow({ 'lector.yaml': CONFIG.replace('counting', 'noise') });
    await write();
    await (await show.open(options)).build();
    const states = [await stateOf(show)];
    const shares: number[] = [];
    for (let count = 0; count < CORRECTIONS; count += 1) {
      const at = Math.floor(random() * paragraphs.length);
      const kind = Math.floor(random() * 3);
      paragraphs = paragraphs.map((own, index) =>
        index === at ? own.toSpliced(1, kind === 0 ? 0 : 1, ...(kind === 1 ? [] : [sentence()])) : own,
      );
      await write();
      const [planned] = (await (await show.open(options)).plan()).rows;
      const { findings } = await (await show.open(options)).build();
      expect(findings.filter(({ code }) => code !== 'W_SOUND_ANEW')).toEqual([]);
      const [before, now] = [states.at(-1), await stateOf(show)];
      if (!before) throw new TypeError('there is a state before');
      states.push(now);
      expect(now.episode.guid).toBe(before.episode.guid);
      const left = new Map<string, number>();
      for (const frame of before.frames) left.set(frame, (left.get(frame) ?? 0) + 1);
      const kept = now.frames.filter((frame) => {
        const rest = left.get(frame) ?? 0;
        left.set(frame, rest - 1);
        return rest > 0;
      });
      shares.push(kept.length / now.frames.length);
      // What was said would change is all that does, as far as sound is concerned.
      const newBytes = now.frames.join('').length - kept.join('').length;
      expect(newBytes).toBeLessThanOrEqual(1.2 * (planned?.changes?.newBytes ?? NaN) + 10_000);
      expect((await (await show.open(options)).check()).filter(({ severity }) => severity === 'error')).toEqual([]);
    }
    expect(shares.toSorted((a, b) => a - b)[Math.floor(CORRECTIONS / 2)]).toBeGreaterThan(0.7);
    // Whoever holds any of the files hears the sentence they heard.
    const last = states.at(-1)?.episode;
    const drifts = states
      .slice(0, -1)
      .flatMap(({ episode }) =>
        driftsOf(episode, last?.earlier?.find(({ audio }) => audio === episode.audio.name)?.spans ?? [], last),
      );
    expect([drifts.length > 60, Math.max(...drifts) <= 2]).toEqual([true, true]);
    const map = timeMapPath(last?.audio.path ?? '', states[0]?.episode.audio.name ?? '');
    expect(JSON.parse(await readFile(path.join(show.root, 'output', map), 'utf8'))).toMatchObject({
      to: last?.audio.name,
    });
  });
});

/** A published episode with the frames of its audio, after both were compared. */
async function stateOf(show: TestShow): Promise<{ episode: Episode; frames: readonly string[] }> {
  const [record] = (await show.manifest()).episodes;
  const file = path.join(show.root, 'output', record?.audio.path ?? '');
  const episode = JSON.parse(await readFile(path.join(path.dirname(file), 'episode.json'), 'utf8')) as Episode;
  const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
  const decoded = await collect(decodeAudio({ ffmpeg, path: file, format: FILE }));
  expect(Math.round((decoded.length * 1000) / FILE.sampleRateHz)).toBe(episode.durationMs);
  // Cues lie where there is sound, pauses where there is none.
  const cues = episode.transcript?.cues ?? [];
  const levelAt = (ms: number) => {
    const at = Math.round((ms * FILE.sampleRateHz) / 1000);
    return Math.max(...decoded.slice(at - 220, at + 220).map(Math.abs));
  };
  const wrong = cues.filter(({ startMs, endMs }) => levelAt(startMs + 60) < 0.01 || levelAt(endMs + 80) > 0.01);
  expect(wrong).toEqual([]);
  const bytes = await readFile(file);
  const frames: string[] = [];
  let at = id3TagBytes(bytes.subarray(0, 10));
  for (let header = parseMp3Header(bytes, at); header; header = parseMp3Header(bytes, at)) {
    frames.push(bytes.toString('latin1', at, at + header.frameBytes));
    at += header.frameBytes;
  }
  return { episode, frames: frames.slice(1) };
}

/** By how many milliseconds each sentence that is still said is missed. */
function driftsOf(before: Episode, spans: Spans, now: Episode | undefined): readonly number[] {
  const starts = new Map(now?.transcript?.cues.map(({ utteranceId, startMs }) => [utteranceId, startMs]));
  return (before.transcript?.cues ?? []).flatMap(({ utteranceId, startMs }) => {
    const found = starts.get(utteranceId);
    return found === undefined ? [] : [Math.abs(mapTime(spans, startMs / 1000) * 1000 - found)];
  });
}
