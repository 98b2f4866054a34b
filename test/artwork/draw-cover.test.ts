import { execFileSync } from 'node:child_process';
import { imageSize } from 'image-size';
import { beforeAll, describe, expect, it } from 'vitest';
import { coverColors } from '../../src/artwork/cover-colors.js';
import { COVER_SIZE, drawCover, SOCIAL_SIZE } from '../../src/artwork/draw-cover.js';
import { fitLettering, lettersOf, openLettering } from '../../src/artwork/lettering.js';
import { findFfmpeg } from '../../src/run-tool.js';

const LONG = 'The remarkably long and winding weekly reader of unwritten constitutional histories, '.repeat(3);
const WORD = 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft';
const SMALL = { widthPx: 300, heightPx: 300 };
let ffmpeg = '';

beforeAll(async () => {
  ffmpeg = (await findFfmpeg({ searchPath: process.env['PATH'] ?? '' })).path;
});

/** The picture as pixels of `rrggbb`, in rows. */
function pixelsOf(jpeg: Uint8Array): readonly (readonly string[])[] {
  const { width } = imageSize(jpeg);
  const options = ['-v', 'error', '-f', 'jpeg_pipe', '-i', '-', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-'];
  const hex = execFileSync(ffmpeg, options, { input: jpeg, maxBuffer: 1 << 26 }).toString('hex');
  const rows = hex.match(new RegExp(`.{${6 * width}}`, 'gu')) ?? [];
  return rows.map((row) => row.match(/.{6}/gu) ?? []);
}

/** Shares of a row or column that differ from the ground, to the eye. */
function inkOf(pixels: readonly string[], ground: string): number {
  const far = (color: string): boolean =>
    [0, 2, 4].some(
      (at) => Math.abs(parseInt(color.slice(at, at + 2), 16) - parseInt(ground.slice(at, at + 2), 16)) > 40,
    );
  return pixels.filter(far).length / pixels.length;
}

describe('drawCover', () => {
  it.each([
    ['a show', COVER_SIZE],
    ['links', SOCIAL_SIZE],
  ])(
    'draws a JPEG for %s of the size that is asked for, as small as apps like it, in the same bytes again',
    async (_, size) => {
      const plan = { title: 'Night Ferry & other crossings', color: '#1d3b4f', ...size };
      const { jpeg } = await drawCover(plan);
      expect(imageSize(jpeg)).toMatchObject({ type: 'jpg', width: size.widthPx, height: size.heightPx });
      expect(jpeg.byteLength).toBeLessThan(512_000);
      expect(Buffer.compare((await drawCover(plan)).jpeg, jpeg)).toBe(0);
    },
  );

  it.each([
    ['Ferry', true, ''],
    [LONG, true, ''],
    [WORD, true, ''],
    ['Ночной паром и Εφημερίδα, Łódź & Tiếng Việt', true, ''],
    ['\u{1F3A7} Radio Ünlü', true, '\u{1F3A7}'],
    ['日本語の番組', false, '日本語の番組'],
    ['مرحبا Radio', false, 'مرحبا'],
    ['\u{1F3A7}', false, '\u{1F3A7}'],
  ])('writes %j inside its margins, or says what it cannot write', async (title, isTitled, missing) => {
    const drawn = await drawCover({ title, color: '1d3b4f', ...SMALL });
    expect({ isTitled: drawn.isTitled, missing: drawn.missing }).toEqual({
      isTitled,
      missing: [...new Set(missing)].join(''),
    });
    const rows = pixelsOf(drawn.jpeg);
    const column = (at: number): readonly string[] => rows.map((row) => row[at] ?? '');
    expect([inkOf(column(8), '1d3b4f'), inkOf(column(291), '1d3b4f'), inkOf(rows[290] ?? [], '1d3b4f')]).toEqual([
      0, 0, 0,
    ]);
    const below = rows.slice(130).reduce((sum, row) => sum + inkOf(row, '1d3b4f'), 0);
    expect(below > 1).toBe(isTitled);
  });

  it('sets every line within its place, whatever the title', async () => {
    const renderer = await openLettering();
    for (const title of ['Ferry', LONG, WORD, `${WORD} ${LONG}`]) {
      const place = { widthPx: 1000, heightPx: 660 };
      const node = await fitLettering(renderer, { title: lettersOf(title).title, color: '#fff', ...place });
      const { height, runs } = await renderer.measure(node, { width: place.widthPx });
      expect(height).toBeLessThanOrEqual(place.heightPx);
      expect(Math.max(...runs.map(({ x, width, text }) => (text === '' ? 0 : x + width)))).toBeLessThan(1090);
    }
    renderer.free();
  });

  it.each([
    ['#1d3b4f', '#ffffff'],
    ['f2c14e', '#141418'],
    ['#fff', '#141418'],
    ['#777777', '#ffffff'],
  ])('writes on %s in %s, which can be read', (color, ink) => {
    expect(coverColors(color, 'Ferry').ink).toBe(ink);
  });

  it('gives shows without a colour one of their own', () => {
    const grounds = ['Ferry', 'Pier', 'Clock', 'Tide'].map((title) => coverColors(undefined, title).ground);
    expect(new Set(grounds).size).toBe(4);
    expect(coverColors(undefined, 'Ferry').ink).toBe('#ffffff');
  });

  it.each(['', 'blue', '#12345', '#zzzzzz'])('refuses the colour %j', async (color) => {
    await expect(drawCover({ title: 'Ferry', color, ...SMALL })).rejects.toMatchObject({ code: 'E_FLAG' });
  });
});
