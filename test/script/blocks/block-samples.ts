import type { Span } from '../../../src/model/article.js';
import type { BlockWithoutId } from '../sample-article.js';

/** Ten passages of each kind as editors write them; every name and number is made up. */
export const BLOCK_SAMPLES: Readonly<Record<string, readonly BlockWithoutId[]>> = {
  paragraph: [
    'The harbour board said on Monday that 1,250 ships had passed, up 12.5% on 2019.',
    'Dr. A. Brandt and Prof. Li met at 9 a.m. in St. Anders. They left at noon.',
    '“We waited,” said Jo Hale. “Then it opened!” Nobody had slept.',
    'The bill, $5.2bn, was paid in the 1990s; a third came from the EU, the rest — some £3m — from donors.',
    'Did it work? Yes! It did... for a while. No. 5 quay stayed shut.',
    'Temperatures fell to −7 °C overnight, vs. 3 °C a year before, i.e. ten degrees less.',
  ]
    .map((text): BlockWithoutId => ({ kind: 'paragraph', spans: t(text) }))
    .concat([
      {
        kind: 'paragraph',
        spans: [
          { text: 'Read ' },
          { text: 'the full report', href: 'https://reports.example/harbour?id=7' },
          { text: ' or write to ' },
          { text: 'desk@lantern.example', href: 'https://lantern.example/contact' },
          { text: '.' },
        ],
      },
      {
        kind: 'paragraph',
        spans: [
          { text: 'Traffic doubled' },
          { text: '1', footnoteRef: '1' },
          { text: ' within a year [2, 3] (Hale et al., 2020).' },
        ],
      },
      {
        kind: 'paragraph',
        spans: [
          { text: 'As the captain put it, ' },
          { text: 'la mer est toujours la plus forte', lang: 'fr', emphasis: 'em' },
          { text: ', and turned back.' },
        ],
      },
      {
        kind: 'paragraph',
        spans: [
          { text: 'And the winner is' },
          { text: '', pauseMs: 1200 },
          { text: ' the tugboat ' },
          { text: '(see the picture above) ', audio: 'skip' },
          { text: 'Marit' },
          { text: 'with two T’s in the old spelling', audio: 'only' },
          { text: '.' },
        ],
      },
    ]),
  heading: [
    'The long wait',
    'What happens next?',
    '1. Background',
    'Q&A',
    '2024: a year of storms',
    'Part III',
    'COSTS AND BENEFITS',
    '“Nobody slept”',
    'Budget ($5.2bn)',
    'See also [4]',
  ].map((text, index): BlockWithoutId => ({
    kind: 'heading',
    level: 2 + (index % 3),
    spans: t(text),
    anchor: `h${index + 1}`,
  })),
  list: [
    list(false, ['Salt', 'Flour', 'Water']),
    list(true, ['Open the gate', 'Wait for the tide', 'Sail']),
    list(true, ['Ninth step.', 'Tenth step.'], 9),
    list(false, ['First, check the ropes. Then the knots.', 'Call Mr. Hale at 5 p.m.']),
    list(false, ['Fruit', '- Apples', '- Pears', 'Bread']),
    list(true, ['Cast off', '- bow first', '- then stern', 'Go']),
    list(false, ['£3m for quays', '€1.50 a ticket', '12.5% more traffic']),
    list(false, ['Is it safe?', 'Is it cheap?', 'Neither!']),
    list(false, ['Only one']),
    {
      kind: 'list',
      isOrdered: false,
      start: 1,
      items: [{ depth: 0, spans: [{ text: 'The report', href: 'https://r.example/' }, { text: ' of 3 May 2021' }] }],
    },
  ],
  quote: [
    quote(['We waited for three weeks.']),
    quote(['We waited for three weeks.'], 'Jo Hale'),
    quote(['First we heard the horn.', 'Then we saw the lights.'], 'Captain Ada Brandt, of the tug Marit'),
    quote(['It was cold. It was dark. It was home.'], 'Old song'),
    quote(['“Never again,” she wrote.']),
    quote(['The sea gives. — Jo Hale'], 'Jo Hale'),
    quote(['Of 100 ships, 97 came back.'], 'Harbour board, 1921'),
    { kind: 'quote', lang: 'de', paragraphs: [t('Am 3. Oktober kam das Schiff.')], speaker: 'K. Weber' },
    quote(['No comment']),
    quote(['See [3].'], 'Report'),
  ],
  figure: [
    { kind: 'figure', caption: t('The pier at dawn'), alt: 'A pier' },
    { kind: 'figure', alt: 'Two tugs pull a tanker through fog' },
    { kind: 'figure', alt: '' },
    { kind: 'figure', src: 'https://img.example/IMG_2041.jpg' },
    {
      kind: 'figure',
      caption: [{ text: 'Photo: ' }, { text: 'Jo Hale', href: 'https://hale.example/' }, { text: ' / Lantern' }],
    },
    { kind: 'figure', caption: t('Traffic rose 12.5% in 2021. Source: harbour board.') },
    { kind: 'figure', caption: t('…'), alt: 'A chart of monthly traffic' },
    { kind: 'figure', caption: t('Fig. 3: the lock, seen from St. Anders') },
    { kind: 'figure', audio: 'skip', caption: t('Buy this print') },
    { kind: 'figure', lang: 'fr', caption: t('Le port au matin') },
  ],
  table: [
    table(
      'summary',
      'Traffic by year',
      ['Year', 'Ships'],
      [
        ['2020', '800'],
        ['2021', '1,250'],
      ],
    ),
    table(
      'rows',
      'Traffic by year',
      ['Year', 'Ships'],
      [
        ['2020', '800'],
        ['2021', '1,250'],
      ],
    ),
    table('skip', 'Traffic by year', ['Year', 'Ships'], [['2020', '800']]),
    table('summary', undefined, [], [['a', 'b']]),
    table(
      'rows',
      undefined,
      [],
      [
        ['Captain', 'Ada Brandt'],
        ['Mate', 'Jo Hale'],
      ],
    ),
    table(
      'rows',
      'Fares',
      ['Class', 'Single', 'Return'],
      [
        ['First', '€12.50', '€20'],
        ['Second', '', '€9'],
      ],
    ),
    table('summary', 'Fares.', ['Class', 'Single', 'Return'], [['First', '€12.50', '€20']]),
    table(
      'rows',
      'Tides',
      ['Day', 'High', 'Low'],
      [
        ['3 May', '6:10 a.m.', '12:25 p.m.'],
        ['4 May', '6:55 a.m.', '—'],
      ],
    ),
    table('summary', 'Who sailed', ['Name'], [['A'], ['B'], ['C']]),
    table('rows', 'Empty', ['Name'], []),
  ],
  code: [
    { kind: 'code', language: 'ts', code: 'const a = 1;\nconst b = 2;\n' },
    { kind: 'code', code: 'hello' },
    { kind: 'code', language: 'c++', code: 'int main() {\n  return 0;\n}' },
    { kind: 'code', language: 'bash', code: 'npm ci\n' },
    { kind: 'code', language: 'text', code: 'a\nb' },
    { kind: 'code', language: 'elixir', code: 'IO.puts 1' },
    { kind: 'code', language: 'sql {highlight=2}', code: 'select *\nfrom ships\nwhere id = 7;' },
    { kind: 'code', language: 'py', lang: 'de', code: 'print(1)\nprint(2)' },
    { kind: 'code', language: 'yaml', lang: 'ru', code: 'a: 1\nb: 2\nc: 3\nd: 4\ne: 5' },
    { kind: 'code', language: 'js', code: '\n' },
  ],
  math: ['E = mc^2', '\\frac{a}{b}', 'x', '\\sum_{i=1}^n i', 'a^2 + b^2 = c^2', '\\pi', '1', '\\alpha', 'f(x)', ''].map(
    (tex): BlockWithoutId => ({ kind: 'math', tex }),
  ),
  footnote: [
    'See the annual report.',
    'Hale, J. (2020), p. 12.',
    'https://reports.example/harbour',
    'Figures for 2021 are provisional. They may change.',
    'Ibid.',
    'The board’s own count was 1,248.',
    'Not counting tugs',
    'At 9 a.m. local time.',
    '“Quay” is said “key”.',
    'Personal communication, 3 May 2021.',
  ].map((text, index): BlockWithoutId => ({ kind: 'footnote', label: String(index + 1), spans: t(text) })),
  aside: [
    'This article was first published in 2019.',
    'Correction: the lock opened in 1921.',
    'Ada Brandt is the harbour correspondent.',
    'Note: prices include VAT.',
    'Reporting by Jo Hale; editing by K. Weber',
    'The Lantern has no ties to the board.',
    'Listen for the horn at 0:45.',
    'Names have been changed.',
    'Part 2 of 3',
    'Updated at 5 p.m. GMT',
  ].map((text): BlockWithoutId => ({ kind: 'aside', spans: t(text) })),
  embed: [
    { kind: 'embed', title: 'Video: the lock opens', url: 'https://v.example/1' },
    { kind: 'embed', url: 'https://v.example/2' },
    { kind: 'embed', title: 'Post by @hale' },
    { kind: 'embed', title: 'Map of the harbour', url: 'https://m.example/' },
    { kind: 'embed' },
    { kind: 'embed', title: 'Poll' },
    { kind: 'embed', title: 'Podcast: 25:48' },
    { kind: 'embed', title: 'Gallery (12 pictures)' },
    { kind: 'embed', title: 'Sign up' },
    { kind: 'embed', title: 'Chart' },
  ],
};

function t(text: string): readonly Span[] {
  return [{ text }];
}

function list(isOrdered: boolean, lines: readonly string[], start = 1): BlockWithoutId {
  const items = lines.map((line) => ({ depth: line.startsWith('- ') ? 1 : 0, spans: t(line.replace(/^- /u, '')) }));
  return { kind: 'list', isOrdered, start, items };
}

function quote(paragraphs: readonly string[], speaker?: string): BlockWithoutId {
  return { kind: 'quote', paragraphs: paragraphs.map(t), ...(speaker !== undefined && { speaker }) };
}

function table(
  reading: 'skip' | 'rows' | 'summary',
  caption: string | undefined,
  ...[header, rows]: readonly [readonly string[], readonly (readonly string[])[]]
): BlockWithoutId {
  return { kind: 'table', reading, header, rows, ...(caption !== undefined && { caption }) };
}
