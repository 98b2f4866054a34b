import { describe, expect, it } from 'vitest';
import { markPictures, type ShownFigure } from '../../src/chapters/mark-pictures.js';
import type { Chapter } from '../../src/model/chapter.js';
import type { Script, Utterance } from '../../src/model/script.js';
import type { Timeline } from '../../src/model/timeline.js';

type Figure = { readonly alt?: string; readonly caption?: string; readonly anchor?: string };

const SENTENCE_MS = 4300;

/** Strings are blocks, their sentences parted by `|`, a link after `@`; those with `#` are headings and begin chapters. Every sentence takes 4.3 s. */
function mark(parts: readonly (string | Figure)[]) {
  const utterances: Utterance[] = [];
  const figures: ShownFigure[] = [];
  const blockIds = parts.map((_, index) => `b${index}`);
  const starts: number[] = [];
  parts.forEach((part, index) => {
    const blockId = `b${index}`;
    if (typeof part !== 'string') {
      figures.push({ blockId, path: `${blockId}.jpg`, sha256: '', widthPx: 1, heightPx: 1, ...part });
      return;
    }
    const blockKind = part.startsWith('#') ? ('heading' as const) : ('paragraph' as const);
    if (blockKind === 'heading') starts.push(utterances.length);
    for (const display of part.split('|')) {
      const [, text = display, href] = /^(.*?)(?:@(\S+))?$/u.exec(display) ?? [];
      utterances.push({
        ...{
          id: `u${utterances.length}`,
          blockId,
          blockKind,
          role: 'narrator',
          lang: 'en',
          changes: [],
          pauseAfterMs: 0,
        },
        ...{ display: text, spoken: text, links: href === undefined ? [] : [{ text, href, start: 0 }] },
      });
    }
  });
  const durationMs = utterances.length * SENTENCE_MS + 5000;
  const items = utterances.map(({ id }, index) => ({
    ...{
      kind: 'speech' as const,
      utteranceId: id,
      startMs: 200 + index * SENTENCE_MS,
      endMs: 200 + (index + 1) * SENTENCE_MS,
    },
  }));
  const timeline: Timeline = { durationMs, sampleRateHz: 1000, sampleCount: durationMs, items };
  const chapters = starts.map((at, index): Chapter => ({
    ...{ startMs: index === 0 ? 0 : Math.floor((200 + at * SENTENCE_MS) / 1000) * 1000, endMs: durationMs, title: '' },
  }));
  const script: Script = { slug: 's', title: 'S', language: 'en', utterances, sections: [], ledger: [] };
  return markPictures({ timeline, script, chapters, figures, blockIds }).map(
    ({ path, startMs }) => `${path} ${startMs / 1000}`,
  );
}

const LONG = 'One thing.|Two more.|Three of them.|Four by now.|Five in a row.';

describe('the moment a picture is shown', () => {
  it.each<[string, readonly (string | Figure)[], readonly string[]]>([
    ['is the start of the chapter it opens', ['#A', LONG, '#B', { alt: 'Weir' }, LONG], ['b3.jpg 26']],
    ['is that of the sentence after it', ['#A', LONG, { alt: 'Weir' }, 'Next.|Then.', '#B', 'End.'], ['b2.jpg 26']],
    [
      'is that of the paragraph before at the end of a section',
      ['#A', LONG, 'Last.', { alt: 'x' }, '#B', 'C'],
      ['b3.jpg 26'],
    ],
    [
      'is that of the sentence that names its number',
      ['#A', { caption: 'Figure 3: Weir' }, LONG, 'As figure 3 shows.', 'x'],
      ['b1.jpg 26'],
    ],
    [
      'is that of one that writes it out',
      ['#A', { caption: 'Abb. 2: Wehr' }, LONG, 'Siehe Abbildung 2.', 'x'],
      ['b1.jpg 26'],
    ],
    [
      'is not that of another number',
      ['#A', LONG, { caption: 'Figure 3: Weir' }, 'X.', 'Y.', 'As figure 31 shows.'],
      ['b2.jpg 26'],
    ],
    [
      'is that of one that leads to it',
      ['#A', { alt: 'x', anchor: 'f' }, LONG, 'Look here.@https://e.org/a#f', 'x'],
      ['b1.jpg 26'],
    ],
    [
      'is that of one beside it with its rare words',
      ['#A', `${LONG}|Ana Brandt opens the lock.|More.`, { caption: 'Mayor Ana Brandt at the lock' }, 'Next.'],
      ['b2.jpg 26'],
    ],
    ['is the beginning where it stands before everything', [{ alt: 'Pier' }, '#A', LONG], ['b0.jpg 0']],
    [
      'is a little after that of the picture before it',
      ['#A', LONG, { alt: 'x' }, { alt: 'y' }, 'N.|M.|O.'],
      ['b2.jpg 26', 'b3.jpg 29'],
    ],
    [
      'is none where nobody could look at it',
      ['#A', { alt: 'x' }, 'N.', { alt: 'y' }, { alt: 'z' }, { alt: 'w' }, { alt: 'v' }],
      ['b1.jpg 0', 'b3.jpg 4', 'b4.jpg 7', 'b5.jpg 10'],
    ],
    [
      'is that of its first words where no space parts them',
      ['#A', LONG, { alt: '港の堰' }, '港の堰が開く。', '次。'],
      ['b2.jpg 26'],
    ],
  ])('%s', (_what, parts, expected) => {
    expect(mark(parts)).toEqual(expected);
  });
});
