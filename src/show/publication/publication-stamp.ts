import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { LECTOR_VERSION } from '../../model/version.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import type { Show } from '../../model/publication/show.js';
import type { PublishTarget } from '../../publish/target.js';
import { hashFile, writeDurably } from '../../workspace.js';
import { readText } from '../../open-file.js';

/** Raise it when the same show would be published under other names. */
const LAYOUT = 2;

/** A published file as it was left. */
type Left = readonly [path: string, version: string];

type Stamp = { readonly key: string; readonly files: readonly Left[] };

/** Hash of everything a publication is made from: the show, its episodes, the templates, the program. */
export async function publicationKey(input: {
  show: Show;
  records: readonly EpisodeRecord[];
  templateFolders: readonly string[];
  /** Paths of the pictures of episodes. */
  art: readonly string[];
  /** Tokens of those who have feeds of their own. */
  subscribers: readonly string[];
}): Promise<string> {
  const { show, records, templateFolders, art, subscribers } = input;
  const templates = await Promise.all(templateFolders.map(hashFolder));
  // What was written is no part of what it is made from.
  const made = records.map(({ audio, ...record }) => ({ ...record, audio: { ...audio, files: {} } }));
  const value = JSON.stringify({
    version: LECTOR_VERSION,
    layout: LAYOUT,
    show,
    records: made,
    templates,
    art,
    subscribers,
  });
  return createHash('sha256').update(value).digest('hex');
}

/**
 * Whether exactly this was published last and nobody touched a file since, so that there is nothing to render.
 *
 * @returns The number of published files, or nothing when it has to be looked at closely.
 */
export async function countUntouched(input: {
  stateDir: string;
  target: PublishTarget;
  key: string;
}): Promise<number | undefined> {
  const stamp = await readStamp(input.stateDir);
  if (stamp?.key !== input.key) return undefined;
  const found = await input.target.stat(stamp.files.map(([file]) => file));
  const isUntouched = stamp.files.every(([, version], index) => found[index]?.version === version);
  return isUntouched ? stamp.files.length : undefined;
}

/** The versions of all files as the last publication from here left them, by path; none when that is not known. */
export async function readLeft(stateDir: string): Promise<ReadonlyMap<string, string>> {
  return new Map((await readStamp(stateDir))?.files);
}

/** Remembers how the published place was left. */
export async function rememberPublication(input: {
  stateDir: string;
  target: PublishTarget;
  key: string;
}): Promise<void> {
  const files = (await input.target.list()).map(({ path: file, version }): Left => [file, version]);
  const stamp: Stamp = { key: input.key, files };
  await writeDurably(stampPath(input.stateDir), JSON.stringify(stamp));
}

async function readStamp(stateDir: string): Promise<Stamp | undefined> {
  try {
    const stamp = JSON.parse(await readText(stampPath(stateDir))) as Partial<Stamp>;
    return typeof stamp.key === 'string' && Array.isArray(stamp.files) ? (stamp as Stamp) : undefined;
  } catch {
    return undefined;
  }
}

function stampPath(stateDir: string): string {
  return path.join(stateDir, 'publication.json');
}

/** Every file below a folder with the hash of its bytes. */
export async function hashFolder(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(files.sort().map(async (file) => [path.relative(folder, file), await hashFile(file)] as const));
}
