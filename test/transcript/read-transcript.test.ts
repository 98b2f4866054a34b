import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { Programme } from '../../src/model/article.js';
import { readProgrammeTranscript } from '../../src/transcript/read-programme-transcript.js';
import { readTranscript } from '../../src/transcript/read-transcript.js';

/** SubRip of one cue, whatever its bytes. */
function srtOf(said: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('1\n00:00:01,000 --> 00:00:02,000\n'), said, Buffer.from('\n')]);
}

describe('readTranscript', () => {
  it('reads WebVTT with notes, ids, settings, voices, markup and references', () => {
    const text = `\uFEFFWEBVTT - made elsewhere\r
\r
NOTE nothing to hear\r
\r
STYLE\r
::cue { color: red }\r
\r
intro\r
00:01.000 --> 00:02.500 align:start line:0\r
<v.loud Ada Marsh>Fish &amp; <b>chips</b>,<00:00:01.500> &lt;please&gt;</v>\r
\r
01:00:00.000 --> 01:00:01.000\r
two\r
lines\r
`;
    expect(readTranscript(text, { format: 'vtt', language: 'en' })).toEqual({
      language: 'en',
      cues: [
        { startMs: 1000, endMs: 2500, text: 'Fish & chips, <please>', speaker: 'Ada Marsh', words: [] },
        { startMs: 3_600_000, endMs: 3_601_000, text: 'two lines', words: [] },
      ],
    });
  });

  it('reads SubRip, sorts it, and leaves what is no markup as it stands', () => {
    const text =
      '2\n00:00:05,000 --> 00:00:06,000\n<i>later</i>, 3 < 4\n\n1\n00:00:01.000 --> 00:00:02,000\nfirst & foremost\n';
    expect(
      readTranscript(text, { format: 'srt', language: 'de' }).cues.map(({ startMs, text: shown }) => [startMs, shown]),
    ).toEqual([
      [1000, 'first & foremost'],
      [5000, 'later, 3 < 4'],
    ]);
  });

  const vtt = (...cues: readonly string[]) => `WEBVTT\n\n${cues.join('\n\n')}\n`;
  const at = (from: string, to: string, ...lines: readonly string[]) =>
    `00:00:${from} --> 00:00:${to}\n${lines.join('\n')}`;
  const THREE_PHRASES = ['we will go', 'to the pier', 'and come back'];

  it.each<[string, string, readonly string[]]>([
    [
      'two lines, with cues of 10 ms between, as video sites make them',
      vtt(
        at('01.000', '03.000 align:start position:0%', ' ', 'we<00:00:01.400><c> will</c><c> go</c>'),
        at('03.000', '03.010', 'we will go', ' '),
        at('03.010', '05.000', 'we will go', 'to<00:00:03.900><c> the pier</c>'),
        at('05.000', '05.010', 'to the pier', ' '),
        at('05.010', '07.000', 'to the pier', 'and<00:00:05.900><c> come back</c>'),
        at('07.000', '07.010', 'and come back', ' '),
      ),
      THREE_PHRASES,
    ],
    [
      'three lines that move up',
      vtt(
        at('01.000', '02.000', 'we will go'),
        at('02.000', '03.000', 'we will go', 'to the pier'),
        at('03.000', '04.000', 'we will go', 'to the pier', 'and come back'),
        at('04.000', '05.000', 'to the pier', 'and come back', 'at night'),
      ),
      [...THREE_PHRASES, 'at night'],
    ],
    [
      'a line that grows',
      vtt(at('01.000', '02.000', 'we'), at('02.000', '03.000', 'we will'), at('03.000', '04.000', 'we will go')),
      ['we', 'will', 'go'],
    ],
    [
      'lines joined by a converter',
      vtt(
        at('01.000', '02.000', 'we will go'),
        at('02.000', '03.000', 'we will go to the pier'),
        at('03.000', '04.000', 'to the pier and come back'),
      ),
      THREE_PHRASES,
    ],
    [
      'a phrase that is spoken again later',
      vtt(
        at('01.000', '02.000', 'we will go', 'to the pier'),
        at('02.000', '03.000', 'to the pier', 'and come back'),
        at('09.000', '10.000', 'and come back', 'to the pier'),
        at('10.000', '11.000', 'to the pier', 'we will go'),
      ),
      ['we will go to the pier', 'and come back', 'and come back to the pier', 'we will go'],
    ],
    [
      'a refrain that does not roll',
      vtt(
        at('01.000', '02.000', 'Row, row'),
        at('02.000', '03.000', 'Row, row'),
        at('03.000', '04.000', 'gently'),
        at('04.000', '05.000', 'down the stream'),
        at('05.000', '06.000', 'down the stream we go'),
      ),
      ['Row, row', 'Row, row', 'gently', 'down the stream', 'down the stream we go'],
    ],
  ])('takes each phrase once of %s', (_name, text, phrases) => {
    const { cues } = readTranscript(text, { format: 'vtt', language: 'en' });
    expect(cues.map(({ text: shown }) => shown)).toEqual(phrases);
  });

  it.each<[string, string]>([
    ['{\\an8}Yellow line', 'Yellow line'],
    ['{\\i1}A whisper{\\i0}, then {\\pos(192,40)\\b1}a shout', 'A whisper, then a shout'],
    ['<font color="#ff0" size=3>Fish</font> <c.loud>and</c> <s>chips</s>', 'Fish and chips'],
    ['Two\\NLines\\hhere', 'Two Lines here'],
    ['<00:00:01.500>{not a tag} 3 < 4 > 2', '{not a tag} 3 < 4 > 2'],
    ['{\\an8}\nBelow', 'Below'],
  ])('shows %s without markup', (shown, text) => {
    for (const format of ['srt', 'vtt'] as const) {
      const head = format === 'vtt' ? 'WEBVTT\n\n' : '1\n';
      const written = format === 'vtt' ? shown.replace('3 < 4 > 2', '3 &lt; 4 &gt; 2') : shown;
      const mark = format === 'vtt' ? '.' : ',';
      const { cues } = readTranscript(`${head}00:00:01${mark}000 --> 00:00:02${mark}000\n${written}\n`, {
        format,
        language: 'en',
      });
      expect(cues.map((cue) => cue.text)).toEqual([text]);
    }
  });

  it('names the speaker that a SubRip file made from WebVTT names', () => {
    const text = '1\n00:00:01,000 --> 00:00:02,000\n<v Ada Marsh>Good evening.</v>\n';
    expect(readTranscript(text, { format: 'srt', language: 'en' }).cues).toMatchObject([
      { text: 'Good evening.', speaker: 'Ada Marsh' },
    ]);
  });

  it.each<[string, 'vtt' | 'srt', string, string]>([
    ['a file without header', 'vtt', '00:01.000 --> 00:02.000\nx\n', 'line 1: a WebVTT file starts'],
    ['a time that is none', 'vtt', 'WEBVTT\n\n00:01 --> 00:02.000\nx\n', 'line 3: the time line'],
    ['text without times', 'srt', '1\nhello\n', 'line 1: no time line'],
    ['a cue that ends before it starts', 'srt', '1\n00:00:02,000 --> 00:00:01,000\nx\n', 'line 2: a cue ends before'],
    ['a file without cues', 'vtt', 'WEBVTT\n', 'holds no cue'],
  ])('refuses %s', (_name, format, text, says) => {
    expect(() => readTranscript(text, { format, language: 'en' })).toThrowError(
      expect.objectContaining({ code: 'E_TRANSCRIPT', message: expect.stringContaining(says) }),
    );
  });
});

describe('readProgrammeTranscript', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-transcript-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  async function read(name: string | undefined, content: string | Uint8Array = '') {
    if (name !== undefined) await writeFile(path.join(folder, name), content);
    const warnings: Finding[] = [];
    const programme: Programme = {
      kind: 'programme',
      identity: 'p',
      slug: 'p',
      source: { kind: 'programme', location: 'audio/programmes/p.yaml', sha256: '0'.repeat(64) },
      title: 'P',
      authors: [],
      language: 'en',
      tags: [],
      provenance: {},
      options: {},
      audioPath: path.join(folder, 'p.mp3'),
      description: '',
      chapters: [],
      isAiNarrated: false,
      ...(name !== undefined && { transcriptPath: path.join(folder, name) }),
    };
    const timeline = { durationMs: 10_000, sampleRateHz: 1000, sampleCount: 10_000, items: [] };
    const transcript = await readProgrammeTranscript({
      programme,
      timeline,
      warn: (finding) => warnings.push(finding),
    });
    return { transcript, warnings };
  }

  it('is nothing for a programme that came without one', async () => {
    expect(await read(undefined)).toEqual({ transcript: undefined, warnings: [] });
  });

  it('keeps what lies within the recording and says what does not', async () => {
    const { transcript, warnings } = await read(
      'late.vtt',
      'WEBVTT\n\n00:09.000 --> 00:12.000\nlast\n\n00:11.000 --> 00:12.000\ntoo late\n',
    );
    expect(transcript?.cues).toEqual([{ startMs: 9000, endMs: 10_000, text: 'last', words: [] }]);
    expect(warnings).toMatchObject([{ code: 'W_TRANSCRIPT_LATE', place: { file: 'audio/programmes/late.vtt' } }]);
  });

  const SAID = 'The café opens – at last – for €5.';
  const CUE = `1\n00:00:01,000 --> 00:00:02,000\n${SAID}\n`;
  const utf16 = (bytes: Buffer, isBig: boolean): Buffer => (isBig ? Buffer.from(bytes).swap16() : bytes);
  it.each<[string, Uint8Array, string, readonly string[]]>([
    ['mark.srt', Buffer.from(`\uFEFF${CUE}`), SAID, []],
    ['le.srt', utf16(Buffer.from(`\uFEFF${CUE}`, 'utf16le'), false), SAID, []],
    ['be.srt', utf16(Buffer.from(`\uFEFF${CUE}`, 'utf16le'), true), SAID, []],
    ['unmarked.srt', Buffer.from(CUE, 'utf16le'), SAID, []],
    [
      'windows.srt',
      srtOf(Buffer.from('The caf\xe9 opens \x96 at last \x96 for \x805.', 'latin1')),
      SAID,
      ['W_ENCODING'],
    ],
    [
      'flaw.srt',
      srtOf(Buffer.concat([Buffer.from(`${'é'.repeat(20)} caf`), Buffer.from([0xe9, 0x21])])),
      `${'é'.repeat(20)} café!`,
      ['W_ENCODING'],
    ],
  ])('reads %s in the encoding its bytes show', async (name, bytes, text, codes) => {
    const { transcript, warnings } = await read(name, bytes);
    expect(transcript?.cues.map((cue) => cue.text)).toEqual([text]);
    expect(warnings.map(({ code, place }) => [code, place?.file])).toEqual(
      codes.map((code) => [code, `audio/programmes/${name}`]),
    );
  });

  it.each<[string, string | Uint8Array, string]>([
    ['text.docx', 'x', 'neither a .vtt nor a .srt'],
    [
      'windows-1251.srt',
      srtOf(Buffer.from('Íî÷íîé ïàðîì èä¸ò ÷åðåç ìîñò â ãîðîä', 'latin1')),
      'nothing tells what its bytes',
    ],
    ['other.vtt', 'WEBVTT\n\n00:11.000 --> 00:12.000\nx\n', 'after the recording has ended'],
  ])('refuses %s and names the file', async (name, content, says) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code: 'E_TRANSCRIPT',
      message: expect.stringContaining(says),
      place: { file: `audio/programmes/${name}` },
    });
  });
});
