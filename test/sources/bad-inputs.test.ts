import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect, makeProject, type Collected } from './project.js';

type Expected = {
  readonly code: string;
  /** What the message must name. */
  readonly says?: readonly string[];
};

const ACCEPTED: Expected = { code: '' };

const FRONT_MATTER: Readonly<Record<string, Expected>> = {
  'alias-bomb.md': { code: 'E_YAML', says: ['alias'] },
  'bad-yaml.md': { code: 'E_YAML', says: ['line 3', 'column'] },
  'bom-crlf.md': ACCEPTED,
  'date-future.md': { code: 'W_DATE_FUTURE', says: ['field date'] },
  'date-invalid.md': { code: 'E_FIELD_DATE', says: ['field date', '"2024-13-45"'] },
  'deep-nesting.md': { code: 'E_YAML', says: ['depth'] },
  'duplicate-keys.md': { code: 'E_YAML', says: ['line 3', '"guid"'] },
  'episode-float.md': { code: 'E_FIELD_TYPE', says: ['field episode', 'whole number'] },
  'guid-leading-zero.md': { code: 'E_FIELD_TYPE', says: ['field guid'] },
  'image-javascript.md': { code: 'E_URL_SCHEME', says: ['field image'] },
  'image-traversal.md': { code: 'E_ASSET_OUTSIDE', says: ['field image'] },
  'javascript-engine.md': { code: 'E_FRONTMATTER_LANG', says: ['"javascript"'] },
  'merge-proto.md': { code: 'E_UNKNOWN_KEY', says: ['"__proto__"'] },
  'proto-key.md': { code: 'E_UNKNOWN_KEY', says: ['"__proto__"'] },
  'second-js-block.md': ACCEPTED,
  'slug-absolute.md': { code: 'E_SLUG', says: ['field slug'] },
  'slug-backslash.md': { code: 'E_SLUG', says: ['field slug'] },
  'slug-case-a.md': ACCEPTED,
  'slug-non-latin-title.md': ACCEPTED,
  'slug-own-file.md': { code: 'E_SLUG', says: ['used by the site'] },
  'slug-percent.md': { code: 'E_SLUG', says: ['field slug'] },
  'slug-reserved.md': { code: 'E_SLUG', says: ['reserved on Windows'] },
  'slug-traversal.md': { code: 'E_SLUG', says: ['field slug', 'a-z 0-9 -'] },
  'tab-indent.md': { code: 'E_YAML', says: ['line 3', 'tab'] },
  'tags-string.md': { code: 'E_FIELD_TYPE', says: ['field tags: expected list'] },
  'title-control.md': { code: 'W_CONTROL_CHARS', says: ['field title'] },
  'title-html.md': ACCEPTED,
  'title-list.md': { code: 'E_FIELD_TYPE', says: ['field title: expected text, got list'] },
  'title-lone-surrogate.md': { code: 'W_CONTROL_CHARS', says: ['field title'] },
  'title-null.md': { code: 'E_FIELD_MISSING', says: ['field title'] },
  'title-number.md': ACCEPTED,
  'typo-key.md': { code: 'E_UNKNOWN_KEY', says: ['"titel"; did you mean "title"?'] },
  'unterminated.md': { code: 'E_FRONTMATTER_OPEN', says: ['line 1'] },
};

const ARTICLES: Readonly<Record<string, Expected>> = {
  'ansi-osc.txt': { code: 'W_CONTROL_CHARS', says: ['3 control characters'] },
  'astral-at-chunk-edge.txt': ACCEPTED,
  'bom-only.txt': { code: 'E_ARTICLE_EMPTY', says: ['the file'] },
  'c0-controls.txt': { code: 'W_CONTROL_CHARS', says: ['5 control characters', 'first at offset 3'] },
  'c1-controls.txt': { code: 'W_CONTROL_CHARS', says: ['2 control characters'] },
  'duplicate-body-a.md': ACCEPTED,
  'emoji-only.txt': { code: 'E_NOTHING_TO_SAY', says: ['no speakable text'] },
  'gzip-as.html': { code: 'E_CONTENT_ENCODED', says: ['detected gzip'] },
  'leading-dash.txt': ACCEPTED,
  'markdown-bracket-redos.md': ACCEPTED,
  'markdown-deep-quote.md': { code: 'E_TOO_DEEP', says: ['limit 100', 'line 5'] },
  'markdown-entity-flood.md': ACCEPTED,
  'markdown-js-links.md': { code: 'W_LINK_SCHEME', says: ['4 links'] },
  'markdown-local-files.md': {
    code: 'E_ASSET_OUTSIDE',
    says: ['"file:///etc/hostname" (line 5)', '"../../../../etc/hostname" (line 5)', '"/etc/hostname" (line 5)'],
  },
  'nfc.md': ACCEPTED,
  'one-long-sentence.txt': ACCEPTED,
  'overlong-utf8.txt': { code: 'E_ENCODING', says: ['byte offset 1'] },
  'pdf-as.html': { code: 'E_CONTENT_TYPE', says: ['detected application/pdf'] },
  'punctuation-only.md': { code: 'E_NOTHING_TO_SAY', says: ['no speakable text'] },
  'script-in-markdown.md': ACCEPTED,
  'ssml-injection.txt': ACCEPTED,
  'tag-characters.txt': { code: 'W_INVISIBLE', says: ['U+E0000 block'] },
  'utf16le-no-bom.txt': { code: 'W_ENCODING', says: ['utf-16le'] },
  'whitespace-only.txt': { code: 'E_ARTICLE_EMPTY', says: ['only white space'] },
  'zero-width.txt': { code: 'W_INVISIBLE', says: ['4 invisible characters'] },
  'zwj-emoji-and-indic.txt': ACCEPTED,
};

const CHAPTERS: Readonly<Record<string, Expected>> = {
  'bad-timestamps.txt': { code: 'E_CHAPTER_TIME', says: ['lines 2 and 3'] },
  'empty-list.json': { code: 'W_CHAPTERS_EMPTY', says: ['programme.chapters.json'] },
  'empty-title.json': { code: 'E_FIELD_EMPTY', says: ['chapter 1 title'] },
  'end-before-start.json': { code: 'E_CHAPTER_TIME', says: ['chapter 1 endTime > startTime'] },
  'first-not-zero.json': { code: 'W_CHAPTER_START', says: ['first chapter at 5 s'] },
  'img-file.json': { code: 'E_URL_SCHEME', says: ['chapter 1 img'] },
  'negative-start.json': { code: 'E_CHAPTER_TIME', says: ['chapter 1 startTime >= 0'] },
  'title-ffmetadata-special.json': ACCEPTED,
  'title-long.json': { code: 'E_FIELD_LONG', says: ['chapter 1 title 5000 > 255'] },
  'title-newline-injection.json': { code: 'W_CONTROL_CHARS', says: ['chapter 1 title'] },
  // Whether a chapter is too short is known when its recording was measured.
  'too-dense.json': ACCEPTED,
  'unsorted.json': { code: 'W_CHAPTER_ORDER', says: ['chapters 1,2'] },
  'url-javascript.json': { code: 'E_URL_SCHEME', says: ['chapter 1 url'] },
};

/** Read together with the file they collide with, in tests of their own below. */
const PAIRS = ['slug-case-b.md', 'duplicate-body-b.md'];
const FOLDER = path.resolve(import.meta.dirname, '../bad-inputs');
const GOOD = {
  'articles/a-good.md': '---\ntitle: First good article\n---\n\nThe ferry sails again on Monday.\n',
  'articles/z-good.md': '---\ntitle: Last good article\n---\n\nThe library opens on Sundays.\n',
};

describe.each([
  ['frontmatter', FRONT_MATTER, (name: string) => `articles/${name}`],
  ['article', ARTICLES, (name: string) => `articles/${name}`],
  ['chapters', CHAPTERS, (name: string) => `audio/programmes/programme.chapters${path.extname(name)}`],
])('bad inputs of kind %s', (kind, table, placeOf) => {
  it('are all in the table', () => {
    const files = readdirSync(path.join(FOLDER, kind)).filter((name) => !PAIRS.includes(name));
    expect(Object.keys(table).sort()).toEqual(files.sort());
  });

  it.each(Object.entries(table))('%s', async (name, expected) => {
    const beside =
      kind === 'chapters'
        ? { 'audio/programmes/programme.yaml': 'title: A talk\n', 'audio/programmes/programme.mp3': 'audio' }
        : {};
    const root = await makeProject({
      ...GOOD,
      ...beside,
      [placeOf(name)]: readFileSync(path.join(FOLDER, kind, name)),
    });
    const startMs = performance.now();
    const collected = await collect(root);
    expect(performance.now() - startMs).toBeLessThan(10_000);
    const findings = [...collected.refused, ...collected.warnings];
    expect(findings.map(({ code }) => code)).toEqual(expected.code === '' ? [] : [expected.code]);
    expect(collected.refused.length).toBe(expected.code.startsWith('E_') ? 1 : 0);
    for (const part of expected.says ?? []) expect(findings[0]?.message).toContain(part);
    for (const finding of findings) {
      expect(finding.place?.file).toBe(placeOf(name));
      expect(finding.message).not.toMatch(/[\u0000-\u001F\u007F-\u009F]/u);
    }
    expect(titlesOf(collected)).toEqual(expect.arrayContaining(['First good article', 'Last good article']));
    expect(collected.items.length).toBe(expected.code.startsWith('E_') ? 2 : 3);
    expect([({} as Record<string, unknown>)['admin'], (globalThis as Record<string, unknown>)['pwned']]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('what bad inputs leave behind', () => {
  const file = (kind: string, name: string): Buffer => readFileSync(path.join(FOLDER, kind, name));

  it('refuses the second of two slugs that differ in case only, naming both files', async () => {
    const root = await makeProject({
      'articles/slug-case-a.md': file('frontmatter', 'slug-case-a.md'),
      'articles/slug-case-b.md': file('frontmatter', 'slug-case-b.md'),
    });
    const { items, refused } = await collect(root);
    expect(items.map(({ slug }) => slug)).toEqual(['intro']);
    expect(refused.map(({ code, message }) => ({ code, message }))).toEqual([
      {
        code: 'E_SLUG_COLLISION',
        message: 'articles/slug-case-b.md and articles/slug-case-a.md both have the slug "intro".',
      },
    ]);
  });

  it('keeps two articles of one text and warns of both files', async () => {
    const root = await makeProject({
      'articles/duplicate-body-a.md': file('article', 'duplicate-body-a.md'),
      'articles/duplicate-body-b.md': file('article', 'duplicate-body-b.md'),
    });
    const { items, warnings } = await collect(root);
    expect(items.map(({ title }) => title)).toEqual(['First copy', 'Second copy']);
    expect(warnings.map(({ code, message }) => ({ code, message }))).toEqual([
      {
        code: 'W_DUPLICATE',
        message: 'articles/duplicate-body-b.md has the same text as articles/duplicate-body-a.md.',
      },
    ]);
  });

  it.each([
    ['article', 'ansi-osc.txt', 'Hi there.'],
    ['article', 'c0-controls.txt', 'One two three four five six.'],
    ['article', 'tag-characters.txt', 'Hello world.'],
    ['article', 'zero-width.txt', 'reset password end.'],
    ['article', 'zwj-emoji-and-indic.txt', '👩‍👩‍👧 and क्‍ष stay whole.'],
    ['article', 'script-in-markdown.md', 'Real text here.'],
    ['article', 'markdown-js-links.md', 'a b c d text here.'],
  ])('%s/%s reads as it looks', async (kind, name, text) => {
    const { items } = await collect(await makeProject({ [`articles/${name}`]: file(kind, name) }));
    const [item] = items;
    const body = item?.kind === 'article' ? item.blocks.slice(1) : [];
    expect(
      body.map((block) => ('spans' in block ? block.spans.map((span) => span.text).join('') : block.kind)),
    ).toEqual(name === 'script-in-markdown.md' ? [text, 'figure'] : [text]);
    expect(JSON.stringify(items)).not.toMatch(/javascript:|vbscript:|onerror/iu);
  });

  it.each([
    ['title-number.md', '1.10', '1-10'],
    ['title-html.md', '<img src=x onerror=alert(1)> & <b>bold</b>', 'img-src-x-onerror-alert-1-b-bold-b'],
    ['title-control.md', 'A B', 'a-b'],
    ['title-lone-surrogate.md', 'AB', 'ab'],
    ['slug-non-latin-title.md', '日本語だけ', expect.stringMatching(/^ep-[0-9a-f]{8}$/u)],
  ])('%s keeps its title and gets an address', async (name, title, slug) => {
    const { items } = await collect(await makeProject({ [`articles/${name}`]: file('frontmatter', name) }));
    expect(items.map((item) => [item.title, item.slug])).toEqual([[title, slug]]);
  });

  it('finds broken front matter broken the second time too', async () => {
    const root = await makeProject({ 'articles/bad.md': file('frontmatter', 'bad-yaml.md') });
    const first = await collect(root);
    expect(await collect(root)).toEqual(first);
    expect(first.refused.map(({ code }) => code)).toEqual(['E_YAML']);
  });

  it('adds a chapter at zero and sorts chapters', async () => {
    const root = await makeProject({
      'audio/programmes/a.mp3': 'audio',
      'audio/programmes/a.yaml': 'title: A talk\n',
      'audio/programmes/a.chapters.json': file('chapters', 'first-not-zero.json'),
      'audio/programmes/b.mp3': 'audio',
      'audio/programmes/b.yaml': 'title: Another talk\n',
      'audio/programmes/b.chapters.json': file('chapters', 'unsorted.json'),
    });
    const { items } = await collect(root);
    const chapters = items.map((item) => (item.kind === 'programme' ? item.chapters : []));
    expect(chapters.map((list) => list.map(({ startMs, title }) => ({ startMs, title })))).toEqual([
      [
        { startMs: 0, title: 'A talk' },
        { startMs: 5000, title: 'a' },
      ],
      [
        { startMs: 0, title: 'a' },
        { startMs: 10_000, title: 'b' },
      ],
    ]);
  });
});

function titlesOf({ items }: Collected): readonly string[] {
  return items.map(({ title }) => title);
}
