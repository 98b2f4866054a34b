/** How pages look, as `lector.yaml` says it; what is not said is as it comes. */
export type Theme = {
  /** `#rrggbb`, lower case. */
  readonly accent?: string | undefined;
  readonly font?: ThemeFont | undefined;
  readonly corner?: ThemeCorner | undefined;
  /** Path below the output folder of a picture that stands for the name of the show. */
  readonly logo?: string | undefined;
};

/** `serif` sets texts in a serif and controls in a sans, `sans` all in the sans; `system` loads no letters. */
export const THEME_FONTS = ['serif', 'sans', 'system'] as const;
export type ThemeFont = (typeof THEME_FONTS)[number];

export const THEME_CORNERS = ['square', 'soft', 'round'] as const;
export type ThemeCorner = (typeof THEME_CORNERS)[number];

/** Where the show is offered besides its feed, by app. */
export type ShowLinks = Readonly<Partial<Record<ShowLinkName, string | undefined>>>;
export const SHOW_LINK_NAMES = ['apple', 'spotify', 'pocketcasts', 'overcast', 'antennapod', 'youtube'] as const;
export type ShowLinkName = (typeof SHOW_LINK_NAMES)[number];

/** Backgrounds of pages, light and dark: what is written on them in the accent must be readable on each of a pair. */
export const PAPERS = { light: ['#fbfaf7', '#ffffff'], dark: ['#14130f', '#1e1c17'] } as const;
/** Readable on each of a pair as they are. */
export const DEFAULT_ACCENTS = { light: '#97300f', dark: '#f0a184' } as const;

/** WCAG 2.2 §1.4.3, for text. */
export const MIN_TEXT_CONTRAST = 4.5;
const STEPS = 100;

/**
 * The colour nearest to a wanted one that can be read on each of these backgrounds: mixed with black on light ones, with
 * white on dark ones, no more than it takes.
 */
export function readableOn(color: string, papers: readonly string[]): string {
  const end = luminanceOf(papers[0] ?? '#ffffff') > 0.18 ? 0 : 255;
  for (let step = 0; step <= STEPS; step += 1) {
    const mixed = toHex(channelsOf(color).map((channel) => Math.round(channel + ((end - channel) * step) / STEPS)));
    if (papers.every((paper) => contrastOf(mixed, paper) >= MIN_TEXT_CONTRAST)) return mixed;
  }
  return end === 0 ? '#000000' : '#ffffff';
}

/** Black or white, whichever is easier to read on a colour; one of the two always reaches 4.5:1. */
export function inkOn(color: string): '#000000' | '#ffffff' {
  return contrastOf(color, '#ffffff') >= MIN_TEXT_CONTRAST ? '#ffffff' : '#000000';
}

/** Contrast of two colours, 1 to 21 (WCAG 2.2, "contrast ratio"). */
export function contrastOf(first: string, second: string): number {
  const [low = 0, high = 0] = [luminanceOf(first), luminanceOf(second)].sort((a, b) => a - b);
  return (high + 0.05) / (low + 0.05);
}

/** WCAG 2.2, "relative luminance". */
function luminanceOf(color: string): number {
  const [red = 0, green = 0, blue = 0] = channelsOf(color).map((channel) => {
    const share = channel / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function channelsOf(color: string): readonly number[] {
  return [1, 3, 5].map((at) => Number.parseInt(color.slice(at, at + 2), 16));
}

function toHex(channels: readonly number[]): string {
  return `#${channels.map((channel) => channel.toString(16).padStart(2, '0')).join('')}`;
}
