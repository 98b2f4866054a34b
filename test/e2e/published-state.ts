import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseRssFeed } from 'feedsmith';
import type { Manifest } from '../../src/model/publication/manifest.js';

/**
 * What the feed promises that the manifest does not know, where it stands what an episode is called and dated for ever.
 *
 * @param leaving GUIDs of episodes that are being taken out: the feed may name them last.
 * @returns One line per episode of the feed that the manifest lacks, or dates or hears otherwise.
 */
export async function findUnrecorded(root: string, leaving: readonly string[] = []): Promise<readonly string[]> {
  const xml = await readFile(path.join(root, 'output/feed.xml'), 'utf8').catch(() => undefined);
  if (xml === undefined) return [];
  const { episodes } = await readManifestFile(path.join(root, 'output/manifest.json'));
  const known = episodes.flatMap(({ guid, publishedAt, audio, retiredAudio }) =>
    [audio, ...retiredAudio].map((file) => lineOf({ guid, date: publishedAt, file: file.path })),
  );
  const { items = [] } = parseRssFeed(xml);
  const staying = items.filter(({ guid }) => !leaving.includes(guid?.value ?? ''));
  const promised = staying.map(({ guid, pubDate, enclosures }) =>
    lineOf({
      guid: guid?.value ?? '',
      date: String(pubDate),
      file: new URL(enclosures?.[0]?.url ?? '').pathname.replace(/^\/show\//u, ''),
    }),
  );
  return promised.filter((line) => !known.includes(line));
}

/** GUIDs of the feed, in order; none when there is no feed. */
export async function guidsOfFeed(root: string): Promise<readonly string[]> {
  const xml = await readFile(path.join(root, 'output/feed.xml'), 'utf8').catch(() => undefined);
  return xml === undefined ? [] : (parseRssFeed(xml).items ?? []).map(({ guid }) => guid?.value ?? '');
}

/** Keys of the clips that the published manifest or one of the kept ones names and that are not in the cache. */
export async function findLostClips(root: string): Promise<readonly string[]> {
  const kept = path.join(root, '.lector/manifests');
  const names = await readdir(kept).catch(() => []);
  const files = [path.join(root, 'output/manifest.json'), ...names.map((name) => path.join(kept, name))];
  const manifests = await Promise.all(files.filter((file) => /\d?\.json$/u.test(file)).map(readManifestFile));
  const keys = manifests.flatMap(({ episodes }) => episodes.flatMap(({ clipKeys }) => clipKeys));
  return [...new Set(keys)].filter((key) => !existsSync(clipPath(root, key)));
}

function clipPath(root: string, key: string): string {
  return path.join(root, '.lector/clips', key.slice(0, 2), `${key}.wav`);
}

function lineOf({ guid, date, file }: { guid: string; date: string; file: string }): string {
  return `${guid} ${new Date(date).toISOString()} ${file}`;
}

async function readManifestFile(file: string): Promise<Pick<Manifest, 'episodes'>> {
  const text = await readFile(file, 'utf8').catch(() => '{"episodes":[]}');
  return JSON.parse(text) as Manifest;
}
