import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { collect, makeProject } from '../../project.js';

const AUDIO = { 'audio/programmes/talk.mp3': 'audio bytes' };
describe('the sidecar of a recording', () => {
  it('says when a recording has no sidecar or a sidecar no recording', async () => {
    const root = await makeProject({ ...AUDIO, 'audio/programmes/lost.yaml': 'title: Lost\n' });
    const { items, refused, warnings } = await collect(root);
    expect(items).toEqual([]);
    expect(refused.map(({ code, place }) => [code, place?.file])).toEqual([['E_AUDIO', 'audio/programmes/lost.yaml']]);
    expect(warnings.map(({ code, hint }) => [code, hint])).toEqual([
      ['W_SIDECAR', 'write talk.yaml beside it with title: "…".'],
    ]);
  });

  it('takes a sidecar named after the whole file, and one sidecar only', async () => {
    const root = await makeProject({
      ...AUDIO,
      'audio/programmes/talk.json': '{"title": "From JSON"}',
      'audio/programmes/talk.yaml': 'title: From YAML\n',
      'audio/programmes/song.flac': 'audio',
      'audio/programmes/song.flac.yaml': 'title: A song\n',
    });
    await mkdir(path.join(root, 'audio/programmes/odd.mp3'));
    const { items, refused } = await collect(root);
    expect(items.map(({ title }) => title)).toEqual(['A song', 'From JSON']);
    expect(refused.map(({ code, message }) => [code, message])).toEqual([
      ['E_INPUT', 'audio/programmes/odd.mp3 is a folder.'],
      ['E_INPUT', 'audio/programmes/talk.yaml is a second sidecar of the same name.'],
    ]);
  });
});
