import { createRequire } from 'node:module';
import path from 'node:path';
import type { Node, Renderer } from '@takumi-rs/wasm';
import { readBytes, readText } from '../open-file.js';

export type { Node };

const FAMILY = 'Inter';
const WEIGHT = 700;
const LINE_HEIGHT = 1.08;
/** Of the shorter edge of the place: the largest letters, and the smallest anybody reads on a phone. */
const LARGEST = 0.26;
const SMALLEST = 0.045;
const SHRINKING = 0.95;
/** The rest of a longer title would be too small to read. */
const MAX_CHARACTERS = 200;

/** What the letters at hand draw of Latin, Greek and Cyrillic as they are written today, with their marks and signs. */
const DRAWN =
  /[ -~\u00A0-\u00AC\u00AE-\u0148\u014A-\u01C3\u01C5-\u024F\u0259\u02BB\u02BC\u0300\u0301\u0303\u0304\u0308\u0309\u0323\u0384-\u038A\u038C\u038E-\u03A1\u03A3-\u03CE\u0400-\u0479\u048A-\u049D\u04A0-\u04FF\u1E00-\u1E9B\u1E9D-\u1EFF\u1F00-\u1F15\u1F18-\u1F1D\u1F20-\u1F45\u1F48-\u1F4D\u1F50-\u1F57\u1F59\u1F5B\u1F5D\u1F5F-\u1F7D\u1F80-\u1FB4\u1FB6-\u1FC4\u1FC6-\u1FD3\u1FD6-\u1FDB\u1FDD-\u1FEF\u1FF2-\u1FF4\u1FF6-\u1FFE\u2013\u2014\u2018-\u201A\u201C-\u201E\u2020\u2022\u2026\u2032\u2033\u2039\u203A\u2044\u20A0-\u20AF\u20B1-\u20B5\u20B8-\u20BA\u20BC-\u20BF\u2116\u2122\u2191\u2193\u2212]/u;

/** A title as it can be drawn, and the characters of it that cannot; without a letter of its own it is none. */
export function lettersOf(title: string): {
  readonly title: string;
  readonly missing: string;
  readonly isTitled: boolean;
} {
  const text = title
    .normalize('NFC')
    .replace(/\s+/gu, ' ')
    .replace(/[\u2010\u2011]/gu, '-')
    .replaceAll('\u2015', '\u2014');
  const characters = [...text.replace(/[\p{Cc}\p{Cf}\uFE0F]/gu, '').trim()];
  const missing = [...new Set(characters.filter((character) => !DRAWN.test(character)))];
  const drawn = characters.filter((character) => DRAWN.test(character));
  const isTitled = !missing.some((character) => /[\p{L}\p{M}\p{N}]/u.test(character)) && /\S/u.test(drawn.join(''));
  const kept = drawn.length > MAX_CHARACTERS ? [...drawn.slice(0, MAX_CHARACTERS), '…'] : drawn;
  return { title: isTitled ? kept.join('').replace(/ {2,}/gu, ' ').trim() : text, missing: missing.join(''), isTitled };
}

/** A renderer that has the letters and no others; free it when done. */
export async function openLettering(): Promise<Renderer> {
  const { Renderer } = await import('@takumi-rs/wasm/node');
  const renderer = new Renderer();
  const folder = path.dirname(createRequire(import.meta.url).resolve('@fontsource-variable/inter/package.json'));
  const ranges = JSON.parse(await readText(path.join(folder, 'unicode.json'))) as Readonly<Record<string, string>>;
  for (const [subset, range] of Object.entries(ranges)) {
    const data = await readBytes(path.join(folder, 'files', `inter-${subset}-wght-normal.woff2`));
    await renderer.registerFont({ name: FAMILY, data, unicodeRange: parseRanges(range) });
  }
  return renderer;
}

/** The title in the largest letters that fit: no word is broken unless it is too long for the smallest. */
export async function fitLettering(
  renderer: Renderer,
  place: { readonly title: string; readonly color: string; readonly widthPx: number; readonly heightPx: number },
): Promise<Node> {
  const { title, color, widthPx, heightPx } = place;
  const edgePx = Math.min(widthPx, heightPx / 0.66);
  const lettering = (fontSize: number, isBreaking: boolean): Node => ({
    type: 'text',
    text: title,
    style: {
      color,
      fontFamily: FAMILY,
      fontWeight: WEIGHT,
      fontSize,
      lineHeight: LINE_HEIGHT,
      letterSpacing: '-0.02em',
      ...(isBreaking && { overflowWrap: 'anywhere' }),
    },
  });
  const smallest = edgePx * SMALLEST;
  for (let size = edgePx * LARGEST; size > smallest; size *= SHRINKING) {
    const node = lettering(size, false);
    const { runs, height } = await renderer.measure(node, { width: widthPx });
    if (height <= heightPx && runs.every((run) => run.x + run.width <= widthPx + size / 4)) return node;
  }
  return lettering(smallest, true);
}

/** A box of others. */
export function toNode(box: Pick<Extract<Node, { type: 'container' }>, 'style' | 'children'>): Node {
  return { type: 'container', ...box };
}

/** `U+0041-005A,U+00AA` as inclusive ranges. */
function parseRanges(range: string): [number, number][] {
  return range.split(',').map((part) => {
    const [from = '', to = from] = part.trim().slice(2).split('-');
    return [Number.parseInt(from, 16), Number.parseInt(to, 16)];
  });
}
