import { formatClock } from '../clock.js';
import type { Track } from '../player-data.js';
import { nameOf, save } from './share-sentence.js';

const SIZE_PX = 1080;
const MARGIN_PX = 96;
const COVER_PX = 168;
const LARGEST_PX = 76;
const SMALLEST_PX = 30;
const LINE_HEIGHT = 1.28;

type Quote = { readonly track: Track; readonly text: string; readonly seconds: number };

/** A square picture of a sentence with its episode, in the letters and colours of the page; nobody else is asked. */
export async function drawCard({ track, text, seconds }: Quote): Promise<HTMLCanvasElement> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SIZE_PX;
  const paint = canvas.getContext('2d');
  if (!paint) throw new Error('no canvas');
  const style = getComputedStyle(document.documentElement);
  const color = (name: string): string => style.getPropertyValue(`--${name}`).trim();
  const serif = getComputedStyle(document.querySelector('h1') ?? document.body).fontFamily;
  const sans = getComputedStyle(document.body).fontFamily;
  await document.fonts.load(`600 40px ${serif}`, text).catch(() => undefined);
  const isRightToLeft = getComputedStyle(document.querySelector('article') ?? document.body).direction === 'rtl';
  paint.direction = isRightToLeft ? 'rtl' : 'ltr';
  const side = isRightToLeft ? SIZE_PX - MARGIN_PX : MARGIN_PX;

  paint.fillStyle = color('paper');
  paint.fillRect(0, 0, SIZE_PX, SIZE_PX);
  paint.fillStyle = color('accent');
  paint.fillRect(isRightToLeft ? SIZE_PX - MARGIN_PX - 72 : MARGIN_PX, MARGIN_PX, 72, 10);

  const bottom = SIZE_PX - MARGIN_PX - COVER_PX;
  const top = MARGIN_PX + 60;
  const width = SIZE_PX - 2 * MARGIN_PX;
  const quoted = `“${text}”`;
  let size = LARGEST_PX;
  let lines: readonly string[] = [];
  for (; size >= SMALLEST_PX; size -= 2) {
    paint.font = `600 ${size}px ${serif}`;
    lines = breakLines(paint, quoted, width);
    if (lines.length * size * LINE_HEIGHT <= bottom - top - 48) break;
  }
  const most = Math.floor((bottom - top - 48) / (Math.max(size, SMALLEST_PX) * LINE_HEIGHT));
  paint.fillStyle = color('ink');
  lines.slice(0, most).forEach((line, index) => {
    const isCut = index === most - 1 && lines.length > most;
    paint.fillText(isCut ? `${line}…` : line, side, top + (index + 1) * size * LINE_HEIGHT - size * 0.25);
  });

  const cover = await loadPicture(track.artwork);
  if (cover) paint.drawImage(cover, isRightToLeft ? side - COVER_PX : side, bottom, COVER_PX, COVER_PX);
  const shift = cover ? COVER_PX + 32 : 0;
  const beside = isRightToLeft ? side - shift : side + shift;
  paint.font = `600 34px ${serif}`;
  const titles = breakLines(paint, track.title, width - shift);
  titles.slice(0, 2).forEach((line, index) => {
    paint.fillText(index === 1 && titles.length > 2 ? `${line}…` : line, beside, bottom + 40 + index * 44);
  });
  paint.fillStyle = color('muted');
  paint.font = `28px ${sans}`;
  paint.fillText(`${track.show} · ${formatClock(seconds)}`, beside, bottom + COVER_PX - 12, width - shift);
  return canvas;
}

/** Hands the picture to what the device shares with, else saves it. */
export async function saveCard(canvas: HTMLCanvasElement, track: Track): Promise<void> {
  const blob = await new Promise<Blob>((resolve, reject) => {
    canvas.toBlob((made) => (made ? resolve(made) : reject(new Error('no picture'))), 'image/png');
  });
  save(blob, `${nameOf(track)}.png`);
}

/** Lines as wide as there is room; broken between words, and where a script has no spaces, between its own. */
function breakLines(paint: CanvasRenderingContext2D, text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of piecesOf(text)) {
    if (line !== '' && paint.measureText((line + piece).trimEnd()).width > width) {
      lines.push(line.trimEnd());
      line = piece.trimStart();
    } else line += piece;
  }
  return [...lines, line.trimEnd()];
}

/** Words, each with what may not stand at the beginning of a line. */
function piecesOf(text: string): readonly string[] {
  if (!('Segmenter' in Intl) || /\s/.test(text)) return text.match(/\s*\S+/g) ?? [];
  const pieces: string[] = [];
  for (const { segment, isWordLike } of new Intl.Segmenter(undefined, { granularity: 'word' }).segment(text)) {
    const last = pieces.length - 1;
    if (last < 0 || isWordLike) pieces.push(segment);
    else pieces[last] += segment;
  }
  return pieces;
}

async function loadPicture(href: string | undefined): Promise<HTMLImageElement | undefined> {
  // A picture of elsewhere makes the canvas one that may not be saved.
  if (href === undefined || new URL(href).origin !== location.origin) return undefined;
  const image = new Image();
  image.src = href;
  return image.decode().then(
    () => image,
    () => undefined,
  );
}
