import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../src/model/transcript.js';
import { findFfmpeg, runProgram } from '../../src/run-tool.js';
import { transcriptFiles } from '../../src/transcript/transcript-files.js';
import { sampleEpisode } from '../feed/sample-show.js';

const TRANSCRIPT: Transcript = {
  language: 'en',
  cues: [
    { startMs: 1001, endMs: 4250, text: 'The tide went out at 5 o’clock – and came back.', words: [] },
    {
      startMs: 4500,
      endMs: 9750,
      text: 'Nobody had expected the harbour to be empty for as long as that, least of all the ferry.',
      words: [],
    },
    { startMs: 3_600_000, endMs: 3_601_500, text: 'Größe, 漢字.', words: [] },
  ],
};

describe('our transcripts', () => {
  it.each(['vtt', 'srt'])('are read by ffmpeg: %s', async (format) => {
    const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
    const files = transcriptFiles({ episode: sampleEpisode({ transcript: TRANSCRIPT }) });
    const file = files.find(({ path }) => path.endsWith(format));
    const { exitCode, stdout, stderr } = await runProgram({
      program: ffmpeg.path,
      args: ['-v', 'error', '-f', format === 'vtt' ? 'webvtt' : 'srt', '-i', 'pipe:0', '-f', 'srt', 'pipe:1'],
      stdin: file && 'content' in file ? file.content : '',
      timeoutMs: 30_000,
    });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    const blocks = stdout
      .toString('utf8')
      .trim()
      .split(/\r?\n\r?\n/u)
      .map((block) => block.split(/\r?\n/u).slice(1));
    const words = blocks.map(([, ...lines]) => lines.join(' ')).join(' ');
    expect(words).toBe(TRANSCRIPT.cues.map(({ text }) => text).join(' '));
    expect([blocks[0]?.[0], blocks.at(-1)?.[0]]).toEqual([
      '00:00:01,001 --> 00:00:04,250',
      '01:00:00,000 --> 01:00:01,500',
    ]);
  });
});
