import { cacheControlOf, contentTypeOf, isPublishedPath, PUBLISHED } from '../model/publication/published-paths.js';
import type { Manifest } from '../model/publication/manifest.js';
import type { OutputFile, Receipt } from '../model/publication/site.js';
import { keepManifest } from '../workspace.js';
import type { PublishedVersions, PublishTarget, TargetFile } from './target.js';

export type PublishInput = {
  readonly audio: readonly { readonly path: string; readonly copyFrom: string }[];
  /** Text assets first, then pages; written in this order, between the audio and the feed. */
  readonly files: Iterable<OutputFile>;
  readonly feedXml: string;
  /** Asked for when the files are put: what they hold is on record there. */
  readonly manifest: () => Manifest;
  /** What stays: audio the feed names or named in the last 30 days, with what belongs to each. */
  readonly keep: ReadonlySet<string>;
};

export type PublishContext = {
  readonly target: PublishTarget;
  /** Feed and manifest as they were when the build read them. */
  readonly replaces: PublishedVersions;
  /** Manifests are kept there before they are published. */
  readonly stateDir: string;
};

/**
 * Puts a show in place so that a reader never sees a feed that names what is not there: audio, text, pages, manifest,
 * feed, and only then removes what Lector published once and no longer lists. What the feed says stands in the manifest
 * before anyone can read it: whatever stops a run, no GUID or date that was seen is forgotten. Puts only what differs;
 * files that are not Lector's are never touched.
 *
 * @throws {@link LectorError} `E_WRITE` for a path that leads out of the place; `E_DISK`; `E_FEED_CONFLICT` when feed or
 * manifest are not as the build read them.
 */
export async function publish(input: PublishInput, context: PublishContext): Promise<Receipt> {
  const { target, stateDir } = context;
  const before = await readFileList(target);
  const listed = new Set<string>();
  const written: string[] = [];

  const put = async (file: OutputFile): Promise<void> => {
    listed.add(file.path);
    if (await target.put(toTargetFile(file))) written.push(file.path);
  };

  const feed = { path: PUBLISHED.feed, content: input.feedXml };
  try {
    for (const file of input.audio) await put(file);
    for (const file of input.files) await put(file);
    listed.add(feed.path);
    // From here on the manifest may name these files: then they must be known as ours, or nobody would ever remove them.
    await addToFileList(target, listed);
    const record = { path: PUBLISHED.manifest, content: await keepManifest(input.manifest(), stateDir) };
    const files = { record: toTargetFile(record), feed: toTargetFile(feed) };
    written.push(...(await target.putFeed({ ...files, replaces: context.replaces })));
  } catch (error) {
    // What was put before it stopped is ours too; that it could not go on is what has to be told.
    await addToFileList(target, listed).catch(() => undefined);
    throw error;
  }

  const current = new Set([...listed, ...[...input.keep].filter((name) => before.has(name) || listed.has(name))]);
  const removed = await removeUnlisted(target, { before, current });
  await writeFileList(target, current);
  // The manifest is not on the list: nothing ever takes it away.
  return { written, unchangedCount: listed.size + 1 - written.length, removed };
}

function toTargetFile(file: OutputFile): TargetFile {
  const content = 'copyFrom' in file ? { file: file.copyFrom } : Buffer.from(file.content);
  return { path: file.path, content, contentType: contentTypeOf(file.path), cacheControl: cacheControlOf(file.path) };
}

/** What earlier runs published. A list that is lost or damaged is empty: then nothing is removed. */
async function readFileList(target: PublishTarget): Promise<ReadonlySet<string>> {
  try {
    const list: unknown = JSON.parse((await target.read(PUBLISHED.fileList))?.toString('utf8') ?? '[]');
    return new Set(Array.isArray(list) ? list.filter((name) => typeof name === 'string') : []);
  } catch {
    return new Set();
  }
}

/** Another may have published meanwhile: what lies there by then is on the list as well. */
async function addToFileList(target: PublishTarget, names: ReadonlySet<string>): Promise<void> {
  await writeFileList(target, new Set([...(await readFileList(target)), ...names]));
}

async function writeFileList(target: PublishTarget, names: ReadonlySet<string>): Promise<void> {
  const content = `${JSON.stringify([...names].sort(), undefined, 1)}\n`;
  await target.put(toTargetFile({ path: PUBLISHED.fileList, content }));
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
