import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseBuffer } from 'music-metadata';
import { badInputsOf, readBadInput } from './corpus.js';
import { changes } from './describe-bad-inputs.js';
import { startSpeechServer, type SpeechServer } from './speech-server.js';
import { buildGoodShow, type GoodShow } from './test-show.js';

/** Added to a published article, it is all the engine is asked for. */
const NEW_SENTENCE = 'Word.';
/** Asked for twice where a second attempt may be better, never where the account is used up. */
const ATTEMPTS: Readonly<Record<string, number>> = { 'audio/json-error-200.mp3': 1 };

/** The same files as recorded programmes: the author can mend them, so a refusal ends with exit code 4. */
const AS_RECORDINGS: Readonly<Record<string, readonly [code: string, says: string]>> = {
  'asf-zero-object.wma': ['E_AUDIO_FORMAT', 'asf is not allowed'],
  'empty.mp3': ['E_AUDIO_DECODE', '0 bytes'],
  'ffconcat.mp3': ['E_AUDIO_FORMAT', 'concat is not allowed'],
  'garbage.mp3': ['E_AUDIO_DECODE', 'garbage.mp3'],
  'hls-network.mp3': ['E_AUDIO_FORMAT', 'hls is not allowed'],
  'hls-playlist.mp3': ['E_AUDIO_FORMAT', 'hls is not allowed'],
  'json-error-200.mp3': ['E_AUDIO_DECODE', 'quota exceeded'],
  'm4a-no-moov.m4a': ['E_AUDIO_DECODE', 'no moov box (an interrupted recording)'],
  'mp3-cut-mid-frame.mp3': ['E_AUDIO_TRUNCATED', 'its last frame is incomplete'],
  'mp3-id3-control-title.mp3': ['', ''],
  'mp3-id3-size-huge.mp3': ['E_AUDIO_DECODE', 'ID3 size 268435455 > file'],
  'mp3-named.wav': ['E_AUDIO_FORMAT', 'is named wav but holds mp3'],
  'mp3-three-frames.mp3': ['E_AUDIO_SHORT', '0.08 s'],
  'ogg-cut.ogg': ['E_AUDIO_DECODE', 'ogg-cut.ogg'],
  'ok-reference.mp3': ['', ''],
  'ok-reference.wav': ['', ''],
  'wav-bits-0.wav': ['E_AUDIO_DECODE', '0 bits'],
  'wav-channels-0.wav': ['E_AUDIO_DECODE', '0 channels'],
  'wav-channels-255.wav': ['E_AUDIO_FORMAT', '255 channels > 2'],
  'wav-datasize-0.wav': ['W_WAV_STREAMED', 'header says 0 '],
  'wav-datasize-4g.wav': ['W_WAV_STREAMED', 'header says 4294967295 '],
  'wav-list-size-lie.wav': ['E_AUDIO_DECODE', 'wav-list-size-lie.wav'],
  'wav-rate-huge.wav': ['E_AUDIO_DECODE', 'sample rate'],
  'wav-silence.wav': ['E_AUDIO', 'is silent: 1.0'],
  'wav-truncated.wav': ['E_AUDIO_TRUNCATED', 'header says 4410 bytes, file has 1000'],
};

let speech: SpeechServer;
let good: GoodShow;
beforeAll(async () => {
  speech = await startSpeechServer();
  good = await buildGoodShow(speech.url);
});
afterAll(async () => {
  speech.close();
  await good.remove();
});

describe('bad audio', () => {
  it.each(badInputsOf('audio').map((entry) => [entry.file, entry] as const))(
    '%s as the answer of an engine is judged before it is kept',
    async (file, entry) => {
      const before = await good.show.published();
      const show = await good.copy();
      const source = (await show.read('articles/z-good.md')).toString('utf8');
      await show.write('articles/z-good.md', `${source}\n${NEW_SENTENCE}\n`);
      speech.takeTexts();
      speech.answer(readBadInput(file));
      const { exitCode, findings, text } = await show.build();
      const asked = speech.takeTexts();
      speech.answer(undefined);
      expect({ exitCode, codes: findings.map(({ code }) => code), text }).toEqual({
        exitCode: entry.exitCode,
        codes: entry.code === '' ? [] : [entry.code],
        text,
      });
      for (const part of entry.says) expect(text).toContain(part);
      const isRefused = entry.result === 'reject';
      expect(asked).toEqual(Array.from({ length: isRefused ? (ATTEMPTS[file] ?? 2) : 1 }, () => NEW_SENTENCE));
      if (isRefused) expect(changes(before, await show.published())).toEqual([]);

      // What was no good was not kept: it is asked for again, and only it.
      const again = await show.build();
      expect([again.exitCode, again.text]).toEqual([0, '']);
      expect(speech.takeTexts()).toEqual(isRefused ? [NEW_SENTENCE] : []);
      await show.remove();
    },
  );

  it.each(badInputsOf('audio').map(({ name }) => [name] as const))('%s as a recorded programme', async (name) => {
    const [code, says] = AS_RECORDINGS[name] ?? ['missing in the table', ''];
    const before = await good.show.published();
    const show = await good.copy();
    await show.write('audio/programmes/talk.yaml', `title: A talk\naudio: ${name}\ndate: 2026-01-05T08:00:00Z\n`);
    await show.write(`audio/programmes/${name}`, readBadInput(`audio/${name}`));
    speech.takeTexts();
    const { exitCode, findings, text } = await show.build();
    // Some are shorter than loudness can be measured of, which is told besides.
    const codes = findings.map((finding) => finding.code).filter((found) => found !== 'W_LOUDNESS');
    expect({ exitCode, codes, text }).toEqual({
      exitCode: code.startsWith('E_') ? 4 : 0,
      codes: code === '' ? [] : [code],
      text,
    });
    expect(text).toContain(says);
    expect(speech.takeTexts()).toEqual([]);
    const published = await show.published();
    if (code.startsWith('E_')) expect(changes(before, published)).toEqual([]);
    else {
      const [, audio] = [...published].find(([file]) => /a-talk-.*\.mp3$/u.test(file)) ?? [];
      expect((await parseBuffer(audio ?? Buffer.of())).common.title).toBe('A talk');
    }
    await show.remove();
  });
});
