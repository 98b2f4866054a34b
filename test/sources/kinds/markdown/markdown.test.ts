import { describe, expect, it } from 'vitest';
import { bare, collectOne, onlyArticle } from '../../project.js';

const FRONT = '---\ntitle: T\n---\n\n';

async function blocksOf(body: string): Promise<readonly unknown[]> {
  return bare(onlyArticle(await collectOne('a.md', FRONT + body))).slice(1);
}

describe('Markdown', () => {
  it('takes metadata from front matter and says so', async () => {
    const article = onlyArticle(
      await collectOne(
        'ferry.md',
        [
          '---',
          'title: "The ferry: a history"',
          'standfirst: Two centuries of crossings.',
          'date: 15 Jul, 2025 07:28',
          'updated: 2025-07-16',
          'author: [Ada Byron, Charles Babbage]',
          'lang: en_gb',
          'section: Travel',
          'tags: [ferries, history]',
          'canonical: https://example.org/ferry',
          'id: cms-0042',
          'slug: ferry-history',
          'explicit: no',
          'season: 2',
          'episode: 007',
          'episodeType: bonus',
          'voice: rms',
          'tables: rows',
          'footnotes: end',
          'lexicon:',
          '  SCO: S C O',
          '---',
          '# The ferry: a history',
          '',
          'It sails.',
        ].join('\n'),
      ),
    );
    expect(article).toEqual({
      kind: 'article',
      identity: 'cms-0042',
      aliases: ['https://example.org/ferry'],
      slug: 'ferry-history',
      source: { kind: 'markdown', location: 'articles/ferry.md', sha256: expect.stringMatching(/^[0-9a-f]{64}$/u) },
      title: 'The ferry: a history',
      standfirst: 'Two centuries of crossings.',
      authors: ['Ada Byron', 'Charles Babbage'],
      publishedAt: '2025-07-15T07:28:00Z',
      modifiedAt: '2025-07-16T00:00:00Z',
      language: 'en-GB',
      section: 'Travel',
      tags: ['ferries', 'history'],
      canonicalUrl: 'https://example.org/ferry',
      options: {
        isExplicit: false,
        season: 2,
        episode: 7,
        episodeType: 'bonus',
        voice: 'rms',
        tables: 'rows',
        footnotes: 'end',
        lexicon: { SCO: 'S C O' },
      },
      provenance: {
        title: 'front-matter',
        standfirst: 'front-matter',
        authors: 'front-matter',
        publishedAt: 'front-matter',
        modifiedAt: 'front-matter',
        language: 'front-matter',
        section: 'front-matter',
        tags: 'front-matter',
        canonicalUrl: 'front-matter',
        statedIdentity: 'front-matter',
        statedSlug: 'front-matter',
      },
      blocks: [
        { id: 'b1', kind: 'title', spans: [{ text: 'The ferry: a history' }] },
        { id: 'b2', kind: 'standfirst', spans: [{ text: 'Two centuries of crossings.' }] },
        { id: 'b3', kind: 'paragraph', spans: [{ text: 'It sails.' }], line: 25 },
      ],
      dropped: [{ text: 'The ferry: a history', reason: 'duplicate-headline', line: 23 }],
    });
  });

  it('takes the first heading for the title, else the file name with a warning', async () => {
    const titled = onlyArticle(await collectOne('x.md', '# A *fine* day\n\nText.\n'));
    expect([titled.title, titled.provenance['title'], bare(titled)[0]]).toEqual([
      'A fine day',
      'page',
      { kind: 'title', spans: [{ text: 'A ' }, { text: 'fine', emphasis: 'em' }, { text: ' day' }] },
    ]);
    const untitled = await collectOne('2025-07-15-harbour_reopens.md', 'Text only.\n');
    expect(onlyArticle(untitled).title).toBe('Harbour reopens');
    expect(untitled.warnings.map(({ code }) => code)).toEqual(['W_TITLE']);
  });

  it('keeps headings with their levels and anchors', async () => {
    expect(await blocksOf('## One\n\n### Two {#two}\n\n<h4 id="three">Three</h4>\n\nText.')).toEqual([
      { kind: 'heading', level: 2, spans: [{ text: 'One' }] },
      { kind: 'heading', level: 3, spans: [{ text: 'Two' }], anchor: 'two' },
      { kind: 'heading', level: 4, spans: [{ text: 'Three' }], anchor: 'three' },
      { kind: 'paragraph', spans: [{ text: 'Text.' }] },
    ]);
  });

  it('keeps spans: emphasis, code, links, languages, marks of the author, pauses', async () => {
    const body =
      'Some *soft* and **loud** `code` with a [link](https://example.org/a?b=1), <span lang="fr">bonjour</span>, ' +
      '<span data-audio="skip">silent</span>, <em data-audio="only">heard</em>, ~~gone~~ and 10<sup>6</sup>.\n' +
      'Next[pause 800ms] line  \nand [pause 1.5s] break.';
    expect(await blocksOf(body)).toEqual([
      {
        kind: 'paragraph',
        spans: [
          { text: 'Some ' },
          { text: 'soft', emphasis: 'em' },
          { text: ' and ' },
          { text: 'loud', emphasis: 'strong' },
          { text: ' ' },
          { text: 'code', isCode: true },
          { text: ' with a ' },
          { text: 'link', href: 'https://example.org/a?b=1' },
          { text: ', ' },
          { text: 'bonjour', lang: 'fr' },
          { text: ', ' },
          { text: 'silent', audio: 'skip' },
          { text: ', ' },
          { text: 'heard', emphasis: 'em', audio: 'only' },
          { text: ', ' },
          { text: 'gone', audio: 'skip', isStruck: true },
          { text: ' and 10⁶. Next' },
          { text: '', pauseMs: 800 },
          { text: ' line\nand ' },
          { text: '', pauseMs: 1500 },
          { text: 'break.' },
        ],
      },
    ]);
  });

  it('keeps lists with depth, parted by what cannot stand in a list', async () => {
    expect(await blocksOf('3. One\n   - a\n     - b\n4. Two\n\n   ```sh\n   ls\n   ```\n5. Three\n')).toEqual([
      {
        kind: 'list',
        isOrdered: true,
        start: 3,
        items: [
          { spans: [{ text: 'One' }], depth: 0 },
          { spans: [{ text: 'a' }], depth: 1 },
          { spans: [{ text: 'b' }], depth: 2 },
          { spans: [{ text: 'Two' }], depth: 0 },
        ],
      },
      { kind: 'code', code: 'ls', language: 'sh' },
      { kind: 'list', isOrdered: true, start: 5, items: [{ spans: [{ text: 'Three' }], depth: 0 }] },
    ]);
  });

  it.each([
    ['> First.\n>\n> Second.\n>\n> — Ada Byron, countess', ['First.', 'Second.'], 'Ada Byron, countess'],
    ['> One line\n> on.\n> -- Bob', ['One line on.'], 'Bob'],
    ['<blockquote><p>Said.</p><footer>— <cite>Eve</cite></footer></blockquote>', ['Said.'], 'Eve'],
    ['> No speaker — just a dash.', ['No speaker — just a dash.'], undefined],
  ])('finds who is quoted: %j', async (source, paragraphs, speaker) => {
    expect(await blocksOf(source)).toEqual([
      {
        kind: 'quote',
        paragraphs: paragraphs.map((text) => [{ text }]),
        ...(speaker !== undefined && { speaker }),
      },
    ]);
  });

  it('takes alerts, asides and details for asides', async () => {
    expect(await blocksOf('> [!NOTE]\n> Mind the gap.\n\n<aside>\n\nBeside.\n\n</aside>')).toEqual([
      { kind: 'aside', spans: [{ text: 'Mind the gap.' }] },
      { kind: 'aside', spans: [{ text: 'Beside.' }] },
    ]);
  });

  it('keeps figures with caption, alt text and source', async () => {
    const body = [
      '![A ferry](img/ferry.jpg "The ferry at dawn")',
      '![Old ferry](https://cdn.example.org/old.jpg)\n*As it was.*',
      '<figure><img src="x.png" alt=""><figcaption>Now <em>gone</em>.</figcaption></figure>',
      'Text with ![inline](y.png) picture.',
    ].join('\n\n');
    expect(await blocksOf(body)).toEqual([
      { kind: 'figure', caption: [{ text: 'The ferry at dawn' }], alt: 'A ferry', src: 'articles/img/ferry.jpg' },
      { kind: 'figure', caption: [{ text: 'As it was.' }], alt: 'Old ferry', src: 'https://cdn.example.org/old.jpg' },
      {
        kind: 'figure',
        caption: [{ text: 'Now ' }, { text: 'gone', emphasis: 'em' }, { text: '.' }],
        alt: '',
        src: 'articles/x.png',
      },
      { kind: 'paragraph', spans: [{ text: 'Text with picture.' }] },
      { kind: 'figure', alt: 'inline', src: 'articles/y.png' },
    ]);
  });

  it('marks what is for the eye or the ear alone, by attribute or by a comment before one block', async () => {
    const source =
      '<p data-audio="skip">See below.</p>\n\n<div data-audio="only">\n\nListen.\n\n</div>\n\nBoth <span data-audio="skip">(a)</span>.\n\n' +
      '<!-- audio: skip -->\n\nEye.\n\n<!-- audio: only -->\n\nEar.\n\n<!-- audio: loud -->\n\nLast.';
    expect(
      (await blocksOf(source)).map((block) => {
        const { audio, spans } = block as { audio?: string; spans?: unknown };
        return [audio, spans];
      }),
    ).toEqual([
      ['skip', [{ text: 'See below.' }]],
      ['only', [{ text: 'Listen.' }]],
      [undefined, [{ text: 'Both ' }, { text: '(a)', audio: 'skip' }, { text: '.' }]],
      ['skip', [{ text: 'Eye.' }]],
      ['only', [{ text: 'Ear.' }]],
      [undefined, [{ text: 'Last.' }]],
    ]);
  });

  it('keeps tables, and how the author wants them read', async () => {
    const table = '| Port | Days |\n|---|---|\n| *Oban* | 5 |\n| [Mull](https://m.example) | 7 |';
    const html = '<table data-reading="skip"><caption>C</caption><tr><td>1</td><td>2</td></tr></table>';
    expect(await blocksOf(`<!-- table: rows -->\n\n${table}\n\n${html}`)).toEqual([
      {
        kind: 'table',
        header: ['Port', 'Days'],
        rows: [
          ['Oban', '5'],
          ['Mull', '7'],
        ],
        reading: 'rows',
      },
      { kind: 'table', caption: 'C', header: [], rows: [['1', '2']], reading: 'skip' },
    ]);
  });

  it('keeps code and formulas as they stand', async () => {
    expect(
      await blocksOf(
        '```ts\nlet a = [1];\n\n  a;\n```\n\n    indented\n\n$$\na_1 * b_1 = \\frac{1}{2}\n$$\n\n```math\nx^2\n```',
      ),
    ).toEqual([
      { kind: 'code', code: 'let a = [1];\n\n  a;', language: 'ts' },
      { kind: 'code', code: 'indented' },
      { kind: 'math', tex: 'a_1 * b_1 = \\frac{1}{2}' },
      { kind: 'math', tex: 'x^2' },
    ]);
  });

  it('keeps footnotes with their labels and drops those nothing refers to', async () => {
    const result = await collectOne(
      'a.md',
      `${FRONT}A claim[^src] made.\n\n[^src]: The *source*.\n[^old]: Never used.`,
    );
    const article = onlyArticle(result);
    expect(bare(article).slice(1)).toEqual([
      { kind: 'paragraph', spans: [{ text: 'A claim' }, { text: '1', footnoteRef: 'src' }, { text: ' made.' }] },
      { kind: 'footnote', label: 'src', spans: [{ text: 'The ' }, { text: 'source', emphasis: 'em' }, { text: '.' }] },
    ]);
    expect(article.dropped).toEqual([{ text: 'Never used.', reason: 'unreferenced-footnote', line: 8 }]);
  });

  it('keeps embeds as such, and says why scripts, forms and hidden text are left out', async () => {
    const body =
      '<iframe src="https://video.example/1" title="A film"></iframe>\n\n<script>alert(1)</script>\n\n' +
      '<form><label>Your e-mail</label></form>\n\n<p hidden>Secret.</p>\n\nText.';
    const article = onlyArticle(await collectOne('a.md', FRONT + body));
    expect(bare(article).slice(1)).toEqual([
      { kind: 'embed', url: 'https://video.example/1', title: 'A film' },
      { kind: 'paragraph', spans: [{ text: 'Text.' }] },
    ]);
    expect(article.dropped).toEqual([
      { text: 'alert(1)', reason: 'script', line: 7 },
      { text: 'Your e-mail', reason: 'form', line: 9 },
      { text: 'Secret.', reason: 'hidden-text', line: 11 },
    ]);
  });

  it('hands language and audio marks of a container down to its blocks', async () => {
    expect(await blocksOf('<div data-audio="skip" lang="de">\n\nHallo.\n\n- Eins\n\n</div>\n\nText.')).toEqual([
      { kind: 'paragraph', spans: [{ text: 'Hallo.' }], lang: 'de', audio: 'skip' },
      {
        kind: 'list',
        isOrdered: false,
        start: 1,
        items: [{ spans: [{ text: 'Eins' }], depth: 0 }],
        lang: 'de',
        audio: 'skip',
      },
      { kind: 'paragraph', spans: [{ text: 'Text.' }] },
    ]);
  });

  it('numbers lines as the file does', async () => {
    const article = onlyArticle(await collectOne('a.md', '---\ntitle: T\n---\n\nOne.\n\n## Two\n\nThree.\n'));
    expect(article.blocks.map(({ id, line }) => [id, line])).toEqual([
      ['b1', undefined],
      ['b2', 5],
      ['b3', 7],
      ['b4', 9],
    ]);
  });

  it.each([
    ['A rule first', '---\n\nSome prose here.\n\n---\n\nMore prose.', ['Some prose here.', 'More prose.']],
    ['Windows line ends', '---\r\ntitle: T\r\n---\r\n\r\nSome prose here.\r\n', ['T', 'Some prose here.']],
    ['dots close it', '---\ntitle: T\n...\nSome prose here.', ['T', 'Some prose here.']],
  ])('tells front matter from rules: %s', async (_name, source, texts) => {
    const article = onlyArticle(await collectOne('a.md', source));
    const found = article.blocks.flatMap((block) => ('spans' in block ? block.spans.map(({ text }) => text) : []));
    expect(found).toEqual(expect.arrayContaining(texts));
  });

  it('ignores fields of site generators', async () => {
    const { refused } = await collectOne('a.md', '---\ntitle: T\nlayout: post\nweight: 3\ncategories: [x]\n---\nText.');
    expect(refused).toEqual([]);
  });

  it('reads a body of 21,000 words in seconds', async () => {
    const paragraph = `${'The *ferry* sails at [nine](https://example.org) every day. '.repeat(8)}\n\n`;
    const limits = { maxArticleWords: 200_000 };
    const spentMs = await measureCpu(() => collectOne('long.md', FRONT + paragraph.repeat(300), { limits }));
    expect(spentMs).toBeLessThan(6000);
  });

  it.each(['[', '[a', '*a_', '~a', '[a]', '![', '&#65;', '`a ', '<b>'])(
    'takes time that grows no faster than the text: %s',
    async (piece) => {
      const spend = (count: number): Promise<number> =>
        measureCpu(() => collectOne('a.md', FRONT + piece.repeat(count)));
      await spend(500);
      const few = await spend(2000);
      const many = await spend(8000);
      // Four times the text: at most 2.6 for each doubling, and what starting costs.
      expect(many).toBeLessThan(few * 2.6 ** 2 + 500);
    },
  );
});

/** Milliseconds of processor time, which other programs on the machine do not add to. */
async function measureCpu(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
