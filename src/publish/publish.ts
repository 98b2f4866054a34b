import {
  BEGINNING_BYTES,
  cacheControlOf,
  contentTypeOf,
  isPublishedPath,
} from '../model/publication/paths/addresses.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import type { Manifest } from '../model/publication/manifest.js';
import type { OutputFile, Receipt } from '../model/publication/site.js';
import { keepManifest } from '../workspace.js';
import { parseFileList, requireFreeNames } from './own-place.js';
import type { PublishedVersions, PublishTarget, TargetFile } from './target.js';

export type PublishInput = {
  readonly audio: readonly { readonly path: string; readonly copyFrom: string }[];
  /** Text assets first, then pages; written in this order, between the audio and the feed. */
  readonly files: Iterable<OutputFile> | AsyncIterable<OutputFile>;
  /** Files of the show that lie there as they are to: listed, and not put. */
  readonly standing?: Iterable<string>;
  /** The main feed; asked for after the files. */
  readonly feedXml: string | (() => Uint8Array);
  /** Asked for when the files are put: what they hold is on record there. */
  readonly manifest: () => Manifest | Promise<Manifest>;
  /** What no public list may name: the caller remembers and removes it. */
  readonly isUnlisted?: (path: string) => boolean;
  /** What stays: audio the feed names or named in the last 30 days, with what belongs to each. */
  readonly keep: ReadonlySet<string>;
};

export type PublishContext = {
  readonly target: PublishTarget;
  /** Feed and manifest as they were when the build read them. */
  readonly replaces: PublishedVersions;
  /** Manifests are kept there before they are published. */
  readonly stateDir: string;
  /** Files of others that are in the way are replaced. */
  readonly isAdopting?: boolean;
};

/**
 * Puts a show in place so that a reader never sees a feed that names what is not there: audio, text, pages, manifest,
 * feed, and only then removes what Lector published once and no longer lists. What the feed says stands in the manifest
 * before anyone can read it: whatever stops a run, no GUID or date that was seen is forgotten. Puts only what differs;
 * files that are not Lector's are never touched. A name is on
 * the list of Lector's files before anything lies under it, so that no run that is killed leaves a file without an owner.
 *
 * @returns What was done, and every file of the show that lies there now.
 * @throws {@link LectorError} `E_OUT_FOREIGN` when somebody else's file is in the way; `E_WRITE` for a path that leads out of the place; `E_DISK`; `E_FEED_CONFLICT` when feed or
 * manifest are not as the build read them.
 */
export async function publish(
  input: PublishInput,
  context: PublishContext,
): Promise<Receipt & { readonly files: ReadonlySet<string> }> {
  const { target, stateDir } = context;
  const list = await openFileList(target);
  const isListKnown = list.names() !== undefined;
  const before = list.names() ?? new Set();
  const known = new Set(before);
  const listed = new Set<string>();
  const written: string[] = [];
  const isListed = (path: string): boolean => input.isUnlisted?.(path) !== true;
  const unlisted = new Set<string>();

  const claim = async (files: readonly OutputFile[]): Promise<void> => {
    const fresh = files.filter(({ path }) => isPublishedPath(path) && isListed(path) && !known.has(path));
    // Where the list is lost nobody can tell whose a file is.
    if (isListKnown && context.isAdopting !== true) await requireFreeNames(target, fresh);
    for (const { path } of fresh) known.add(path);
    if (fresh.length > 0) await list.add(fresh.map(({ path }) => path));
  };
  const putAll = async (files: readonly OutputFile[]): Promise<void> => {
    await claim(files);
    for (const file of files) {
      if (isListed(file.path)) listed.add(file.path);
      else unlisted.add(file.path);
      if (await target.put(toTargetFile(file))) written.push(file.path);
    }
  };

  try {
    for (const path of input.standing ?? []) {
      if (isListed(path)) listed.add(path);
      else unlisted.add(path);
    }
    await putAll(input.audio);
    for await (const files of chunksOf(input.files)) await putAll(files);
    const { feedXml } = input;
    const feed = { path: PUBLISHED.feed, content: typeof feedXml === 'string' ? feedXml : feedXml() };
    await claim([feed]);
    listed.add(feed.path);
    // From here on the manifest may name these files: then they must be known as ours, or nobody would ever remove them.
    await list.add(listed);
    const record = {
      path: PUBLISHED.manifest,
      content: await keepManifest(await input.manifest(), stateDir, target.locate(PUBLISHED.manifest)),
    };
    const files = { record: toTargetFile(record), feed: toTargetFile(feed) };
    written.push(...(await target.putFeed({ ...files, replaces: context.replaces })));
  } catch (error) {
    // What was put before it stopped is ours too; that it could not go on is what has to be told.
    await list.add(listed).catch(() => undefined);
    throw error;
  }

  const current = new Set([...listed, ...[...input.keep].filter((name) => before.has(name) || listed.has(name))]);
  const removed = await removeUnlisted(target, { before, current });
  await list.write(current);
  // The manifest is not on the list: nothing ever takes it away.
  const unchangedCount = listed.size + unlisted.size + 1 - written.length;
  return {
    written,
    unchangedCount,
    removed,
    files: new Set([...current, ...unlisted, PUBLISHED.manifest, PUBLISHED.fileList]),
  };
}

/** Files are made as they are put: the pages of a long show do not fit into memory at once, nor do those of a long text. */
const CHUNK_LENGTH = 200;
const CHUNK_CHARACTERS = 4_000_000;

async function* chunksOf(files: PublishInput['files']): AsyncGenerator<readonly OutputFile[]> {
  let [chunk, length]: [OutputFile[], number] = [[], 0];
  for await (const file of files) {
    chunk.push(file);
    length += 'content' in file ? file.content.length : 0;
    if (chunk.length < CHUNK_LENGTH && length < CHUNK_CHARACTERS) continue;
    yield chunk;
    [chunk, length] = [[], 0];
  }
  yield chunk;
}

function toTargetFile(file: OutputFile): TargetFile {
  const { path } = file;
  const content = 'copyFrom' in file ? { file: file.copyFrom } : Buffer.from(file.content);
  const beginning = 'file' in content ? undefined : content.toString('utf8', 0, BEGINNING_BYTES);
  return {
    path,
    content,
    contentType: contentTypeOf(path, beginning),
    cacheControl: cacheControlOf(path, beginning),
  };
}

/**
 * The list of the files of a show. Another may have published meanwhile: it is read before anything is added, and what lies
 * there by then is on it as well. That of a long show has a hundred thousand names: it is parsed when its bytes are others,
 * and written when its names are.
 */
async function openFileList(target: PublishTarget) {
  const read = () => target.read(PUBLISHED.fileList).catch(() => undefined);
  let bytes = await read();
  let names = parseFileList(bytes);
  const write = async (next: ReadonlySet<string>): Promise<void> => {
    if (names?.size === next.size && [...next].every((name) => names?.has(name) === true)) return;
    const content = Buffer.from(`${JSON.stringify([...next].sort(), undefined, 1)}\n`);
    await target.put(toTargetFile({ path: PUBLISHED.fileList, content }));
    bytes = content;
    names = next;
  };
  return {
    /** Nothing when the list is lost or damaged. */
    names: () => names,
    async add(more: Iterable<string>): Promise<void> {
      const lying = await read();
      if (!lying || bytes?.equals(lying) !== true) names = parseFileList(lying);
      bytes = lying;
      await write(new Set([...(names ?? []), ...more]));
    },
    write,
  };
}

/** Removes files published before that are not published now. */
async function removeUnlisted(
  target: PublishTarget,
  { before, current }: { readonly before: ReadonlySet<string>; readonly current: ReadonlySet<string> },
): Promise<readonly string[]> {
  const removed: string[] = [];
  for (const name of [...before].sort()) {
    // The list lies where others may write to: a name in it that leads elsewhere is not ours.
    if (current.has(name) || !isPublishedPath(name)) continue;
    if (await target.remove(name)) removed.push(name);
  }
  return removed;
}
