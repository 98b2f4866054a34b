import { existsSync } from 'node:fs';
import { copyFile, link, mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../config.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { openTarget } from '../../publish/open-target.js';
import { readPublishedShow } from '../../publish/published-show.js';
import { readIfThere } from '../../open-file.js';
import {
  DEV_FOLDER,
  MANIFESTS_FOLDER,
  listFiles,
  PRIVATE_STATE_FILE,
  readPrivateState,
  TEMPORARY_NAME,
} from '../../workspace.js';

/** The same show twice, with clips and the ledger of spending in common, and nothing else. */
export type DevPlaces = {
  /** As it is published: to be read, and never written. */
  readonly published: Config;
  /** As it would be: built into a place of its own below the state folder. */
  readonly built: Config;
};

const STAMP_FILE = 'published.stamp';

/** Where a show is built to be looked at: what is published, and what would be, stay as they are. */
export function devPlaces(config: Config): DevPlaces {
  const stateDir = path.join(config.stateDir, DEV_FOLDER);
  const published = { ...config, stateDir, soundDir: config.soundDir };
  return { published, built: { ...published, outDir: path.join(stateDir, 'site'), privateDir: stateDir } };
}

/** What is published now, as it can be told from another state of it. */
export async function stampOfPublished({ published: { outDir, root } }: DevPlaces): Promise<string> {
  const files = [path.join(outDir, PUBLISHED.manifest), path.join(root, PRIVATE_STATE_FILE)];
  const found = await Promise.all(files.map((file) => stat(file).catch(() => undefined)));
  return found.map((one) => (one ? `${one.size} ${one.mtimeMs} ${one.ino}` : '')).join(' ');
}

/**
 * Lays what is published into the place that is built, as links where the disk knows them: nothing is made again. What
 * was built of that very publication stays.
 */
export async function copyPublished(places: DevPlaces, stamp: string): Promise<void> {
  const { published, built } = places;
  const stampFile = path.join(built.stateDir, STAMP_FILE);
  const before = (await readIfThere(stampFile).catch(() => undefined))?.toString('utf8');
  if (before === stamp && existsSync(path.join(built.outDir, PUBLISHED.manifest))) return;
  // Another publication was kept there, which is no loss of this one.
  await rm(path.join(built.stateDir, MANIFESTS_FOLDER), { recursive: true, force: true });
  await rm(built.outDir, { recursive: true, force: true });
  await mkdir(built.outDir, { recursive: true });
  const made = new Set<string>();
  for (const name of await listFiles(published.outDir)) {
    if (TEMPORARY_NAME.test(path.basename(name))) continue;
    const to = path.join(built.outDir, name);
    const folder = path.dirname(to);
    if (!made.has(folder)) await mkdir(folder, { recursive: true });
    made.add(folder);
    const from = path.join(published.outDir, name);
    await link(from, to).catch(() => copyFile(from, to));
  }
  await writeFile(stampFile, stamp);
  const hidden = path.join(published.root, PRIVATE_STATE_FILE);
  await copyFile(hidden, path.join(built.privateDir, PRIVATE_STATE_FILE)).catch(() => undefined);
}

/** GUIDs of the episodes that are really published. */
export async function releasedGuids({ published }: DevPlaces): Promise<ReadonlySet<string>> {
  const { outDir, stateDir, root } = published;
  const { manifest } = await readPublishedShow(openTarget({ outDir }), { stateDir, warn: () => undefined });
  const hidden = (await readPrivateState(root))?.episodes ?? [];
  return new Set([...(manifest?.episodes ?? []), ...hidden].map(({ guid }) => guid));
}
