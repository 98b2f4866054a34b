import { createRequire } from 'node:module';
import path from 'node:path';
import { assetPath } from '../model/publication/paths/show-paths.js';
import type { OutputFile } from '../model/publication/site.js';
import type { ThemeFont } from '../model/publication/theme.js';

/** Letters as the style sheet declares them: one file for each script and slope, loaded where it is needed alone. */
export type FontFace = {
  readonly family: string;
  readonly style: 'normal' | 'italic';
  readonly weights: string;
  /** Beside the style sheet. */
  readonly file: string;
  readonly range: string;
};

export type Fonts = {
  readonly faces: readonly FontFace[];
  /** Paths below the output folder of the letters a page of that language begins with. */
  readonly preloads: (language: string) => readonly string[];
  readonly files: readonly OutputFile[];
};

const SERIF = { family: 'Lector Serif', name: 'source-serif-4', styles: ['normal', 'italic'] } as const;
const SANS = { family: 'Lector Sans', name: 'inter', styles: ['normal'] } as const;
const SUBSETS = ['latin', 'latin-ext', 'cyrillic', 'greek', 'vietnamese'] as const;
const CYRILLIC = /^(?:be|bg|kk|ky|mk|mn|ru|sr|tg|uk)\b/iu;
const require = createRequire(import.meta.url);

/** The letters of a theme, from packages that bring them with their licence; none where those of the system are wanted. */
export function fontsOf(font: ThemeFont = 'serif'): Fonts {
  const families = font === 'system' ? [] : font === 'sans' ? [SANS] : [SERIF, SANS];
  const packages = families.map((family) => {
    const manifest = require.resolve(`@fontsource-variable/${family.name}/package.json`);
    const { version } = require(manifest) as { readonly version: string };
    const root = path.dirname(manifest);
    const ranges = require(path.join(root, 'unicode.json')) as Readonly<Record<string, string>>;
    // A package of one version has the same bytes everywhere.
    return { ...family, root, ranges, folder: assetPath(toWord(family.name), toHash8(version), '/') };
  });
  const letters = packages.flatMap(({ family, name, styles, root, ranges, folder }) =>
    styles.flatMap((style) =>
      SUBSETS.map((subset) => {
        const file = `${name}-${subset}-wght-${style}.woff2`;
        return {
          family,
          style,
          subset,
          range: ranges[subset] ?? '',
          path: folder + file,
          from: path.join(root, 'files', file),
        };
      }),
    ),
  );
  return {
    faces: letters.map(({ family, style, range, path: file }) => ({
      family,
      style,
      weights: '200 900',
      file: file.slice('assets/'.length),
      range,
    })),
    preloads: (language) => {
      const wanted = CYRILLIC.test(language) ? 'cyrillic' : 'latin';
      return letters
        .filter(({ style, subset }) => style === 'normal' && subset === wanted)
        .map((letter) => letter.path);
    },
    files: [
      ...letters.map((letter) => ({ path: letter.path, copyFrom: letter.from })),
      ...packages.map(({ folder, root }) => ({ path: `${folder}LICENSE.txt`, copyFrom: path.join(root, 'LICENSE') })),
    ],
  };
}

/** As the name of an asset is written: letters alone. */
function toWord(name: string): string {
  return name.replace(/[^a-z]/gu, '');
}

/** `5.3.1` as eight digits. */
function toHash8(version: string): string {
  return version
    .split('.')
    .map((part) => Number.parseInt(part, 10).toString(16).padStart(2, '0').slice(-2))
    .join('')
    .padEnd(8, '0')
    .slice(0, 8);
}
