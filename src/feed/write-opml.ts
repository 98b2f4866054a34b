import { publishedUrl } from '../model/publication/paths/addresses.js';
import type { Show } from '../model/publication/show.js';
import { nodeText } from './node-text.js';
import { writeNode } from './write-node.js';

/** OPML 2.0: every public feed of a show, to be taken over by an app in one go. */
export function writeOpml(title: string, feeds: readonly { readonly path: string; readonly show: Show }[]): string {
  const outlines = feeds.map(({ path, show }) => ({
    outline: {
      _attr: {
        type: 'rss',
        text: nodeText(show.title),
        title: nodeText(show.title),
        description: nodeText(show.description),
        xmlUrl: publishedUrl(show, path),
        htmlUrl: show.link,
        language: show.language.toLowerCase(),
        version: 'RSS2',
      },
    },
  }));
  const body = writeNode(
    { opml: [{ _attr: { version: '2.0' } }, { head: [{ title: nodeText(title) }] }, { body: outlines }] },
    0,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}
