import { copyFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { article, makeProject, TEST_CONFIG } from './project.js';

const STARTER = path.resolve(import.meta.dirname, '../../starter');
const lines = (text: string, code: string): readonly string[] => text.split('\n').filter((line) => line.includes(code));

describe('what an editor is told', () => {
  it('names what still is as lector init made it, until it is changed', async () => {
    const project = await makeProject({ 'articles/a.md': article('A') });
    await copyFile(path.join(STARTER, 'cover.jpg'), path.join(project.root, 'cover.jpg'));
    await project.write('lector.yaml', TEST_CONFIG.replace('A test show', 'My Show'));
    const { stderr, exitCode } = await project.run(['build']);
    expect(exitCode).toBe(0);
    expect(lines(stderr, 'W_PLACEHOLDER')).toEqual([
      expect.stringMatching(/lector\.yaml:1: title is still "My Show": /u),
      expect.stringMatching(/cover\.jpg: the cover is still/u),
    ]);
    expect(lines((await project.run(['build'])).stderr, 'W_PLACEHOLDER')).toHaveLength(2);
    await project.write('lector.yaml', TEST_CONFIG);
    await copyFile(path.resolve(STARTER, '../artwork/cover.jpg'), path.join(project.root, 'cover.jpg'));
    expect(lines((await project.run(['build'])).stderr, 'W_PLACEHOLDER')).toEqual([]);
  });

  it('names what notes cannot hold, once', async () => {
    const project = await makeProject({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    await project.write(
      'templates/notes/content.hbs',
      '<p onclick="x()">{{episode.title}} <img src="x.png"> <a href="javascript:x">y</a> <b>z</b></p>',
    );
    const { stderr } = await project.run(['build']);
    expect(lines(stderr, 'W_NOTES_CLEANED')).toEqual([
      expect.stringContaining('templates/notes/content.hbs: <p onclick>, <img>, <a href> are taken out'),
    ]);
    expect(await project.read('output/feed.xml')).not.toMatch(/<img|onclick|javascript:/u);
  });

  it.each([
    [
      'notes/content.hbs',
      '<p>\n{{> partials/foter}}</p>',
      /templates\/notes\/content\.hbs:2: .*did you mean "partials\/footer"/u,
    ],
    [
      'spoken/intro.hbs',
      '{{title}}\n{{titel}}',
      /templates\/spoken\/intro\.hbs:2: unknown field "titel"; did you mean "title"/u,
    ],
    [
      'spoken/outro.hbs',
      '{{show.titel}}',
      /templates\/spoken\/outro\.hbs:1: unknown field "titel"; did you mean "title"/u,
    ],
  ])(
    'names a misspelt word of templates/%s with its line, once, before anything is paid for',
    async (name, text, says) => {
      const project = await makeProject({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
      await project.write(`templates/${name}`, text);
      const { stderr, exitCode } = await project.run(['build']);
      expect([exitCode, lines(stderr, 'E_TEMPLATE')]).toEqual([3, [expect.stringMatching(says)]]);
    },
  );

  it('says that an engine which says everything the same way has no other take', async () => {
    const project = await makeProject({ 'articles/a.md': article('A') });
    const { stderr, exitCode } = await project.run(['redo', 'a', 'Nobody left early']);
    expect([exitCode, stderr]).toEqual([4, expect.stringContaining('another take would change nothing')]);
  });

  it('gives each language the voice named for it', async () => {
    const german = article('B').replace('---\n', '---\nlang: de\n');
    const project = await makeProject({ 'articles/a.md': article('A'), 'articles/b.md': german });
    const tts = 'tts: {engine: silence, voice: anna, voices: {de: bernd}, roles: {heading: carla}}';
    await project.write('lector.yaml', TEST_CONFIG.replace('tts: {engine: silence}', tts));
    const voicesOf = async (name: string): Promise<readonly string[]> => {
      const { stdout } = await project.run(['script', name, '--json']);
      return [...new Set([...stdout.matchAll(/"voice":\s*"(\w+)"/gu)].map(([, voice = '']) => voice))].sort();
    };
    expect(await voicesOf('a.md')).toEqual(['anna', 'carla']);
    expect(await voicesOf('b.md')).toEqual(['bernd']);
  });

  it.each([
    ['{engine: silence, voice: nemo}', 'E_VOICE_UNKNOWN', 'voice'],
    ['{engine: silence, roles: {heading: nemo}}', 'E_VOICE_UNKNOWN', 'roles'],
    ['{engine: silense}', 'E_ENGINE_UNKNOWN', 'engine'],
  ])('names the line of lector.yaml that names what is not there: %s', async (tts, code) => {
    const project = await makeProject({ 'articles/a.md': article('A') });
    const config = TEST_CONFIG.replace('tts: {engine: silence}', `tts: ${tts}`);
    await project.write('lector.yaml', config);
    const line = config.slice(0, config.indexOf('tts:')).split('\n').length;
    for (const verb of ['build', 'plan']) {
      const { stderr } = await project.run([verb]);
      expect(stderr).toMatch(new RegExp(`lector\\.yaml:${line}\\b.*`, 'u'));
      expect(stderr).toContain(code);
    }
  });

  it.each([
    ['title = "A"\n\n[tts]\nengine = "silence"\n', 'lector.yaml:1', 'is written in TOML'],
    ['# mine\n[show]\ntitle = "A"\n', 'lector.yaml:2', 'is written in TOML'],
    ['title: A\n---\ntts: {engine: silence}\n', 'lector.yaml:2', 'a second document begins here'],
  ])('says what a lector.yaml in another form is: %j', async (config, place, says) => {
    const project = await makeProject({ 'articles/a.md': article('A') });
    await project.write('lector.yaml', config);
    const { stderr, exitCode } = await project.run(['build']);
    expect(exitCode).toBe(3);
    expect(stderr).toContain(place);
    expect(stderr).toContain(says);
    expect(stderr).not.toMatch(/YAML\.parse|mapping/u);
  });

  it('plans one article alone, as build builds it', async () => {
    const project = await makeProject({ 'articles/a.md': article('A'), 'articles/b.md': article('B') });
    const { stdout } = await project.run(['plan', 'articles/b.md', '--json']);
    const plan = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as { rows: { slug: string }[] };
    expect(plan.rows.map(({ slug }) => slug)).toEqual(['b']);
  });
});
