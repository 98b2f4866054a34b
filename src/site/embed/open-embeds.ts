import { createHash } from 'node:crypto';
import type { Episode } from '../../model/episode.js';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import { rootFrom } from '../../model/publication/paths/page-paths.js';
import { assetPath, EMBED_SCRIPT } from '../../model/publication/paths/show-paths.js';
import type { Show } from '../../model/publication/show.js';
import type { OutputFile } from '../../model/publication/site.js';
import type { Templates } from '../../templates/render.js';
import { readModules } from '../read-modules.js';
import type { StyleView } from '../site-assets.js';
import { toArticleData } from './article-data.js';
import { toEmbedView } from './embed-view.js';
import { lookupDigits, toLookups } from './lookups.js';
import { toOembed } from './snippets.js';

/** What lets other pages play the episodes of a show. */
export type Embeds = {
  readonly assets: readonly OutputFile[];
  /** The page for frames, and what the pages of articles and those that show links ask for; nothing of a private one. */
  filesOf(episode: Episode): readonly OutputFile[];
  lookups(): readonly OutputFile[];
};

/** Published under a name of its own: it is in the templates of others. */
const ENTRY = 'embed.js';

/** @param open Episodes for everybody, newest first; their texts are not needed. */
export function openEmbeds(
  { show, open, style }: { readonly show: Show; readonly open: readonly Episode[]; readonly style: StyleView },
  templates: Templates,
): Embeds {
  const modules = readModules('companion');
  const entry = modules.find(({ name }) => name === ENTRY);
  const others = modules.filter((module) => module !== entry);
  const folder = assetPath(
    'companion',
    hash8(others.map(({ name, content }) => `${name}\n${content}`).join('\n')),
    '/',
  );
  const css = templates.render('assets/embed.css.hbs', style);
  const sheet = assetPath('embed', hash8(css), '.css');
  const published = JSON.stringify({ folder, digits: lookupDigits(open) });
  return {
    assets: [
      { path: sheet, content: css },
      ...others.map(({ name, content }) => ({ path: folder + name, content })),
      { path: EMBED_SCRIPT, content: `const PUBLISHED = ${published};\n${entry?.content ?? ''}` },
    ],
    filesOf(episode) {
      if (episode.isPrivate === true) return [];
      const { embed, embedPage, embedData, oembed } = episodePaths(episode.slug);
      const root = rootFrom(embed);
      const assets = { style: root + sheet, script: `${root}${folder}embed-page.js` };
      return [
        { path: embedData, content: `${JSON.stringify(toArticleData(episode, show))}\n` },
        { path: oembed, content: `${JSON.stringify(toOembed(episode, show))}\n` },
        {
          path: embedPage,
          content: `${templates.render('pages/embed.hbs', toEmbedView(episode, { show, assets })).trim()}\n`,
        },
      ];
    },
    lookups: () => toLookups(open),
  };
}

function hash8(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
