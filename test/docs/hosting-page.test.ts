import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfigFile } from '../../src/config/read-config-file.js';
import { mediaTypeOf } from '../../src/model/publication/paths/addresses.js';

const PAGE = readFileSync(path.resolve(import.meta.dirname, '../../docs/hosting.md'), 'utf8');
const blocks = (language: string): readonly string[] =>
  [...PAGE.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gmu'))].map(([, text = '']) => text);

describe('the page about hosts', () => {
  it('shows configurations that Lector reads', () => {
    const recipes = blocks('yaml').filter((text) => /^(?:publish|podcast):/u.test(text));
    expect(recipes).toHaveLength(5);
    const read = recipes.map((text) => readConfigFile(`title: A show\n${text}`, 'hosting.md').values);
    expect(read.flatMap(({ publish }) => Object.values(publish).map(({ target }) => target))).toEqual([
      's3',
      'git',
      'rsync',
      'sftp',
    ]);
  });

  it('asks for the types that are published, of every host and of nginx and Caddy where they have others', () => {
    const names = ['feed.xml', 'chapters-0a1b2c3d.json', 't.vtt', 't.srt', 'a.mp3', 'a.m4a', 'a.opus'];
    const [asked = ''] = /^- send these types:[\s\S]*?;$/mu.exec(PAGE) ?? [];
    for (const name of names) expect(asked).toContain(`\`${mediaTypeOf(name)}\``);
    const [nginx = ''] = blocks('nginx');
    const [caddy = ''] = blocks('caddyfile');
    for (const name of names) expect(nginx).toContain(mediaTypeOf(name));
    for (const name of ['feed.xml', 'chapters-0a1b2c3d.json', 't.srt', 'a.m4a'])
      expect(caddy).toContain(mediaTypeOf(name));
  });
});
