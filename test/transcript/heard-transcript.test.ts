import { describe, expect, it } from 'vitest';
import type { Cue } from '../../src/model/transcript.js';
import { TRANSCRIPT_FORMATS } from '../../src/transcript/formats/index.js';
import { transcriptFiles } from '../../src/transcript/transcript-files.js';
import { sampleEpisode } from '../feed/sample-show.js';

/** A cue of a text in which `~…~` is crossed out, with a time for every word. */
function cueOf(marked: string): Cue {
  const struck: { start: number; end: number }[] = [];
  let text = '';
  for (const [index, part] of marked.split('~').entries()) {
    if (index % 2 === 1) struck.push({ start: text.length, end: text.length + part.length });
    text += part;
  }
  const words = text.split(' ').map((word, index) => ({ text: word, startMs: index * 100, endMs: index * 100 + 90 }));
  const links = [{ start: 0, end: 3, href: 'https://example.org/' }];
  return { startMs: 0, endMs: 5000, text, speaker: 'Ada', utteranceId: 'u-1', struck, links, words };
}

function filesOf(cue: Cue): Readonly<Record<string, string>> {
  const files = transcriptFiles({ episode: sampleEpisode({ transcript: { language: 'en', cues: [cue] } }) });
  return Object.fromEntries(
    files.map((file) => [file.path.split('.').at(-1) ?? '', 'content' in file ? String(file.content) : '']),
  );
}

function lettersOf(text: string): string {
  return text.replace(/[^\p{L}\p{N}]+/gu, '');
}

describe('what is crossed out', () => {
  it.each([
    ['The bill was ~12~ 13 pounds.', 'The bill was 13 pounds.', ['The', 'bill', 'was', '13', 'pounds.']],
    ['Room 1~2~3 is left.', 'Room 13 is left.', ['Room', '13', 'is', 'left.']],
    ['It opens ~daily~.', 'It opens.', ['It', 'opens', '.']],
    ['~Old~ New piers stand.', 'New piers stand.', ['New', 'piers', 'stand.']],
    ['A ~b~ c ~d e~ f', 'A c f', ['A', 'c', 'f']],
    ['(~never~) He said “~no~ yes”.', '() He said “yes”.', ['()', 'He', 'said', '“', 'yes”.']],
    ['Nothing is struck.', 'Nothing is struck.', ['Nothing', 'is', 'struck.']],
  ])('is in no file of the transcript, for nobody says it: %s', (marked, heard, words) => {
    const files = filesOf(cueOf(marked));
    for (const { extension, read } of TRANSCRIPT_FORMATS) {
      const said = read(files[extension] ?? '').text.replace(/^Ada:/u, '');
      expect([extension, lettersOf(said)]).toEqual([extension, lettersOf(heard)]);
    }
    expect(files['vtt']).toContain(`<v Ada>${heard}\n`);
    const [segment] = (JSON.parse(files['json'] ?? '') as { segments: { words: { body: string }[] }[] }).segments;
    expect(segment?.words.map(({ body }) => body)).toEqual(words);
  });

  it('leaves no caption where all of a sentence is', () => {
    expect(filesOf(cueOf('~All of it.~'))).toEqual({});
  });
});
