import { createHash } from 'node:crypto';
import { LectorError } from '../errors.js';
import { quoteValue } from '../model/text.js';

/** Everything as `#rrggbb`. */
export type CoverColors = { readonly ground: string; readonly ink: string; readonly accent: string };

type Rgb = readonly [red: number, green: number, blue: number];

const LIGHT: Rgb = [255, 255, 255];
const DARK: Rgb = [20, 20, 24];
/** Of the way from the ground to the ink. */
const ACCENT_SHARE = 0.45;

/**
 * The colours of a cover: its ground, letters that can be read on it, and something between the two.
 *
 * @throws {@link LectorError} `E_FLAG` when the colour is none.
 */
export function coverColors(color: string | undefined, title: string): CoverColors {
  const ground = color === undefined ? colorOf(title) : parseColor(color);
  // WCAG 2.2 §1.4.3: whichever of the two stands out more; for every ground one of them reaches 4.5 to 1.
  const ink = contrast(ground, LIGHT) >= contrast(ground, DARK) ? LIGHT : DARK;
  const accent = ground.map((value, index) => value + ((ink[index] ?? 0) - value) * ACCENT_SHARE);
  return { ground: toHex(ground), ink: toHex(ink), accent: toHex(accent) };
}

/** A deep tone of any hue, so that shows beside each other differ. */
function colorOf(title: string): Rgb {
  const digest = createHash('sha256').update(title).digest();
  return fromHsl({ hue: (digest.readUInt16BE(30) / 65_536) * 360, saturation: 0.5, lightness: 0.26 });
}

function parseColor(color: string): Rgb {
  const found = /^#?([\da-f]{3}|[\da-f]{6})$/iu.exec(color.trim())?.[1];
  if (found === undefined) {
    throw new LectorError('E_FLAG', `${quoteValue(color)} is no colour.`, { hint: 'write it as #1d3b4f.' });
  }
  const digits = found.length === 3 ? found.replace(/./gu, '$&$&') : found;
  const [red = 0, green = 0, blue = 0] = Buffer.from(digits, 'hex');
  return [red, green, blue];
}

/** CSS Color 4 §7.1. */
function fromHsl({ hue, saturation, lightness }: { hue: number; saturation: number; lightness: number }): Rgb {
  const reach = saturation * Math.min(lightness, 1 - lightness);
  const channel = (offset: number): number => {
    const turn = (offset + hue / 30) % 12;
    return 255 * (lightness - reach * Math.max(-1, Math.min(turn - 3, 9 - turn, 1)));
  };
  return [channel(0), channel(8), channel(4)];
}

/** WCAG 2.2, contrast ratio of two colours: 1 to 21. */
function contrast(first: Rgb, second: Rgb): number {
  const [low = 0, high = 0] = [luminance(first), luminance(second)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** WCAG 2.2, relative luminance of sRGB: 0 to 1. */
function luminance(color: Rgb): number {
  const [red = 0, green = 0, blue = 0] = color.map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function toHex(color: readonly number[]): string {
  return `#${Buffer.from(color.map(Math.round)).toString('hex')}`;
}
