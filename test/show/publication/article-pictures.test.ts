import { execFile } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { imageSize } from 'image-size';
import { parseFile } from 'music-metadata';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findFfmpeg } from '../../../src/run-tool.js';
import { CONFIG, makeShow, type TestShow } from '../test-show.js';

const SAID = 'The lock keeper told the council about water, wood and wages until the bell of the old tower rang. ';
const PLACE = 'output/episodes/the-pier';
const ARTICLE = `---
title: The pier
date: 2026-01-02T08:00:00Z
---

${SAID.repeat(3)}

## Water

![The weir](weir.png)

${SAID.repeat(3)}

## Wood

${SAID.repeat(4)}

![Planks, seen from above](planks.png "Planks")

${SAID.repeat(3)}

![](ornament.png)

![Lost](lost.png)

## Wages

![A coin](icon.png)

${SAID.repeat(3)}
`;

let show: TestShow;
let pictures: Readonly<Record<string, Buffer>>;

/** Pictures of the test's own making: half see-through, wide, and one as small as an icon. */
async function draw(source: string): Promise<Buffer> {
  const ffmpeg = await findFfmpeg({ searchPath: process.env['PATH'] ?? '' });
  const args = ['-v', 'error', '-f', 'lavfi', '-i', source, '-frames:v', '1', '-f', 'image2pipe', '-c:v', 'png', '-'];
  const { stdout } = await promisify(execFile)(ffmpeg.path, args, { encoding: 'buffer', maxBuffer: 50_000_000 });
  return stdout;
}

beforeAll(async () => {
  pictures = {
    'articles/weir.png': await draw('color=c=red@0.0:s=1600x900,format=rgba'),
    'articles/planks.png': await draw('testsrc=s=640x480'),
    'articles/other.png': await draw('testsrc=s=600x400'),
    'articles/icon.png': await draw('testsrc=s=40x40'),
    'articles/ornament.png': await draw('testsrc=s=400x400'),
  };
  show = await makeShow({ 'articles/a.md': ARTICLE, ...pictures });
});
afterAll(() => show.remove());

async function build() {
  const { findings, rows } = await (await show.open()).build();
  const { audio } = (await show.manifest()).episodes[0] ?? {};
  const chapters = path.join(
    show.root,
    'output',
    (audio?.path ?? '').replace(/the-pier-(\w+)\.mp3/u, 'chapters-$1.json'),
  );
  const json = JSON.parse(await readFile(chapters, 'utf8')) as {
    chapters: readonly { startTime: number; title?: string; img?: string; toc?: boolean }[];
  };
  const found = findings.flatMap(({ code, place }) => (code === 'W_PICTURE' ? [place?.line] : []));
  const checked = (await (await show.open()).check()).filter(({ severity }) => severity === 'error');
  return { found, outcomes: rows.map(({ outcome }) => outcome), entries: json.chapters, checked, audio };
}

const nameOf = (img = ''): string => path.join(show.root, img.replace('https://pod.example.org/show/', 'output/'));
const figures = async () => Object.keys(await show.published()).filter((name) => name.includes('figure-'));

describe('the pictures of an article', () => {
  it('are shown with their words, in the chapter file and in the audio, and one that is lost is told', async () => {
    const { found, entries, checked, audio } = await build();
    expect({ found, checked }).toEqual({ found: [24], checked: [] });
    const marks = entries.map(({ title, img, toc }) => [title, img !== undefined, toc]);
    expect(marks).toEqual([
      ['The pier', false, undefined],
      ['Water', true, undefined],
      ['Wood', false, undefined],
      ['Planks', true, false],
      ['Wages', false, undefined],
    ]);
    expect(entries.every(({ startTime }) => Number.isInteger(startTime))).toBe(true);
    const weir = imageSize(await readFile(nameOf(entries[1]?.img)));
    expect(weir).toMatchObject({ width: 1200, height: 675, type: 'jpg' });
    const { native } = await parseFile(path.join(show.root, 'output', audio?.path ?? ''));
    const inside = (native['ID3v2.3'] ?? [])
      .filter(({ id }) => id === 'CHAP')
      .map(({ value }) => {
        const { frames } = value as { frames: ReadonlyMap<string, readonly { data?: Uint8Array }[]> };
        return JSON.stringify([...frames.keys()]);
      });
    expect(inside.map((keys) => keys.includes('APIC'))).toEqual([false, true, true, false]);
    const episode = JSON.parse(await readFile(path.join(show.root, PLACE, 'episode.json'), 'utf8')) as object;
    expect(episode).toMatchObject({ pictures: [{ alt: 'The weir', widthPx: 1200 }, { caption: 'Planks' }] });
    expect(
      (await readFile(path.join(show.root, 'output/feed.xml'), 'utf8')).match(/psc:chapter [^>]*image=/gu),
    ).toHaveLength(1);
  });

  it('cost tags alone when another is shown, and what is not shown any more goes with its audio', async () => {
    await show.encodedCount();
    const spoken = show.spoken.length;
    const before = await figures();
    await writeFile(path.join(show.root, 'articles/planks.png'), pictures['articles/other.png'] ?? '');
    const { outcomes, checked } = await build();
    expect([outcomes, checked, show.spoken.length - spoken, await show.encodedCount()]).toEqual([['tagged'], [], 0, 0]);
    const after = await figures();
    // Chapters of audio that listeners hold name the old one.
    expect([before.length, after.length, before.every((name) => after.includes(name))]).toEqual([2, 3, true]);
  });

  it('are put back where they are missing, and are none where nobody wants them', async () => {
    const [name = ''] = await figures();
    await rm(path.join(show.root, 'output', name));
    await build();
    expect(await figures()).toHaveLength(3);
    await show.write('lector.yaml', `${CONFIG}reading: {chapterPictures: false}\n`);
    const { found, entries, outcomes } = await build();
    expect([found, outcomes, entries.map(({ img }) => img)]).toEqual([
      [],
      ['tagged'],
      [undefined, undefined, undefined, undefined],
    ]);
  });
});
