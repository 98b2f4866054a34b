import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { markSafe } from '../../src/templates/html/safe-html.js';
import { openTemplates } from '../../src/templates/render.js';

const EPISODE = { title: 'Tom & <Ann>', link: 'https://a.example/?a=1&b=2', standfirst: undefined, tags: ['a', 'b'] };

async function folder(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const directory = await mkdtemp(path.join(os.tmpdir(), 'lector-templates-'));
  for (const [name, content] of Object.entries(files)) {
    await mkdir(path.dirname(path.join(directory, name)), { recursive: true });
    await writeFile(path.join(directory, name), content);
  }
  return directory;
}

async function render(source: string, data: object = { episode: EPISODE }, name = 'pages/page.hbs'): Promise<string> {
  return openTemplates({ directories: [await folder({ [name]: source })] }).render(name, data);
}

async function refusal(source: string | Uint8Array, data: object = { episode: EPISODE }): Promise<unknown> {
  const templates = openTemplates({ directories: [await folder({ 'pages/page.hbs': source })] });
  try {
    return templates.render('pages/page.hbs', data);
  } catch (error) {
    return error;
  }
}

const at = (line: number) => expect.objectContaining({ file: 'templates/pages/page.hbs', line }) as unknown;

describe('openTemplates', () => {
  it('escapes values in HTML and not in plain text', async () => {
    expect(await render('<p title="{{episode.title}}">{{episode.title}}</p>')).toBe(
      '<p title="Tom &amp; &lt;Ann&gt;">Tom &amp; &lt;Ann&gt;</p>',
    );
    expect(await render('{{episode.title}}', undefined, 'spoken/intro.hbs')).toBe('Tom & <Ann>');
    expect(await render('{{episode.title}}', undefined, 'notes/mine.txt.hbs')).toBe('Tom & <Ann>');
  });

  it('takes each file from the first folder that has it, partials too', async () => {
    const own = await folder({ 'partials/name.hbs': 'own {{episode.title}}' });
    const builtIn = await folder({ 'pages/a.hbs': '<b>{{> partials/name}}</b>', 'partials/name.hbs': 'built in' });
    const data = { episode: { title: 'x' } };
    expect(openTemplates({ directories: [own, builtIn] }).render('pages/a.hbs', data)).toBe('<b>own x</b>');
    expect(openTemplates({ directories: [builtIn] }).render('pages/a.hbs', data)).toBe('<b>built in</b>');
  });

  it('prints nothing for a field that is there and holds nothing, and lets it be asked for', async () => {
    expect(await render('[{{episode.standfirst}}]{{#if episode.standfirst}}yes{{else}}no{{/if}}')).toBe('[]no');
  });

  it('keeps loops, their data names, the way up and block parameters', async () => {
    const source =
      '{{#each episode.tags as |tag|}}{{@index}}{{#if @last}}!{{/if}}{{tag}}{{../episode.title}}{{@root.n}} {{/each}}';
    expect(await render(source, { episode: { ...EPISODE, title: 'T' }, n: 7 })).toBe('0aT7 1!bT7 ');
  });

  it('lets a partial wrap a block', async () => {
    const directory = await folder({
      'pages/page.hbs': '{{#> partials/frame}}<i>{{episode.title}}</i>{{/partials/frame}}',
      'partials/frame.hbs': '<main>{{> @partial-block}}</main>',
    });
    const page = openTemplates({ directories: [directory] }).render('pages/page.hbs', { episode: { title: 'x' } });
    expect(page).toBe('<main><i>x</i></main>');
  });

  it('empties a link whose scheme could act, wherever it is printed', async () => {
    for (const link of [
      'javascript:alert(1)',
      ' JaVa\tScript:alert(1)',
      '\u0001javascript:x',
      'data:text/html,x',
      'vbscript:x',
    ]) {
      const data = { episode: { ...EPISODE, link } };
      expect(await render('<a href="{{episode.link}}">x</a>', data)).toBe('<a href="">x</a>');
      expect(await render("<img src='{{#if episode.link}}{{episode.link}}{{/if}}'>", data)).toBe("<img src=''>");
    }
    expect(await render('<a href="{{episode.link}}">x</a>')).toBe(
      '<a href="https://a.example/?a&#x3D;1&amp;b&#x3D;2">x</a>',
    );
    expect(await render('<a href="{{episode.link}}">x</a>', { episode: { link: '../b/#t=3' } })).toContain('../b/#t');
  });

  it('prints HTML as it stands only when a sanitiser made it', async () => {
    const data = { episode: { notes: markSafe('<b>ok</b>'), title: '<b>no</b>' } };
    expect(await render('{{html episode.notes}}', data)).toBe('<b>ok</b>');
    expect(await refusal('\n{{html episode.title}}', data)).toMatchObject({ code: 'E_TEMPLATE_RAW', place: at(2) });
    expect(await refusal('{{html episode.toString}}', data)).toMatchObject({ code: 'E_TEMPLATE_FIELD' });
    expect(await refusal('{{html episode.notes}}', { episode: { notes: { html: '<script>' } } })).toMatchObject({
      code: 'E_TEMPLATE_RAW',
    });
  });

  it('keeps JSON inside its script element', async () => {
    const page = await render('<script type="application/json">{{jsonScript episode}}</script>', {
      episode: { title: '</script><script>alert(1)//', more: '<!--\u2028&' },
    });
    expect(page.match(/<\/?script/gu)).toHaveLength(2);
    expect(JSON.parse(page.replace(/<[^>]*>/gu, ''))).toEqual({
      title: '</script><script>alert(1)//',
      more: '<!--\u2028&',
    });
  });
});

describe('a template that breaks the rules', () => {
  it.each([
    ['{{{episode.title}}}', 'E_TEMPLATE_RAW', '{{ }} or {{html episode.notes}}'],
    ['<h1>{{&episode.title}}</h1>', 'E_TEMPLATE_RAW', '{{ }} or {{html episode.notes}}'],
    ['<script>var d={{{json episode}}}</script>', 'E_TEMPLATE_RAW', '{{jsonScript episode}}'],
    ['<script>var d="{{episode.title}}"</script>', 'E_TEMPLATE_RAW', '{{jsonScript episode}}'],
    ['<style>{{jsonScript episode}}</style>', 'E_TEMPLATE_RAW', '{{jsonScript episode}}'],
    ['{{{{raw}}}}x{{{{/raw}}}}', 'E_TEMPLATE_RAW', '{{ }}'],
    ['<a href={{episode.link}}>x</a>', 'E_TEMPLATE_ATTR', 'quote the attribute: href="{{ }}"'],
    ['<a href={{#if episode.link}}{{episode.link}}{{/if}}>x</a>', 'E_TEMPLATE_ATTR', 'quote the attribute'],
    ['<p {{episode.title}}>x</p>', 'E_TEMPLATE_ATTR', 'name="{{ }}"'],
    ['<p onclick="{{episode.title}}">x</p>', 'E_TEMPLATE_ATTR', 'data- attribute'],
    ['<p style="color:{{episode.title}}">x</p>', 'E_TEMPLATE_ATTR', 'data- attribute'],
    ['{{epsiode.title}}', 'E_TEMPLATE_FIELD', 'the fields here are episode'],
    ['{{clock episode.durationMs}}', 'E_TEMPLATE_FIELD', 'the fields here are title'],
    ['{{#if episode.titel}}x{{/if}}', 'E_TEMPLATE_FIELD', 'the fields here are title'],
    ['{{#each episode.tags as |tag|}}{{tag.name}}{{/each}}', 'E_TEMPLATE_FIELD', 'print'],
    ['{{episode.tags}}', 'E_TEMPLATE_FIELD', '{{#each episode.tags}}'],
    ['{{episode.constructor.name}}', 'E_TEMPLATE_FIELD', 'templates/README.md'],
    ['{{#with episode}}{{__proto__}}{{/with}}', 'E_TEMPLATE_FIELD', 'templates/README.md'],
    ['{{@partial-block}}', 'E_TEMPLATE_FIELD', '@root'],
    ['{{formatDate episode.title}}', 'E_TEMPLATE_HELPER', 'the known helpers are chapterList, clock,'],
    ['{{lookup episode "constructor"}}', 'E_TEMPLATE_HELPER', 'the known helpers'],
    ['{{log episode}}', 'E_TEMPLATE_HELPER', 'the known helpers'],
    ['{{#episode}}x{{/episode}}', 'E_TEMPLATE_HELPER', '{{#if episode}}, {{#each episode}}'],
    ['{{*x}}', 'E_TEMPLATE', 'templates/partials'],
    ['{{#*inline "x"}}{{/inline}}', 'E_TEMPLATE', 'templates/partials'],
    ['{{> (episode.title)}}', 'E_TEMPLATE', '{{> partials/name}}'],
    ['{{> partials/none}}', 'E_TEMPLATE', 'those there are'],
    ['{{#if episode}}x{{/each}}', 'E_TEMPLATE', 'names of opening and closing blocks'],
    ['{{#if episode}}<p>{{else}}<p {{/if}}', 'E_TEMPLATE', 'close the tag'],
    ['{{clock episode.title}}', 'E_TEMPLATE', '25:48'],
  ])('%s', async (source, code, hint) => {
    const error = await refusal(source);
    expect(error).toMatchObject({ code, hint: expect.stringContaining(hint) as unknown, exitCode: 3 });
    expect(error).toMatchObject({ place: { file: expect.stringContaining('templates/') as unknown } });
  });

  it('is refused with the line and a suggestion', async () => {
    expect(await refusal('<p>\n\n{{epsiode.title}}</p>')).toMatchObject({
      code: 'E_TEMPLATE_FIELD',
      message: 'unknown field "epsiode"; did you mean "episode"?',
      place: at(3),
    });
    expect(await refusal('\n{{clocks 3}}')).toMatchObject({
      message: 'unknown helper "clocks"; did you mean "clock"?',
      place: at(2),
    });
  });

  it('names the block that is not closed, and the line where its end is missed', async () => {
    expect(await refusal('{{#if episode}}x\n')).toMatchObject({
      code: 'E_TEMPLATE',
      message: '"if" not closed (opened on line 1).',
      place: at(2),
    });
  });

  it('names the partial an error is in', async () => {
    const directory = await folder({ 'pages/a.hbs': '\n{{> partials/b}}', 'partials/b.hbs': '\n\n{{nope}}' });
    expect(() => openTemplates({ directories: [directory] }).render('pages/a.hbs', {})).toThrow(
      expect.objectContaining({
        code: 'E_TEMPLATE_FIELD',
        place: { file: 'templates/partials/b.hbs', line: 3, column: 1 },
      }),
    );
  });

  it('is refused when it is not UTF-8, with the offset', async () => {
    expect(await refusal(Buffer.from([0x3c, 0x70, 0x3e, 0xff, 0xfe]))).toMatchObject({
      code: 'E_ENCODING',
      message: 'the template is not UTF-8 at byte offset 3.',
      exitCode: 3,
    });
  });

  it('is refused when it is no .hbs file, or lies elsewhere', async () => {
    const templates = openTemplates({ directories: [await folder({ 'a.json': '{"type":"Program","body":[]}' })] });
    expect(() => templates.render('a.json', {})).toThrow(/templates are text files/u);
    expect(() => templates.render('../a.hbs', {})).toThrow(/leaves the templates folder/u);
  });
});

describe('the bounds of a template', () => {
  it('refuses deep nesting before it is parsed, at once', async () => {
    const started = performance.now();
    const parentheses = `{{a ${'(a '.repeat(20_000)}`;
    expect(await refusal(parentheses)).toMatchObject({
      code: 'E_TEMPLATE_DEPTH',
      message: expect.stringContaining('limit 32') as unknown,
    });
    expect(await refusal('{{#if a}}'.repeat(33))).toMatchObject({ code: 'E_TEMPLATE_DEPTH' });
    expect(performance.now() - started).toBeLessThan(200);
  });

  it('refuses a file over 64 KB', async () => {
    expect(await refusal('x'.repeat(65_537))).toMatchObject({ code: 'E_TEMPLATE_LIMIT' });
  });

  it('stops loops inside loops before they fill the memory', async () => {
    const tags = Array.from({ length: 300 }, () => 'x'.repeat(1000));
    const loops = '{{#each @root.tags}}'.repeat(5) + '{{this}}' + '{{/each}}'.repeat(5);
    expect(await refusal(loops, { tags })).toMatchObject({ code: 'E_TEMPLATE_LIMIT' });
  });

  it('stops loops that print nothing after five seconds', async () => {
    const tags = Array.from({ length: 1000 }, () => 1);
    const loops = '{{#each @root.tags}}'.repeat(5) + '{{/each}}'.repeat(5);
    expect(await refusal(loops, { tags })).toMatchObject({
      code: 'E_TEMPLATE_LIMIT',
      message: expect.stringContaining('5000 ms') as unknown,
    });
  });

  it('stops a partial that prints itself', async () => {
    const directory = await folder({ 'pages/a.hbs': '{{> pages/a}}' });
    expect(() => openTemplates({ directories: [directory] }).render('pages/a.hbs', {})).toThrow(
      expect.objectContaining({ code: 'E_TEMPLATE_DEPTH' }),
    );
  });

  it('takes time in proportion to its size', async () => {
    const time = async (count: number): Promise<number> => {
      const directory = await folder({ 'pages/a.hbs': '<p class="{{x}}">{{x}}</p>\n'.repeat(count) });
      const started = process.cpuUsage();
      openTemplates({ directories: [directory] }).render('pages/a.hbs', { x: 'y' });
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 1000;
    };
    await time(500);
    // As large as a template may be; what grew with the square would take minutes.
    expect(await time(2400)).toBeLessThan(4000);
  });
});
