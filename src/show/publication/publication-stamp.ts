import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { EPISODE_FILES } from '../../model/publication/paths/episode-paths.js';
import { LECTOR_VERSION } from '../../model/version.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import type { Show } from '../../model/publication/show.js';
import type { PublishTarget } from '../../publish/target.js';
import { hashFile, writeDurably } from '../../workspace.js';
import { readIfThere } from '../../open-file.js';

/** Raise it when the same show would be published under other names. */
const LAYOUT = 3;

/** A published file as it was left. */
type Left = readonly [path: string, version: string];

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
  const hash = createHash('sha256');
  hash.update(JSON.stringify({ version: LECTOR_VERSION, layout: LAYOUT, show, templates, art, subscribers }));
  // What was written is no part of what it is made from. One after the other: of a long show all of it is long.
  for (const { audio, ...record } of records)
    hash.update(JSON.stringify({ ...record, audio: { ...audio, files: {} } }));
  return hash.digest('hex');
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
  let count: number | undefined;
  for await (const files of readStamp(input.stateDir, input.key)) {
    const found = await input.target.stat(files.map(([file]) => file));
    if (!files.every(([, version], index) => found[index]?.version === version)) return undefined;
    count = (count ?? 0) + files.length;
  }
  return count;
}

/** The versions of the data of all episodes as the last publication from here left them, by path. */
export async function readLeft(stateDir: string): Promise<ReadonlyMap<string, string>> {
  const left = new Map<string, string>();
  for await (const files of readStamp(stateDir, undefined, (line) => line.includes(DATA_NAME)))
    for (const [file, version] of files) left.set(file, version);
  return left;
}

/** A published place as a publication left it. */
export type LeftPlace = {
  /** Every file of the show that lies there. */
  readonly files: ReadonlySet<string>;
  /** Of those that were looked at and left as they were, by path; of the others they are to be asked for. */
  readonly versions: ReadonlyMap<string, string>;
};

/** Remembers how the published place was left. */
export async function rememberPublication(input: {
  stateDir: string;
  target: PublishTarget;
  key: string;
  left: LeftPlace;
}): Promise<void> {
  const { files, versions } = input.left;
  const others = await input.target.stat([...files].filter((name) => !versions.has(name)));
  const lines = [JSON.stringify(input.key)];
  for (const left of versions) lines.push(JSON.stringify(left));
  for (const file of others) if (file) lines.push(JSON.stringify([file.path, file.version]));
  await writeDurably(stampPath(input.stateDir), `[${lines.join(',\n')},\n${ENDING}`);
}

/**
 * The files as they were left, some at a time: a long show has a hundred thousand, of which few are needed at once.
 * Nothing where it is damaged, and where it is of another publication than the one that is asked for.
 */
async function* readStamp(
  stateDir: string,
  key?: string,
  isMeant: (line: string) => boolean = () => true,
): AsyncGenerator<readonly Left[]> {
  const bytes = await readIfThere(stampPath(stateDir)).catch(() => undefined);
  const head = bytes?.indexOf('\n') ?? -1;
  const tail = (bytes?.length ?? 0) - ENDING.length;
  if (!bytes || head < 0 || bytes.toString('utf8', tail) !== ENDING) return;
  if (key !== undefined && bytes.toString('utf8', 0, head) !== `[${JSON.stringify(key)},`) return;
  let files: Left[] = [];
  for (let start = head + 1, end = 0; start < tail; start = end + 1) {
    end = bytes.indexOf('\n', start);
    const line = bytes.toString('utf8', start, end - 1);
    if (!isMeant(line)) continue;
    const file = readLine(line);
    // What is not there cannot be untouched.
    files.push(file ?? ['', 'damaged']);
    if (files.length < FILES_AT_ONCE) continue;
    yield files;
    files = [];
  }
  yield files;
}

function readLine(line: string): Left | undefined {
  try {
    return JSON.parse(line) as Left;
  } catch {
    return undefined;
  }
}

const DATA_NAME = `/${EPISODE_FILES.data}"`;

const ENDING = 'null]\n';

const FILES_AT_ONCE = 1000;

function stampPath(stateDir: string): string {
  return path.join(stateDir, 'publication.json');
}

/** Every file below a folder with the hash of its bytes. */
export async function hashFolder(folder: string): Promise<readonly (readonly [string, string])[]> {
  const entries = await readdir(folder, { withFileTypes: true, recursive: true }).catch(() => []);
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return Promise.all(files.sort().map(async (file) => [path.relative(folder, file), await hashFile(file)] as const));
}
