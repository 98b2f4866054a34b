import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/model/finding.js';
import type { Programme } from '../../src/model/article.js';
import { readProgrammeTranscript } from '../../src/transcript/read-programme-transcript.js';
import { readTranscript } from '../../src/transcript/read-transcript.js';

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
    expect(readTranscript(text, 'vtt', 'en')).toEqual({
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
    expect(readTranscript(text, 'srt', 'de').cues.map(({ startMs, text: shown }) => [startMs, shown])).toEqual([
      [1000, 'first & foremost'],
      [5000, 'later, 3 < 4'],
    ]);
  });

  it.each<[string, 'vtt' | 'srt', string, string]>([
    ['a file without header', 'vtt', '00:01.000 --> 00:02.000\nx\n', 'line 1: a WebVTT file starts'],
    ['a time that is none', 'vtt', 'WEBVTT\n\n00:01 --> 00:02.000\nx\n', 'line 3: the time line'],
    ['text without times', 'srt', '1\nhello\n', 'line 1: no time line'],
    ['a cue that ends before it starts', 'srt', '1\n00:00:02,000 --> 00:00:01,000\nx\n', 'line 2: a cue ends before'],
    ['a file without cues', 'vtt', 'WEBVTT\n', 'holds no cue'],
  ])('refuses %s', (_name, format, text, says) => {
    expect(() => readTranscript(text, format, 'en')).toThrowError(
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

  it.each<[string, string | Uint8Array, string]>([
    ['text.docx', 'x', 'neither a .vtt nor a .srt'],
    ['bytes.vtt', Buffer.from([0x57, 0xff, 0xfe]), 'cannot be read as UTF-8'],
    ['other.vtt', 'WEBVTT\n\n00:11.000 --> 00:12.000\nx\n', 'after the recording has ended'],
  ])('refuses %s and names the file', async (name, content, says) => {
    await expect(read(name, content)).rejects.toMatchObject({
      code: 'E_TRANSCRIPT',
      message: expect.stringContaining(says),
      place: { file: `audio/programmes/${name}` },
    });
  });
});
