import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../src/model/article.js';
import type { Episode } from '../../src/model/episode.js';
import { present } from '../../src/model/present.js';
import type { Script } from '../../src/model/script.js';
import type { Timeline } from '../../src/model/timeline.js';
import { composeEpisode } from '../../src/notes/compose-episode.js';
import { writeScript } from '../../src/script/write-script.js';
import { completeCues } from '../../src/transcript/complete-cues.js';
import { transcriptFiles } from '../../src/transcript/transcript-files.js';
import { writeTranscript } from '../../src/transcript/write-transcript.js';
import { articleOf, heading, paragraph, scriptContext, type BlockWithoutId } from '../script/sample-article.js';
import { sampleFiles } from './build-sample.js';
import { ARTICLE } from './sample-show.js';

const SENTENCE_MS = 2000;
const TITLE: BlockWithoutId = { kind: 'title', spans: [{ text: 'Harbour reopens' }] };
const struck = (text: string): Span => ({ text, audio: 'skip', isStruck: true });
const link = (text: string, name: string) => ({ text, href: `https://links.example/${name}` });

/** An article as it is published: written, timed at two seconds a sentence, and joined to an episode. */
async function publish(blocks: readonly BlockWithoutId[]): Promise<Episode> {
  const item = articleOf([TITLE, ...blocks]);
  const script = await writeScript(item, scriptContext());
  const timeline = timelineOf(script);
  return composeEpisode({
    item,
    record: { guid: 'g-1', publishedAt: '2025-07-15T07:28:00+03:00', slug: 'harbour' },
    audio: { ...ARTICLE.audio, durationMs: timeline.durationMs },
    chapters: [],
    isExplicit: false,
    transcript: writeTranscript({ timeline, script }),
  });
}

function timelineOf({ utterances }: Script): Timeline {
  const items = utterances.map(({ id }, index) => ({
    kind: 'speech' as const,
    startMs: index * SENTENCE_MS,
    endMs: (index + 1) * SENTENCE_MS - 200,
    utteranceId: id,
  }));
  const durationMs = utterances.length * SENTENCE_MS;
  return { durationMs, sampleRateHz: 1000, sampleCount: durationMs, items };
}

async function pageOf(blocks: readonly BlockWithoutId[]) {
  const { document } = parseHTML(sampleFiles([await publish(blocks)]).get('episodes/harbour/index.html') ?? '');
  const texts = (selector: string) =>
    [...document.querySelectorAll(selector)].map((element) => (element.textContent ?? '').replace(/\s+/gu, ' ').trim());
  /** Each linked sentence with its links in brackets, so that the place of a link is seen. */
  const linked = [...document.querySelectorAll('.transcript .sentence')]
    .filter((sentence) => sentence.querySelector('a'))
    .map((sentence) =>
      sentence.innerHTML.replace(/<a href="https:\/\/links\.example\/([^"]*)">([^<]*)<\/a>/gu, '[$2]($1)'),
    );
  return { texts, linked };
}

describe('the transcript on an episode page', () => {
  it('takes a link for one whose words are partly emphasised', async () => {
    const report = link('the ', 'report');
    const episode = await publish([
      {
        kind: 'paragraph',
        spans: [
          { text: 'See ' },
          report,
          { ...report, text: 'annual', emphasis: 'em' },
          { ...report, text: ' report' },
        ],
      },
    ]);
    expect(episode.links.map(({ text }) => text)).toEqual(['the annual report']);
  });

  it.each<[string, readonly Span[], string]>([
    [
      'inside a sentence',
      [{ text: 'It cost ' }, struck('nine'), { text: ' ten pounds.' }],
      'It cost <s>nine</s> ten pounds.',
    ],
    ['between digits', [{ text: 'Room 1' }, struck('2'), { text: '3 is left.' }], 'Room 1<s>2</s>3 is left.'],
    ['at the start', [struck('Old words'), { text: ' new words.' }], '<s>Old words</s> new words.'],
    [
      'in a link',
      [{ text: 'See ' }, { ...link('a ', 'x') }, { ...struck('b'), ...link('b', 'x') }, { text: ' there.' }],
      'See <a href="https://links.example/x">a </a><a href="https://links.example/x"><s>b</s></a> there.',
    ],
    [
      'not what is only not said',
      [{ text: 'See ' }, { text: 'the map', audio: 'skip' }, { text: ' there.' }],
      'See the map there.',
    ],
  ])('shows what is crossed out so, %s, and says nothing of it', async (_where, spans, html) => {
    const episode = await publish([{ kind: 'paragraph', spans }]);
    const page = sampleFiles([episode]).get('episodes/harbour/index.html') ?? '';
    expect(page).toContain(html);
  });

  it('links the words that are linked and not the same words before them', async () => {
    const { linked } = await pageOf([
      {
        kind: 'paragraph',
        spans: [{ text: 'The report of the board follows the ' }, link('report', 'second'), { text: ' of the crew.' }],
      },
      {
        kind: 'paragraph',
        spans: [link('Oil', 'a'), { text: ' is not ' }, link('oil', 'b'), { text: ', said ' }, link('oil', 'c')],
      },
    ]);
    expect(linked).toEqual([
      'The report of the board follows the [report](second) of the crew.',
      '[Oil](a) is not [oil](b), said [oil](c)',
    ]);
  });

  it('links in the paragraph that has the link when another says the same', async () => {
    const { linked, texts } = await pageOf([
      paragraph('The log is open.'),
      { kind: 'paragraph', spans: [{ text: 'The ' }, link('log', 'log'), { text: ' is open.' }] },
      paragraph('The log is open.'),
    ]);
    expect(linked).toEqual(['The [log](log) is open.']);
    expect(texts('.transcript .sentence').filter((text) => text === 'The log is open.')).toHaveLength(3);
  });

  it('links after a footnote mark, across two sentences, and where white space was folded', async () => {
    const { linked } = await pageOf([
      {
        kind: 'paragraph',
        spans: [
          { text: 'Trade   grew' },
          { text: '[1]', footnoteRef: '1' },
          { text: ' in\nthe ' },
          link('port. The  tide', 'both'),
          { text: ' turned in the port.' },
        ],
      },
    ]);
    expect(linked).toEqual(['Trade grew in the [port.](both)', '[The tide](both) turned in the port.']);
  });

  it('starts an item where the list has one, and not where a sentence begins like one', async () => {
    const item = (text: string, depth = 0) => ({ spans: [{ text }], depth });
    const { texts } = await pageOf([
      heading('Ropes'),
      {
        kind: 'list',
        isOrdered: false,
        start: 1,
        items: [item('Ropes'), item('Check twice. Oil is first.'), item('Oil is first. Then sails.', 1), item('Ropes')],
      },
    ]);
    expect(texts('.transcript h3 .sentence')).toEqual(['Ropes']);
    expect(texts('.said-list .sentence')).toEqual([
      'Ropes',
      'Check twice.',
      'Oil is first.',
      'Oil is first.',
      'Then sails.',
      'Ropes',
    ]);
    expect(texts('.said-list .item')).toEqual(['Ropes', 'Check twice.', 'Oil is first.', 'Ropes']);
  });

  it('knows who was quoted however long the name, and a quotation that is a name', async () => {
    const speaker = 'Marta Lindqvist. Captain of the ferry, and of the harbour choir';
    const { texts } = await pageOf([
      { kind: 'quote', paragraphs: [[{ text: 'We are the clock.' }]], speaker },
      {
        kind: 'quote',
        paragraphs: [[{ text: 'Who is there?' }], [{ text: 'Marta' }], [{ text: 'Come in.' }]],
        speaker: 'Ida',
      },
    ]);
    expect(texts('.said-citation')).toHaveLength(2);
    expect(texts('.said-citation .sentence').join(' ')).toBe(`${speaker} Ida`);
    expect(texts('blockquote .sentence')).toEqual(['We are the clock.', 'Who is there?', 'Marta', 'Come in.']);
    expect(texts('.speaker')).toEqual([]);
  });

  it('names a speaker once in captions when the narrator says a long name after the quotation', async () => {
    const speaker = 'Marta Lindqvist. Captain of the ferry';
    const episode = await publish([{ kind: 'quote', paragraphs: [[{ text: 'We are the clock.' }]], speaker }]);
    const [, srt, , , txt] = transcriptFiles({ episode }).map((file) =>
      'content' in file ? String(file.content) : '',
    );
    expect(srt?.match(/Marta/gu)).toHaveLength(1);
    expect(txt?.match(/Marta/gu)).toHaveLength(1);
  });

  it('keeps the link of a citation that is left out of the text', async () => {
    const { links, transcript } = await publish([
      {
        kind: 'paragraph',
        spans: [{ text: 'Tides rise' }, link(' (Berg et al., 2020)', 'paper'), { text: ' each year.' }],
      },
    ]);
    expect(transcript?.cues.map(({ text }) => text)).toContain('Tides rise each year.');
    expect(links.map(({ text, href }) => [text, href])).toEqual([
      ['(Berg et al., 2020)', 'https://links.example/paper'],
    ]);
  });

  it('reads what was published before cues said more than their block', async () => {
    const item = (text: string, depth = 0) => ({ spans: [{ text }], depth });
    const episode = await publish([
      heading('Ropes'),
      {
        kind: 'paragraph',
        spans: [
          { text: 'Trade  grew' },
          { text: '[1]', footnoteRef: '1' },
          { text: ' in the ' },
          link('port. The\n tide', 'both'),
          { text: ' turned in the ' },
          link('port', 'port'),
          { text: '.' },
        ],
      },
      { kind: 'list', isOrdered: true, start: 1, items: [item('Ropes'), item('Oil. Ropes', 1), item('Ropes')] },
      { kind: 'quote', paragraphs: [[{ text: 'We are the clock.' }], [{ text: 'Marta' }]], speaker: 'Marta' },
      { kind: 'figure', caption: [{ text: 'The pier.' }] },
      paragraph('The end.'),
    ]);
    const cues = episode.transcript?.cues ?? [];
    const published = cues.map(({ startMs, endMs, text, speaker, utteranceId, blockId, words }) => {
      return { startMs, endMs, text, ...present({ speaker, utteranceId, blockId }), words };
    });
    const read = completeCues({ ...episode, transcript: { language: 'en', cues: published } });
    // What led elsewhere is not in the text that was published.
    const known = cues.map((cue) => Object.fromEntries(Object.entries(cue).filter(([name]) => name !== 'marks')));
    expect(JSON.stringify(read.transcript?.cues, null, 1)).toBe(JSON.stringify(known, null, 1));
    expect(completeCues(read)).toBe(read);
  });
});
