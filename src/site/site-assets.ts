import { createHash } from 'node:crypto';
import { renderSVG } from 'uqr';
import { labelsOf } from '../languages/language-of.js';
import { publishedUrl } from '../model/publication/paths/addresses.js';
import { assetPath } from '../model/publication/paths/show-paths.js';
import type { Show } from '../model/publication/show.js';
import type { OutputFile } from '../model/publication/site.js';
import {
  DEFAULT_ACCENTS,
  inkOn,
  PAPERS,
  readableOn,
  type Theme,
  type ThemeCorner,
} from '../model/publication/theme.js';
import type { Templates } from '../templates/render.js';
import { fontsOf, type FontFace } from './fonts.js';
import { SHEET_LABELS } from './player-labels.js';
import { readModules } from './read-modules.js';

/** Style, letters, pictures and player as files whose names change with their bytes, so that hosts may keep them for ever. */
export type SiteAssets = {
  /** Paths below the output folder, as pages link to them. */
  readonly style: string;
  readonly player: string;
  /** A QR code of the place on the index where one subscribes. */
  readonly qr: string;
  /** Letters a page begins with. */
  readonly preloads: readonly string[];
  readonly files: readonly OutputFile[];
};

/** What `assets/style.css.hbs` is given. */
export type StyleView = {
  readonly faces: readonly FontFace[];
  /** Whether texts are set in a serif, and whether letters are loaded at all. */
  readonly isSerif: boolean;
  readonly hasFonts: boolean;
  readonly light: Palette;
  readonly dark: Palette;
  /** Radius of corners, of small parts and of large ones. */
  readonly corner: string;
  readonly largeCorner: string;
};

type Palette = {
  readonly paper: string;
  readonly surface: string;
  /** Can be read on both. */
  readonly accent: string;
  /** Of buttons, and what is written on them. */
  readonly fill: string;
  readonly onFill: string;
};

const CORNERS: Readonly<Record<ThemeCorner, readonly [small: string, large: string]>> = {
  square: ['0', '0'],
  soft: ['4px', '8px'],
  round: ['10px', '20px'],
};

/** The style sheet comes from the template `assets/style.css.hbs`, the player from the compiled modules. */
export function siteAssets(templates: Templates, show: Show): SiteAssets {
  const fonts = fontsOf(show.theme?.font);
  const css = templates.render('assets/style.css.hbs', toStyleView(show.theme ?? {}, fonts.faces));
  const labels = labelsOf(show.language);
  const words = JSON.stringify(Object.fromEntries(SHEET_LABELS.map((name) => [name, labels[name]])));
  const modules = [...readModules('player'), { name: 'words.json', content: words }];
  const style = assetPath('style', hash8(css), '.css');
  const folder = assetPath('player', hash8(modules.map(({ name, content }) => `${name}\n${content}`).join('\n')), '/');
  const svg = renderSVG(`${publishedUrl(show, '')}#subscribe`, { border: 2, ecc: 'M' });
  const qr = assetPath('qr', hash8(svg), '.svg');
  return {
    style,
    qr,
    player: `${folder}player.js`,
    preloads: fonts.preloads(show.language),
    files: [
      { path: style, content: css },
      ...modules.map(({ name, content }) => ({ path: folder + name, content })),
      { path: qr, content: svg },
      ...fonts.files,
    ],
  };
}

export function toStyleView({ accent, font = 'serif', corner = 'soft' }: Theme, faces: readonly FontFace[]): StyleView {
  const [small, large] = CORNERS[corner];
  return {
    faces,
    isSerif: font !== 'sans',
    hasFonts: font !== 'system',
    light: toPalette(accent, 'light'),
    dark: toPalette(accent, 'dark'),
    corner: small,
    largeCorner: large,
  };
}

/** A colour of the editor's own fills buttons as it is; where it is written it is made readable. */
function toPalette(chosen: string | undefined, scheme: 'light' | 'dark'): Palette {
  const [paper, surface] = PAPERS[scheme];
  const accent = readableOn(chosen ?? DEFAULT_ACCENTS[scheme], [paper, surface]);
  const fill = chosen ?? accent;
  return { paper, surface, accent, fill, onFill: inkOn(fill) };
}

function hash8(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
