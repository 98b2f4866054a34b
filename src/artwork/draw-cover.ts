import { createHash } from 'node:crypto';
import { coverColors } from './cover-colors.js';
import { fitLettering, lettersOf, openLettering, toNode, type Node } from './lettering.js';

/** What a picture is drawn from. */
export type CoverPlan = {
  /** In large letters; of a show or an episode. */
  readonly title: string;
  /** `#rrggbb`, what everything stands on; one made of the title unless given. */
  readonly color?: string;
  readonly widthPx: number;
  readonly heightPx: number;
};

/** A drawn picture, and what of its title could not be drawn. */
export type DrawnCover = {
  /** sRGB, without transparency. */
  readonly jpeg: Uint8Array;
  /** Characters no letters are there for, each once; where a letter is among them the picture bears no title. */
  readonly missing: string;
  readonly isTitled: boolean;
};

/** Apple, artwork of shows: square, 1400 to 3000 pixels. */
export const COVER_SIZE = { widthPx: 3000, heightPx: 3000 } as const;
/** What link previews show (Open Graph, 1.91 to 1). */
export const SOCIAL_SIZE = { widthPx: 1200, heightPx: 630 } as const;

/** Apple recommends at most 512 KB; letters on plain ground stay far below it. */
const JPEG_QUALITY = 82;
/** Of the shorter edge. Apps round the corners and lay their own marks on them. */
const MARGIN = 0.09;
const BAR_COUNT = 13;
/** Of the height: the strip of sound above the title, and what remains for letters. */
const BARS_SHARE = 0.22;
const TITLE_SHARE = 0.56;

/**
 * Draws a cover or a picture for links: the title in large letters below a strip of sound, both made of the title and
 * the colour alone. The same plan gives the same bytes, on every machine. Long titles wrap and shrink.
 *
 * @throws {@link LectorError} `E_FLAG` when the colour is none.
 */
export async function drawCover(plan: CoverPlan): Promise<DrawnCover> {
  const { widthPx, heightPx } = plan;
  const { title, missing, isTitled } = lettersOf(plan.title);
  const { ground, ink, accent } = coverColors(plan.color, title);
  const renderer = await openLettering();
  try {
    const marginPx = Math.round(Math.min(widthPx, heightPx) * MARGIN);
    const place = { widthPx: widthPx - 2 * marginPx, heightPx: Math.round(heightPx * TITLE_SHARE) };
    const lettering = isTitled ? [await fitLettering(renderer, { title, color: ink, ...place })] : [];
    const page = toNode({
      style: {
        width: '100%',
        height: '100%',
        padding: marginPx,
        boxSizing: 'border-box',
        display: 'flex',
        flexDirection: 'column',
        justifyContent: 'space-between',
        backgroundColor: ground,
      },
      children: [strip({ title, color: accent, heightPx: heightPx * BARS_SHARE }), ...lettering],
    });
    const jpeg = await renderer.render(page, {
      width: widthPx,
      height: heightPx,
      format: 'jpeg',
      quality: JPEG_QUALITY,
    });
    return { jpeg, missing, isTitled };
  } finally {
    renderer.free();
  }
}

/** Bars as of a sound, as high as the digest of the title says: no two shows have the same. */
function strip({ title, color, heightPx }: { title: string; color: string; heightPx: number }): Node {
  const digest = createHash('sha256').update(title).digest();
  const widthPx = Math.round(heightPx / 12);
  const bars = Array.from({ length: BAR_COUNT }, (_, index) => {
    const share = 0.2 + (0.8 * (digest[index] ?? 0)) / 255;
    const style = { width: widthPx, height: Math.round(heightPx * share), borderRadius: widthPx };
    return toNode({ style: { ...style, backgroundColor: color }, children: [] });
  });
  const style = { display: 'flex', alignItems: 'center', gap: widthPx, height: Math.round(heightPx) } as const;
  return toNode({ style, children: bars });
}
