import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { OutputFile, Receipt } from '../model/site.js';
import { copyDurably, hashFile, MANIFEST_FILE_NAME, writeIfChanged, writeTogether } from '../workspace.js';
import { holdsBytes } from './holds-bytes.js';
import { openOutputFolder, type OutputFolder } from './output-folder.js';
import { readPublishedFiles, writePublishedFiles } from './published-files.js';
import { removeUnlisted } from './remove-unlisted.js';

export type PublishInput = {
  /** Text assets first, then pages; written in this order, between the audio and the feed. */
  readonly files: Iterable<OutputFile>;
  readonly audio: readonly { readonly path: string; readonly copyFrom: string }[];
  /** What every episode is called and dated for ever. */
  readonly manifestJson: string;
  readonly feedXml: string;
  /** Audio that stays: what the feed names, and what it named in the last 30 days. */
  readonly keep: ReadonlySet<string>;
};

export type PublishContext = {
  readonly outDir: string;
  readonly now: () => Date;
  /** Tell what would be written and removed, and do nothing. */
  readonly dryRun?: boolean;
};

const FEED = 'feed.xml';

/**
 * Puts a show in place so that a reader never sees a feed that names what is not there: audio, text, pages, manifest,
 * feed, and only then removes what Lector published once and no longer lists. What the feed says stands in the manifest
 * before anyone can read it: whatever stops a run, no GUID or date that was seen is forgotten. Writes only what differs; files that are not
 * Lector's are never touched, nor anything outside the folder.
 *
 * @throws {@link LectorError} `E_WRITE` for a path that leads out of the folder or through a symbolic link; `E_DISK`.
 */
export async function publish(input: PublishInput, context: PublishContext): Promise<Receipt> {
  const folder = await openOutputFolder(context.outDir, context.dryRun === true);
  const before = await readPublishedFiles(folder.root);
  const listed = new Set<string>();
  const written: string[] = [];
  let unchangedCount = 0;

  const place = async (name: string, write: (target: string) => Promise<boolean>): Promise<void> => {
    listed.add(name);
    if (await write(await folder.resolve(name))) written.push(name);
    else unchangedCount += 1;
  };

  try {
    for (const { path: name, copyFrom } of input.audio)
      await place(name, (target) => copyIfChanged(copyFrom, target, context));
    for (const file of input.files) await place(file.path, (target) => writeFile(file, target, context));
    listed.add(FEED);
    // From here on the manifest may name these files: then they must be known as ours, or nobody would ever remove them.
    if (!context.dryRun) await writePublishedFiles(folder.root, new Set([...before, ...listed]));
    const changed = await writeEntries(folder, input, context);
    written.push(...changed);
    unchangedCount += 2 - changed.length;
  } catch (error) {
    // What was written before it stopped is ours too.
    if (!context.dryRun) await writePublishedFiles(folder.root, new Set([...before, ...listed]));
    throw error;
  }

  const current = new Set([...listed, ...[...input.keep].filter((name) => before.has(name) || listed.has(name))]);
  const removed = await removeUnlisted({ folder, before, current, ...(context.dryRun && { dryRun: true }) });
  if (!context.dryRun) await writePublishedFiles(folder.root, current);
  return { written, unchangedCount, removed };
}

/** Both or, on a full disk, none; the manifest first. */
async function writeEntries(
  folder: OutputFolder,
  { manifestJson, feedXml }: PublishInput,
  { dryRun }: PublishContext,
): Promise<readonly string[]> {
  const entries = await Promise.all(
    [
      { name: MANIFEST_FILE_NAME, content: manifestJson },
      { name: FEED, content: feedXml },
    ].map(async (entry) => ({ ...entry, path: await folder.resolve(entry.name) })),
  );
  if (!dryRun) {
    const changed = await writeTogether(entries);
    return entries.filter(({ path: target }) => changed.has(target)).map(({ name }) => name);
  }
  const isHeld = await Promise.all(
    entries.map(({ path: target, content }) => holdsBytes(target, Buffer.from(content))),
  );
  return entries.filter((_, index) => !isHeld[index]).map(({ name }) => name);
}

async function writeFile(file: OutputFile, target: string, context: PublishContext): Promise<boolean> {
  return 'copyFrom' in file ? copyIfChanged(file.copyFrom, target, context) : writeText(file.content, target, context);
}

async function writeText(content: string | Uint8Array, target: string, { dryRun }: PublishContext): Promise<boolean> {
  if (!dryRun) return writeIfChanged(target, content);
  return !(await holdsBytes(target, Buffer.from(content)));
}

async function copyIfChanged(from: string, target: string, { dryRun }: PublishContext): Promise<boolean> {
  if (await isCopy(from, target)) return false;
  if (!dryRun) await copyDurably(from, target);
  return true;
}

async function isCopy(from: string, target: string): Promise<boolean> {
  if (path.resolve(from) === target) return true;
  const [source, copy] = await Promise.all([stat(from), stat(target).catch(() => undefined)]);
  if (!copy || copy.size !== source.size) return false;
  return (await hashFile(from)) === (await hashFile(target));
}
