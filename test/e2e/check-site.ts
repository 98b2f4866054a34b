import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';

/**
 * What must hold at every moment: there is no feed yet, or it can be parsed, its GUIDs are different, and the file of
 * every episode is there and as long as the feed says.
 *
 * @returns How many episodes the feed has.
 */
export async function checkSite(outDir: string): Promise<number> {
  const text = await readFile(path.join(outDir, 'feed.xml'), 'utf8').catch(() => undefined);
  if (text === undefined) return 0;
  if (!text.trimEnd().endsWith('</rss>')) throw new Error(`the feed is cut: ${text.length} characters`);
  const items = parseRssFeed(text).items ?? [];
  const guids = new Set(items.map(({ guid }) => guid?.value));
  if (guids.size !== items.length) throw new Error('two episodes have one GUID');
  for (const { enclosures } of items) {
    const [enclosure] = enclosures ?? [];
    if (!enclosure?.url) throw new Error('an episode has no audio');
    const file = path.join(outDir, new URL(enclosure.url).pathname.replace(/^\/show\//u, ''));
    const { size } = await stat(file);
    if (size === 0 || size !== enclosure.length) throw new Error(`${file}: ${size} bytes, not ${enclosure.length}`);
  }
  return items.length;
}
