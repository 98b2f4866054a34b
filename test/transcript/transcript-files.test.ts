import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Transcript } from '../../src/model/transcript.js';
import { toOneLine } from '../../src/model/text.js';
import { parseCues } from '../../src/transcript/formats/timed-text.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';
import { transcriptFiles } from '../../src/transcript/transcript-files.js';
import { sampleEpisode } from '../feed/sample-show.js';

const DIALOGUE: Transcript = {
  language: 'en',
  cues: [
    {
      startMs: 1000,
      endMs: 4000,
      text: 'Is 3 < 4 & 5 --> 6?',
      speaker: 'Ada "A" Marsh',
      utteranceId: 'u-1',
      blockId: 'b1',
      words: [],
    },
    {
      startMs: 4200,
      endMs: 9200,
      text: 'Certainly, and the harbour master has said so at every meeting of the board since the spring.',
      speaker: 'Jón',
      utteranceId: 'u-2',
      blockId: 'b2',
      words: [],
    },
    {
      startMs: 3_605_000,
      endMs: 3_606_000,
      text: 'Good.',
      speaker: 'Jón',
      utteranceId: 'u-3',
      blockId: 'b2',
      words: [{ text: 'Good.', startMs: 3_605_100, endMs: 3_605_900 }],
    },
  ],
};

function write(transcript: Transcript): Record<string, string> {
  const files = transcriptFiles({ episode: sampleEpisode({ transcript }) });
  return Object.fromEntries(
    files.map((file) => [file.path.split('.').at(-1), 'content' in file ? String(file.content) : '']),
  );
}

describe('transcriptFiles', () => {
  it('writes every format beside the page, VTT first', () => {
    expect(transcriptFiles({ episode: sampleEpisode() }).map(({ path }) => path)).toEqual(
      ['vtt', 'srt', 'json', 'html', 'txt'].map(
        (extension) => `episodes/the-tide-table/transcript-0f1e2d3c.${extension}`,
      ),
    );
  });

  it('writes nothing for an episode without a transcript', () => {
    const { transcript, ...episode } = sampleEpisode();
    expect(transcript?.cues.length).toBeGreaterThan(1);
    expect(transcriptFiles({ episode })).toEqual([]);
  });

  it('names a speaker once where the narrator says the name after the quotation', () => {
    const quote = { speaker: 'Ada Marsh', blockId: 'b1', words: [] };
    const files = write({
      language: 'en',
      cues: [
        { ...quote, startMs: 0, endMs: 1000, text: 'It rained.' },
        { ...quote, startMs: 1000, endMs: 2000, text: 'Then it stopped.' },
        { startMs: 2000, endMs: 3000, text: 'Ada Marsh', blockId: 'b1', isAttribution: true, words: [] },
        { ...quote, startMs: 3000, endMs: 4000, text: 'And again.', blockId: 'b2' },
      ],
    });
    expect(files['txt']).toBe('It rained. Then it stopped.\n\nAda Marsh\n\nAda Marsh: And again.\n');
    expect(files['html']?.match(/Ada Marsh/gu)).toHaveLength(2);
    expect(files['srt']?.match(/^.*(?:Ada|rained|again).*$/gmu)).toEqual([
      'It rained.',
      'Ada Marsh',
      'Ada Marsh: And again.',
    ]);
    expect(files['vtt']).toContain('<v Ada Marsh>It rained.');
  });

  it('writes WebVTT with ids, voices, escapes and lines of 65 characters at most', () => {
    expect(write(DIALOGUE)['vtt']).toBe(
      `WEBVTT

u-1
00:00:01.000 --> 00:00:04.000
<v Ada "A" Marsh>Is 3 &lt; 4 &amp; 5 --&gt; 6?

u-2
00:00:04.200 --> 00:00:09.200
<v Jón>Certainly, and the harbour master has said so at every meeting of
the board since the spring.

u-3
01:00:05.000 --> 01:00:06.000
<v Jón>Good.
`,
    );
  });

  it('writes SubRip in cards of two lines of 32 characters, and names a speaker at each change', () => {
    expect(write(DIALOGUE)['srt']).toBe(
      `1
00:00:01,000 --> 00:00:04,000
Ada "A" Marsh: Is 3 < 4 & 5 → 6?

2
00:00:04,200 --> 00:00:07,225
Jón: Certainly, and the harbour
master has said so at every

3
00:00:07,225 --> 00:00:09,200
meeting of the board since the
spring.

4
01:00:05,000 --> 01:00:06,000
Good.
`,
    );
  });

  it('writes JSON segments in seconds, with words where they are timed', () => {
    expect(JSON.parse(write(DIALOGUE)['json'] ?? '')).toEqual({
      version: '1.0.0',
      segments: [
        { speaker: 'Ada "A" Marsh', startTime: 1, endTime: 4, body: 'Is 3 < 4 & 5 --> 6?' },
        { speaker: 'Jón', startTime: 4.2, endTime: 9.2, body: DIALOGUE.cues[1]?.text },
        {
          speaker: 'Jón',
          startTime: 3605,
          endTime: 3606,
          body: 'Good.',
          words: [{ startTime: 3605.1, endTime: 3605.9, body: 'Good.' }],
        },
      ],
    });
  });

  it('writes HTML of cite, time and p in pure ASCII, and text by source block', () => {
    const { html = '', txt = '' } = write(DIALOGUE);
    expect(html).toBe(
      `<cite>Ada &quot;A&quot; Marsh:</cite>
<time>0:01</time>
<p>Is 3 &lt; 4 &amp; 5 --&gt; 6?</p>
<cite>J&#243;n:</cite>
<time>0:04</time>
<p>Certainly, and the harbour master has said so at every meeting of the board since the spring. Good.</p>
`,
    );
    expect(txt).toBe(
      `Ada "A" Marsh: Is 3 < 4 & 5 --> 6?

Jón: Certainly, and the harbour master has said so at every meeting of the board since the spring. Good.
`,
    );
  });

  it.each(TRANSCRIPT_FORMATS)(
    'reads back the $extension it writes: words, times and names',
    ({ write: toFile, read }) => {
      const reading = read(toFile(DIALOGUE));
      const letters = (text: string) => text.replace(/[^\p{L}]+/gu, '');
      const words = letters(DIALOGUE.cues.map(({ text }) => text).join(''));
      const names = reading.speakers.length > 0 ? [] : ['AdaAMarsh', 'Jón'];
      expect(names.reduce((text, name) => text.replace(name, ''), letters(reading.text))).toBe(words);
      expect(reading.faults).toEqual([]);
      expect(reading.cues.at(-1)?.endMs ?? 3_606_000).toBe(3_606_000);
    },
  );

  it('starts an SRT card when its first word is heard', () => {
    const text = 'one two three four five six seven eight nine ten eleven twelve thirteen';
    const words = text
      .split(' ')
      .map((word, index) => ({ text: word, startMs: 1000 + index * 1000, endMs: 1900 + index * 1000 }));
    const { srt = '' } = write({ language: 'en', cues: [{ startMs: 1000, endMs: 14_000, text, words }] });
    expect(parseCues(srt, 'srt').cues.map((cue) => [cue.startMs, cue.endMs, cue.text])).toEqual([
      [1000, 12_000, 'one two three four five six seven eight nine ten eleven'],
      [12_000, 14_000, 'twelve thirteen'],
    ]);
  });

  it('keeps every text whole and every time in order, whatever the text', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.string({
        unit: fc.constantFrom('-', '>', '<', '&', ' ', '\n', '1', 'é', '👩‍👩‍👧', '漢', '\u202e', '\u0000', 'amp;'),
        maxLength: 120,
      }),
    );
    fc.assert(
      fc.property(fc.array(nasty, { minLength: 1, maxLength: 4 }), (texts) => {
        const cues = texts
          .map((text) => toOneLine(text))
          .filter((text) => text !== '')
          .map((text, index) => ({ startMs: index * 500, endMs: index * 500 + 400, text, words: [] }));
        const { vtt = '', srt = '', json = '' } = write({ language: 'en', cues });
        const wanted = cues.map(({ text }) => text).join('');
        const same = (text: string) => text.replace(/\s+/gu, '');
        // What SubRip has no escape for is written as characters of the same shape.
        // An arrow may come to stand behind the dash that ended the cue before it.
        const asWritten = (text: string) =>
          text
            .replace(/‹/gu, '<')
            .replace(/›/gu, '>')
            .replace(/-*(?:-->|→)/gu, '→');
        for (const [format, text] of [
          ['vtt', vtt],
          ['srt', srt],
        ] as const) {
          if (cues.length === 0) continue;
          expect(parseCues(text, format).faults).toEqual([]);
        }
        expect(
          same(
            parseCues(vtt, 'vtt')
              .cues.map(({ text }) => text)
              .join(''),
          ),
        ).toBe(same(wanted));
        const cards = parseCues(srt, 'srt')
          .cues.map(({ text }) => text)
          .join('');
        expect(asWritten(same(cards))).toBe(asWritten(same(wanted)));
        if (json !== '')
          expect(JSON.parse(json).segments.map(({ body }: { body: string }) => body)).toEqual(
            cues.map(({ text }) => text),
          );
        const lines = vtt.split('\n').filter((line) => !line.includes('-->'));
        expect(
          lines.filter(
            (line) =>
              line.replace(/&(?:amp|lt|gt);/gu, 'x').length > 65 && [...new Intl.Segmenter().segment(line)].length > 1,
          ),
        ).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});
