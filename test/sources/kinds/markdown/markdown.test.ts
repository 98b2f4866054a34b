import { describe, expect, it } from 'vitest';
import { bare, collectOne, onlyArticle } from '../../project.js';

const FRONT = '---\ntitle: T\n---\n\n';

async function blocksOf(body: string): Promise<readonly unknown[]> {
  return bare(onlyArticle(await collectOne('a.md', FRONT + body))).slice(1);
}

describe('Markdown', () => {
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
});
