import { rm, utimes } from 'node:fs/promises';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { makeProject, type TestProject } from './project.js';

const P = 'date: 2026-03-01';
const LATER = '2099-06-01';
const words = (topic: string): string =>
  `The harbour board met on Tuesday evening and spoke of the ${topic} until ten. Nobody left early, and the chair said that the matter of the ${topic} will be heard again in the spring.`;
const yaml = (...lines: readonly string[]): string =>
  ['---', 'title: T', ...lines, '---', '', words('ferry')].join('\n');

/** Ways of usual programs to say "not yet" or "not public", by who says it. */
const HELD: Readonly<Record<string, string>> = {
  'Hugo, publishDate.md': yaml(P, `publishDate: ${LATER}`),
  'Hugo, date after publishDate.md': yaml('publishDate: 2026-03-01', `date: ${LATER}`),
  'Hugo, expiryDate.md': yaml(P, 'expiryDate: 2026-04-01'),
  'Hugo, headless.md': yaml(P, 'headless: true'),
  'Hugo, build.md': yaml(P, 'build:', '  list: never', '  render: never'),
  'Hugo, old build.md': yaml(P, '_build: {render: false, list: false}'),
  'Hugo, TOML.md': `+++\ntitle = "T"\ndate = 2026-03-01\ndraft = true\n+++\n\n${words('pier')}`,
  'Hugo, JSON.md': `{\n  "title": "T",\n  "date": "2026-03-01",\n  "draft": true\n}\n\n${words('pier')}`,
  'Zola, date.md': `+++\ntitle = "T"\ndate = ${LATER}T08:00:00Z\n[extra]\nmood = 'calm'\n+++\n\n${words('pier')}`,
  'Zola, render.md': `+++\ntitle = "T"\ndate = 2026-03-01\nrender = false\n+++\n\n${words('pier')}`,
  'Zola, extra.md': `+++\ntitle = "T"\ndate = 2026-03-01\n[extra]\ndraft = true\n+++\n\n${words('pier')}`,
  'Hugo, params.md': `+++\ntitle = "T"\ndate = 2026-03-01\n[params]\nvisibility = "unlisted"\n+++\n\n${words('pier')}`,
  'extra, in YAML.md': yaml(P, 'extra: {published: no}'),
  'Jekyll, published.md': yaml(P, 'published: false'),
  'Jekyll, published in quotes.md': yaml(P, "published: 'false'"),
  'Eleventy, permalink.md': yaml(P, 'permalink: false'),
  'Eleventy, collections.md': yaml(P, 'eleventyExcludeFromCollections: true'),
  'Astro, pubDate.md': yaml(P, `pubDate: ${LATER}`),
  'Docusaurus, unlisted.md': yaml(P, 'unlisted: true'),
  'Obsidian, publish.md': yaml(P, 'publish: false'),
  'Ghost, visibility.md': yaml(P, 'visibility: members'),
  'Ghost, published_at.md': yaml(P, `published_at: ${LATER}T08:00:00.000Z`),
  'WordPress, status.md': yaml(P, 'status: Pending'),
  'WordPress, password.md': yaml(P, 'password: abc'),
  'an embargo.md': yaml(P, `embargo: ${LATER}`),
  'private.md': yaml(P, 'private: true'),
  'a blank line first.md': `\n${yaml(P, 'draft: true')}`,
  'plain text.txt': yaml(P, 'draft: true'),
  'a page.html': `${yaml(P, 'unlisted: true')}\n<html><body><article><h1>T</h1><p>${words('quay')}</p></article></body></html>`,
};

/** Fields in a form that is not read; none of them may be read out. */
const FOREIGN: Readonly<Record<string, readonly [code: string, text: string]>> = {
  'Pelican.md': ['E_FRONTMATTER_LANG', `Title: T\nDate: 2026-03-01\nStatus: draft\n\n${words('quay')}`],
  'Org.md': ['E_FRONTMATTER_LANG', `#+TITLE: T\n#+DRAFT: true\n\n${words('quay')}`],
  'Hexo.md': ['E_FRONTMATTER_LANG', `;;;\n{"title": "T", "draft": true}\n;;;\n\n${words('quay')}`],
  'Nikola.md': ['E_FRONTMATTER_LANG', `<!--\n.. title: T\n.. status: draft\n-->\n\n${words('quay')}`],
  'Sphinx.txt': ['E_FRONTMATTER_LANG', `:title: T\n:status: draft\n\n${words('quay')}`],
  'Pandoc.md': ['E_FRONTMATTER_LANG', `% T\n% Ann\n% 2026\n\n${words('quay')}`],
  'two blocks.md': ['E_FRONTMATTER_TWICE', `---\ntitle: T\n${P}\n---\n---\ndraft: true\n---\n\n${words('quay')}`],
  'two documents.md': ['E_FRONTMATTER_TWICE', `---\ntitle: T\n${P}\n---\ndraft: true\n---\n\n${words('quay')}`],
  'behind a comment.txt': [
    'E_FRONTMATTER_LANG',
    `<!-- status -->\n---\ntitle: T\ndraft: true\n---\n\n${words('quay')}`,
  ],
  'behind a heading.md': ['E_FRONTMATTER_LANG', `# T\n\n---\ndraft: true\n${P}\n---\n\n${words('quay')}`],
  'behind a line.txt': ['E_FRONTMATTER_LANG', `T\n\n+++\ndraft = true\n+++\n\n${words('quay')}`],
  'behind two headings.md': ['E_FRONTMATTER_LANG', `# T\n\n## Part one\n\n---\nstatus: draft\n...\n\n${words('quay')}`],
  'bad TOML.md': ['E_TOML', `+++\ntitle = T\n+++\n\n${words('quay')}`],
};

/** What means "public", and words that only look like fields. */
const OUT: Readonly<Record<string, string>> = {
  'status.md': yaml(P, 'status: publish', 'visibility: public', 'draft: false', 'published: true'),
  'extra.md': `+++\ntitle = "T"\ndate = 2026-03-01\n[extra]\ndraft = false\nhidden = "a word"\nstatus = "blue"\n+++\n\n${words('pier')}`,
  'toml.md': `+++\ntitle = "T"\ndate = 2026-03-01T09:00:00+01:00\ntags = ["a", "b"]\n+++\n\n${words('pier')}`,
  'json.md': `{"title": "T", "date": "2026-03-01"}\n\n${words('pier')}`,
  'named json.md': `---json\n{"title": "T", "date": "2026-03-01"}\n---\n\n${words('pier')}`,
  'named toml.md': `---toml\ntitle = "T"\ndate = 2026-03-01\n---\n\n${words('pier')}`,
  'rules below a heading.md': `# T\n\n---\n\nNote: ${words('pier')}\n\n---\n\n${words('ferry')}`,
  'expires.md': yaml(P, `expiryDate: ${LATER}`, 'noindex: true', 'publish: true'),
  'colon.md': `---\ntitle: T\n${P}\n---\n\nNote: ${words('pier')}\n\nTitle: ${words('ferry')}`,
  'rule.md': `---\ntitle: T\n${P}\n---\n\n---\n\n${words('pier')}\n\n---\n\nThe end: ${words('quay')}`,
};

describe('what a source says of whether and when it goes out', () => {
  let project: TestProject | undefined;
  afterEach(() => rm(project?.root ?? '', { recursive: true, force: true }));

  const build = async (files: Readonly<Record<string, string>>) => {
    const named = Object.entries(files).map(([name, text]) => [`articles/${name}`, text]);
    project = await makeProject(Object.fromEntries(named) as Record<string, string>);
    return project.run(['build', '--json']);
  };
  const findings = (stdout: string, ...codes: readonly string[]): readonly string[] =>
    stdout
      .split('\n')
      .flatMap((line) =>
        line.startsWith('{') ? [JSON.parse(line) as { code?: string; place?: { file: string } }] : [],
      )
      .flatMap(({ code = '', place }) => (codes.includes(code) ? [path.basename(place?.file ?? '')] : []));
  const inFeed = async (): Promise<readonly (readonly [title: string, date: string])[]> => {
    const feed = (await project?.read('output/feed.xml')) ?? '';
    return [
      ...feed.matchAll(/<item>.*?<title>(?:<!\[CDATA\[)?(.*?)(?:\]\]>)?<\/title>.*?<pubDate>(.*?)<\/pubDate>/gsu),
    ].map(([, title = '', date = '']) => [title, date] as const);
  };

  it('keeps all of it out of the feed and names each, and the rest is published', async () => {
    const { stdout, exitCode } = await build({ ...HELD, 'zero.md': yaml(P).replace('title: T', 'title: Zero') });
    expect((await inFeed()).map(([title]) => title)).toEqual(['Zero']);
    expect(exitCode).toBe(0);
    const named = new Set(findings(stdout, 'W_HELD_BACK', 'W_DATE_FUTURE'));
    expect(Object.keys(HELD).filter((name) => !named.has(name))).toEqual([]);
  }, 60_000);

  it('keeps out what lies in a folder for drafts, however deep, and names the folder', async () => {
    const { stdout } = await build({
      'drafts/a.md': yaml(P, 'draft: false'),
      '_drafts/b.md': yaml(P).replace('title: T', 'title: B'),
      '2026/Drafts/deep/c.md': yaml(P).replace('title: T', 'title: C'),
      '_partials/d.md': yaml(P).replace('title: T', 'title: D'),
      'draughts.md': yaml(P).replace('title: T', 'title: Draughts'),
    });
    expect((await inFeed()).map(([title]) => title)).toEqual(['Draughts']);
    expect(stdout).toContain('(it lies in Drafts/)');
    expect([...findings(stdout, 'W_HELD_BACK')].sort()).toEqual(['a.md', 'b.md', 'c.md']);
  }, 60_000);

  it('tells once of what waits for its day, and calls nothing published beside another that is not', async () => {
    const text = words('ferry');
    const { stdout } = await build({
      'out.md': `---\ntitle: Out\n${P}\n---\n\n${text}`,
      'later.md': `---\ntitle: Later\ndate: ${LATER}\n---\n\n${words('quay')}`,
      'draft.md': `---\ntitle: Draft\n${P}\ndraft: true\n---\n\n${text}`,
      'undated.md': `---\ntitle: Undated\n---\n\n${text}`,
      'twin.md': `---\ntitle: Twin\n${P}\n---\n\n${text}`,
    });
    const told = stdout.split('\n').flatMap((line) => {
      const { code, place } = (line.startsWith('{') ? JSON.parse(line) : {}) as {
        code?: string;
        place?: { file: string };
      };
      return code === undefined ? [] : [`${code} ${path.basename(place?.file ?? '')}`];
    });
    const own = (name: string): readonly string[] => told.filter((line) => line.endsWith(` ${name}.md`));
    expect([own('later'), own('draft'), own('undated'), own('twin')]).toEqual([
      ['W_DATE_FUTURE later.md'],
      ['W_HELD_BACK draft.md'],
      ['W_DUPLICATE undated.md', 'W_DATE_MISSING undated.md'],
      ['W_DUPLICATE twin.md'],
    ]);
    const both = stdout.split('\n').filter((line) => line.includes('both are published'));
    expect([...new Set(both.map((line) => line.includes('articles/twin.md has')))]).toEqual([true]);
  }, 60_000);

  it('refuses fields in a form it does not read, each by its name', async () => {
    const texts = Object.entries(FOREIGN).map(([name, [, text]]) => [name, text]);
    const { stdout } = await build(Object.fromEntries(texts) as Record<string, string>);
    for (const [name, [code]] of Object.entries(FOREIGN)) expect(findings(stdout, code)).toContain(name);
    await expect(inFeed()).rejects.toThrow(/ENOENT/u);
  }, 60_000);

  it('publishes what says that it is public', async () => {
    const { stdout } = await build(OUT);
    expect(findings(stdout, 'W_HELD_BACK', 'E_UNKNOWN_KEY')).toEqual([]);
    expect((await inFeed()).map(([title]) => title)).toEqual(Object.keys(OUT).map(() => 'T'));
  }, 60_000);

  it('lets the later date and the hidden state win, and names both fields', async () => {
    const { stdout } = await build({
      'dates.md': yaml(P, 'publishDate: 2026-03-04'),
      'states.md': yaml(P, 'draft: false', 'published: false'),
    });
    expect(await inFeed()).toEqual([['T', 'Wed, 04 Mar 2026 00:00:00 GMT']]);
    expect(stdout).toContain('\\"date: 2026-03-01\\" and \\"publishDate: 2026-03-04\\" are two dates');
    expect(stdout).toContain('\\"draft: false\\" and \\"published: false\\" disagree');
  }, 60_000);

  it('reads the drafts of exports and publishes none', async () => {
    const item = (title: string, more: string): string =>
      `<item><title>${title}</title><guid isPermaLink="false">${title}</guid><pubDate>Sun, 01 Mar 2026 08:00:00 GMT</pubDate><content:encoded>&lt;p&gt;${words(title)}&lt;/p&gt;</content:encoded>${more}</item>`;
    const spaces =
      'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/" xmlns:app="http://www.w3.org/2007/app"';
    const items = [
      item('Out', '<wp:status>publish</wp:status><wp:post_password></wp:post_password>'),
      item('Draft', '<wp:status>draft</wp:status>'),
      item('Secret', '<wp:status>publish</wp:status><wp:post_password>x</wp:post_password>'),
      item('Atom', '<app:control><app:draft>yes</app:draft></app:control>'),
    ];
    await build({
      'export.xml': `<rss version="2.0" ${spaces}><channel><title>S</title>${items.join('')}</channel></rss>`,
    });
    expect((await inFeed()).map(([title]) => title)).toEqual(['Out']);
  }, 60_000);

  it('publishes nothing by a guess of its date or its name', async () => {
    const untitled = (text: string): string => `---\n${P}\n---\n\n${text}`;
    const { stdout, exitCode } = await build({
      'undated.md': '---\ntitle: Undated\n---\n\n' + words('ferry'),
      'page.html': `<html><head><title>Page</title></head><body><article><h1>Page</h1><p>${words('a')}</p><p>${words('b')}</p></article></body></html>`,
      'plain.md': `# Plain\n\n${words('reef')}`,
      'now.md': '---\ntitle: Now\ndate: now\n---\n\n' + words('pier'),
      'notitle.md': untitled(words('quay')),
      'untitled-2.md': untitled(`## The tide turns\n\n${words('tide')}`),
      '2026-03-01-night_ferry-returns.md': untitled(`${words('night')}\n\n## Later\n\n${words('day')}`),
    });
    const titles = (await inFeed()).map(([title]) => title);
    expect(titles.toSorted()).toEqual(['Night ferry returns', 'Now', 'Page', 'Plain', 'The tide turns']);
    expect(findings(stdout, 'W_DATE_MISSING')).toEqual(['undated.md']);
    expect(findings(stdout, 'W_DATE_FILE').toSorted()).toEqual(['page.html', 'plain.md']);
    expect(findings(stdout, 'E_TITLE_MISSING')).toEqual(['notitle.md']);
    expect(exitCode).toBe(4);
  }, 60_000);

  it('dates a plain text by its file, says so, and keeps that date when the file changes', async () => {
    project = await makeProject({ 'articles/note.txt': `Night boats\n\n${words('boat')}` });
    const file = path.join(project.root, 'articles/note.txt');
    await utimes(file, new Date('2026-02-03T04:05:06Z'), new Date('2026-02-03T04:05:06Z'));
    const { stdout } = await project.run(['build', '--json']);
    expect(findings(stdout, 'W_DATE_FILE')).toEqual(['note.txt']);
    await project.write('articles/note.txt', `Night boats\n\n${words('boats')}`);
    const again = await project.run(['build', '--json']);
    expect(findings(again.stdout, 'W_DATE_FILE', 'W_DATE_KEPT')).toEqual([]);
    expect(await inFeed()).toEqual([['Night boats', 'Tue, 03 Feb 2026 04:05:06 GMT']]);
  }, 60_000);

  it('keeps the order of names and of feeds where dates are equal, and keeps the seconds', async () => {
    const part = (title: string): string => yaml(P).replace('title: T', `title: ${title}`).replaceAll('ferry', title);
    const item = (title: string): string =>
      `<item><title>${title}</title><guid isPermaLink="false">${title}</guid><pubDate>Sat, 28 Feb 2026 08:00:00 GMT</pubDate><description>${words(title)}</description></item>`;
    await build({
      ...Object.fromEntries([1, 2, 10].map((number) => [`part-${number}.md`, part(`Part ${number}`)])),
      'feed.xml': `<rss version="2.0"><channel><title>S</title>${['zz', 'aa', 'mm'].map(item).join('')}</channel></rss>`,
    });
    const first = await inFeed();
    expect(first.map(([title]) => title)).toEqual(['Part 10', 'Part 2', 'Part 1', 'zz', 'aa', 'mm']);
    expect(new Set(first.map(([, date]) => date)).size).toBe(6);
    await project?.write('articles/part-3.md', part('Part 3'));
    const { stdout } = (await project?.run(['build', '--json'])) ?? { stdout: '' };
    expect(findings(stdout, 'W_DATE_KEPT')).toEqual([]);
    const second = await inFeed();
    expect(second.filter(([title]) => title !== 'Part 3')).toEqual(first);
    expect(stdout).not.toContain('"outcome":"tagged"');
  }, 60_000);
});
