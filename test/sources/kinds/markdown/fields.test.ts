import { describe, expect, it } from 'vitest';
import { bare, collectOne, onlyArticle } from '../../project.js';

describe('the fields of Markdown', () => {
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
});
