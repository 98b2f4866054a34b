import { createHash } from 'node:crypto';
import { assetPath } from '../model/publication/published-paths.js';
import type { OutputFile } from '../model/publication/site.js';
import type { Templates } from '../templates/render.js';
import { readPlayerModules } from './player-asset.js';

/** Style and player as files whose names change with their bytes, so that hosts may keep them for ever. */
export type SiteAssets = {
  /** Paths below the output folder, as pages link to them. */
  readonly style: string;
  readonly player: string;
  readonly files: readonly OutputFile[];
};

/** The style sheet comes from the template `assets/style.css.hbs`, the player from the compiled modules. */
export function siteAssets(templates: Templates): SiteAssets {
  const css = templates.render('assets/style.css.hbs', {});
  const modules = readPlayerModules();
  const style = assetPath('style', hash8(css), '.css');
  const folder = assetPath('player', hash8(modules.map(({ name, content }) => `${name}\n${content}`).join('\n')), '/');
  return {
    style,
    player: `${folder}player.js`,
    files: [{ path: style, content: css }, ...modules.map(({ name, content }) => ({ path: folder + name, content }))],
  };
}

function hash8(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
