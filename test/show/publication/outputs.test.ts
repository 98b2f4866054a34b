import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Config } from '../../../src/config.js';
import { checkShowTemplates } from '../../../src/show/check-show-templates.js';
import { BUILT_IN_TEMPLATES } from '../../../src/templates/built-in.js';
import { SHOW } from '../../site/sample-show.js';
import { article, CONFIG, makeShow, type TestShow } from '../test-show.js';

const FEEDS = 'feeds:\n  - {path: members.xml, title: For members, access: private}\n';
const TEXT = 'They read of it in [the log](https://log.example/a?b=1&c=2) by night.';

const dated = (title: string, date: string, fields: string): string =>
  article(title, TEXT, `${date}T08:00:00Z`).replace('---\n', `---\n${fields}`);

const ARTICLES = {
  'articles/a.md': dated(
    '\'Harbour "nights" & <days>\'',
    '2026-01-05',
    'section: News\ntags: [sea, C++]\nauthor: Ann\n',
  ),
  'articles/b.md': dated('Second', '2026-02-03', 'section: Arts & Letters\ntags: [Sea, "C#"]\nauthors: [Ann, Bo]\n'),
  'articles/c.md': dated('Third', '2026-02-04', 'section: news\n'),
  'articles/hidden.md': dated('For few', '2026-02-05', 'private: true\nsection: Secret\ntags: [secret]\n'),
  'articles/draft.md': dated('Not yet', '2026-02-06', 'draft: true\nsection: Drafts\n'),
  'articles/later.md': dated('Later', '2027-01-01', 'section: Drafts\n'),
};

const output = (head: string, body: string): string => `---\n${head.replaceAll('; ', '\n')}\n---\n${body}`;
const LIST = '{{#each episodes}}{{title}}\n{{/each}}';

/** Templates an editor would write, what they make, and what stands in it. */
const RIGHT: readonly (readonly [name: string, template: string, made: Readonly<Record<string, string>>])[] = [
  ['post.hbs', output('each: episode; path: social/{{episode.slug}}.txt; type: text', '{{episode.title}} & {{episode.url}}'),
    { 'social/second.txt': 'Second & https://pod.example.org/show/episodes/second/\n', 'social/harbour-nights-days.txt': 'Harbour "nights" & <days> & https://pod.example.org/show/episodes/harbour-nights-days/\n' }],
  ['site/one.json', output('each: episode; path: api/{{episode.slug}}.json; type: json', '{"title": "{{episode.title}}", "s": {{seconds episode.audio.durationMs}}, "tags": {{json episode.tags}}}'),
    { 'api/harbour-nights-days.json': '{"title": "Harbour \\"nights\\" & <days>", "s": ' }],
  ['all.json.hbs', output('each: show; path: api/all.json; type: json', '[{{#each episodes}}"{{title}}"{{#unless @last}},{{/unless}}{{/each}}]'),
    { 'api/all.json': '["Third","Second","Harbour \\"nights\\" & <days>"]\n' }],
  ['framed.hbs', output('each: show; path: about/; type: html', '{{#> partials/layout}}<main id="content"><h1>{{show.title}}</h1></main>{{/partials/layout}}'),
    { 'about/index.html': '<link rel="stylesheet" href="../assets/style-' }],
  ['bare.hbs', output('each: show; path: bare.html; type: html', '\n{{! nothing }}<p>{{episodeCount}}</p>\n\n'), { 'bare.html': '<p>3</p>\n' }],
  ['sections.hbs', output('each: section; path: sections/{{group.slug}}/; type: html', '<h1>{{group.name}}</h1>{{#each episodes}}<a href="{{url}}">{{title}}</a>{{/each}}'),
    { 'sections/news/index.html': '<h1>news</h1><a href="https://pod.example.org/show/episodes/third/">Third</a><a href="https://pod.example.org/show/episodes/harbour-nights-days/">Harbour &quot;nights&quot; &amp; &lt;days&gt;</a>', 'sections/arts-letters/index.html': '<h1>Arts &amp; Letters</h1>' }],
  ['tags.hbs', output('each: tag; path: tags/{{group.slug}}.txt; type: text', `{{group.name}}: ${LIST}`),
    { 'tags/sea.txt': 'Sea: Second\nHarbour', 'tags/c.txt': 'C++: Harbour', 'tags/c-2.txt': 'C#: Second\n' }],
  ['authors.hbs', output('each: author; path: by/{{group.slug}}.txt; type: text', LIST), { 'by/ann.txt': 'Second\nHarbour', 'by/bo.txt': 'Second\n', 'by/the-tester.txt': 'Third\n' }],
  ['months.hbs', output('each: month; path: months/{{group.slug}}.txt; type: text', `{{group.name}}\n${LIST}`),
    { 'months/2026-02.txt': 'February 2026\nThird\nSecond\n', 'months/2026-01.txt': 'January 2026\nHarbour' }],
  ['map.hbs', output('each: show; path: data/catalogue.xml; type: xml', '<?xml version="1.0"?>\n<list>{{#each episodes}}<e t="{{title}}"><u>{{url}}</u></e>{{/each}}</list>'),
    { 'data/catalogue.xml': '<?xml version="1.0"?>\n<list><e t="Third">' }],
  ['mail.hbs', output('each: episode; path: mail/{{episode.slug}}.html; type: email; latest: 1', '<p style="margin:0 0 16px">{{episode.title}}</p>{{html episode.notes}}'),
    { 'mail/third.html': '<p style="margin:0 0 16px">Third</p>' }],
  ['links.hbs', output('each: show; path: links.csv; type: text', '{{#each episodes}}{{#each links}}{{seconds startMs}};{{href}};{{../slug}}\n{{/each}}{{/each}}'),
    { 'links.csv': ';https://log.example/a?b=1&c=2;third\n' }],
  ['latest.hbs', output('each: episode; path: latest.md; type: text; latest: 1', '# {{episode.title}}'), { 'latest.md': '# Third\n' }],
  ['year.hbs', output('each: episode; path: "{{episode.year}}/{{episode.month}}/{{episode.slug}}.txt"; type: text', '{{isoDuration episode.durationMs}}'),
    { '2026/01/harbour-nights-days.txt': 'PT' }],
  ['contents.hbs', output('each: show; path: contents.txt; type: text', '{{#each sections}}{{name}} {{episodeCount}} {{slug}}\n{{/each}}{{#each months}}{{slug}} {{/each}}'),
    { 'contents.txt': 'Arts & Letters 1 arts-letters\nnews 2 news\n2026-02 2026-01\n' }],
]; // prettier-ignore

/** Templates that can never be made, the code, and the line that is named. */
const WRONG: readonly (readonly [why: string, template: string, code: string, line: number, says: RegExp])[] = [
  ['no head', '<p>{{show.title}}</p>', 'E_TEMPLATE_OUTPUT', 1, /has no head/u],
  ['a head that is never closed', '---\neach: show\npath: a.txt\n', 'E_TEMPLATE_OUTPUT', 1, /never closed/u],
  ['a subject there is not', output('path: a.txt; each: podcast; type: text', ''), 'E_FIELD_TYPE', 3, /show, episode, section/u],
  ['no path', output('each: show; type: text', ''), 'E_FIELD_MISSING', 1, /path is missing/u],
  ['a misspelt key', output('each: show; path: a.txt; typ: text; type: text', ''), 'E_UNKNOWN_KEY', 4, /unknown key "typ"/u],
  ['a path without quotes', output('each: episode; path: {{episode.slug}}.txt; type: text', ''), 'E_YAML', 3, /begins with \{\{/u],
  ['a path that leads out', output('each: show; type: text; path: ../a.txt', ''), 'E_TEMPLATE_OUTPUT', 4, /leads out/u],
  ['an absolute path', output('each: show; type: text; path: /etc/motd.txt', ''), 'E_TEMPLATE_OUTPUT', 4, /leads out/u],
  ['the feed, in other case', output('each: show; path: FEED.xml; type: xml', '<a/>'), 'E_TEMPLATE_OUTPUT', 3, /is taken/u],
  ['the folder of episodes', output('each: episode; path: episodes/{{episode.slug}}/index.html; type: html', ''), 'E_TEMPLATE_OUTPUT', 3, /is taken/u],
  ['one file for every episode', output('each: episode; path: note.txt; type: text', ''), 'E_TEMPLATE_OUTPUT', 3, /is taken by .*for "Sample"/u],
  ['text that a browser takes for a page', output('each: show; path: a.html; type: text', ''), 'E_TEMPLATE_OUTPUT', 3, /does not end as/u],
  ['a name no system takes', output('each: show; path: social/con.txt; type: text', ''), 'E_TEMPLATE_OUTPUT', 3, /no file name/u],
  ['spaces in a name', output('each: episode; path: "{{episode.title}} x.txt"; type: text', ''), 'E_TEMPLATE_OUTPUT', 3, /no file name/u],
  ['a field its path has not', output('each: episode; path: a/{{episode.slg}}.txt; type: text', ''), 'E_TEMPLATE_FIELD', 3, /did you mean "slug"/u],
  ['a field of the episode in a list', output('each: show; path: a.txt; type: text', 'x\n\n{{episode.title}}'), 'E_TEMPLATE_FIELD', 8, /unknown field "episode"/u],
  ['a formatter there is not', output('each: show; path: a.txt; type: text', '\n{{formatDate show.title}}'), 'E_TEMPLATE_HELPER', 7, /formatDate/u],
  ['JSON with a comma too many', output('each: show; path: a.json; type: json', '[\n{{#each episodes}}"{{title}}",{{/each}}]'), 'E_TEMPLATE_OUTPUT', 6, /would be no JSON: line 2/u],
  ['XML that is not closed', output('each: episode; path: x/{{episode.slug}}.xml; type: xml', '<a><b>{{episode.title}}</a>'), 'E_TEMPLATE_OUTPUT', 6, /no well-formed XML/u],
  ['a value in a style', output('each: show; path: a.html; type: email', '<p style="color:{{show.title}}">x</p>'), 'E_TEMPLATE_ATTR', 6, /style/u],
]; // prettier-ignore

describe('templates of outputs', () => {
  let show: TestShow;
  const read = (file: string): Promise<string> => readFile(path.join(show.root, 'output', file), 'utf8');
  const put = (name: string, template: string) => show.write(`templates/outputs/${name}`, template);
  const notes = async () => (await show.open()).notes();
  const outputs = async () => Object.keys(await show.published()).filter((file) => !/^(?:episodes|assets|private|cover|\.lector)|^(?:index|feed|feeds|manifest)\./u.test(file)); // prettier-ignore

  beforeAll(async () => {
    show = await makeShow({ 'lector.yaml': CONFIG + FEEDS, ...ARTICLES });
    for (const [name, template] of RIGHT) await put(name, template);
    await (await show.open()).build();
  });
  afterAll(() => show.remove());

  it.each(RIGHT)('%s makes what it says', async (_name, _template, made) => {
    for (const [file, expected] of Object.entries(made)) expect(await read(file)).toContain(expected);
  });

  it('leak nothing that is private, a draft or to come', async () => {
    const files = await outputs();
    expect(files).toHaveLength(37);
    for (const file of files) expect([file, await read(file)]).toEqual([file, expect.not.stringMatching(/For few|secret|Not yet|Later|Drafts/iu)]); // prettier-ignore
  });

  it('are looked at by check', async () => {
    const profiles = ['psp1', 'apple'] as const;
    expect(await (await show.open()).check({ profiles })).toEqual([]);
  });

  it('are made again for what is new alone, and gone with their template', async () => {
    const { receipt } = await (await show.open()).build();
    expect(receipt?.written).toEqual([]);
    await rm(path.join(show.root, 'templates/outputs/tags.hbs'));
    expect((await notes()).removed).toEqual(['tags/c-2.txt', 'tags/c.txt', 'tags/sea.txt']);
  });

  it('keep what lay there where one episode makes no JSON, and publish the rest', async () => {
    await put('site/one.json', output('each: episode; path: api/{{episode.slug}}.json; type: json', '{"t": "{{episode.title}}"{{#if (eq episode.slug "second")}},{{/if}} }')); // prettier-ignore
    const before = await read('api/second.json');
    const { findings } = await (await show.open()).build();
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([expect.objectContaining({ code: 'E_TEMPLATE_OUTPUT', message: expect.stringContaining('api/second.json') as string })]); // prettier-ignore
    expect([await read('api/second.json'), await read('api/third.json')]).toEqual([before, '{"t": "Third" }\n']);
  });
});

describe('a template of an output', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(path.join(os.tmpdir(), 'lector-outputs-'));
    await mkdir(path.join(folder, 'outputs'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  it.each(WRONG)(
    'with %s is refused with its place before anything is made',
    async (_why, template, code, line, says) => {
      await writeFile(path.join(folder, 'outputs/wrong.hbs'), template);
      const templates = { directories: [folder, BUILT_IN_TEMPLATES] };
      const checked = checkShowTemplates({ config: { templatesDir: folder } as Config, show: SHOW, templates });
      const place = { file: 'templates/outputs/wrong.hbs', line };
      await expect(checked).rejects.toMatchObject({ code, exitCode: 3, place, message: expect.stringMatching(says) as string }); // prettier-ignore
    },
  );
});
