import { LectorError } from '../../errors.js';
import type { Manifest } from '../../model/publication/manifest.js';
import { isNamedByContent, mediaTypeOf } from '../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { hashFile, parseManifest } from '../../workspace.js';
import { readFileList } from '../own-place.js';
import type { PublishedFile, PublishTarget } from '../target.js';
import { digestOf } from './place-record.js';
import { planRemovals, type PlannedRemoval } from './plan-removals.js';
import { readPublishedState, type PublishedState } from './published-state.js';

/** What a file is to those who read the show, in the order it has to lie there: what names comes after what is named. */
export const PUT_ORDER = ['media', 'asset', 'page', 'feeds', 'record', 'feed'] as const;
export type PutKind = (typeof PUT_ORDER)[number];

/** A file of the output folder. */
export type LocalFile = {
  readonly path: string;
  readonly kind: PutKind;
  readonly sizeBytes: number;
  /** Hex. */
  readonly sha256: string;
};

export type PlannedPut = LocalFile & {
  /** Nothing lies under its name yet. */
  readonly isNew: boolean;
};

/** What publishing would do, decided and not done. */
export type PublishPlan = {
  /** In the order they are put. */
  readonly puts: readonly PlannedPut[];
  readonly putBytes: number;
  readonly unchangedCount: number;
  readonly removals: readonly PlannedRemoval[];
  /** Files the show lists no more that stay: for 30 days, while a feed to go back to names them, or without pruning. */
  readonly waiting: readonly { readonly path: string; readonly unlistedAt: string }[];
  /** Every file of the show as it is here, by path, record and feed among them. */
  readonly files: ReadonlyMap<string, LocalFile>;
  /** The record of the show as it is here. */
  readonly manifest: Manifest;
  /** What is out there, as it was read. */
  readonly state: PublishedState;
  /** What lies there, by path. */
  readonly there: ReadonlyMap<string, PublishedFile>;
};

export type PlanContext = {
  /** The output folder. */
  readonly from: PublishTarget;
  readonly to: PublishTarget;
  readonly now: Date;
  /** Takes away what the show has not listed for 30 days. */
  readonly isPruning?: boolean;
  /** For copies of files that do not lie on this machine; never called for a folder. */
  readonly temporaryFolder: () => Promise<string>;
  /** What is out there, where that was read already. */
  readonly state?: PublishedState;
};

/**
 * Compares the output folder with a place: what would be put there, and what taken away. Changes nothing.
 *
 * @throws {@link LectorError} `E_FEED_MISSING` when nothing was built, `E_FILE_MISSING` or `E_MANIFEST` when the folder is
 *   not whole, `E_STATE_VERSION`; what the place rejects with.
 */
export async function planPublish(context: PlanContext): Promise<PublishPlan> {
  const { from, to, now } = context;
  const { files, manifest } = await readFolder(context);
  const state = context.state ?? (await readPublishedState(to));
  const there = new Map((await to.list()).map((file) => [file.path, file]));
  const puts = PUT_ORDER.flatMap((kind) => [...files.values()].filter((file) => file.kind === kind))
    .filter((file) => !lies(file, { state, there }))
    .map((file) => ({ ...file, isNew: !there.has(file.path) }));
  const { removals, waiting } = await planRemovals({
    to,
    now,
    files,
    manifest,
    state,
    there,
    isPruning: context.isPruning === true,
  });
  return {
    puts,
    putBytes: puts.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
    unchangedCount: files.size - puts.length,
    removals,
    waiting,
    files,
    manifest,
    state,
    there,
  };

  async function readFolder({ temporaryFolder }: PlanContext) {
    const list = await readFileList(from);
    const text = (await from.read(PUBLISHED.manifest))?.toString('utf8');
    if (!list || text === undefined || !list.has(PUBLISHED.feed)) {
      throw new LectorError('E_FEED_MISSING', `${from.locate('')} holds no show that was built.`, {
        hint: 'run "lector build" first.',
      });
    }
    const reading = parseManifest(text, from.locate(PUBLISHED.manifest));
    if (!reading.isWhole) {
      throw new LectorError('E_MANIFEST', `${from.locate(PUBLISHED.manifest)} is damaged (${reading.why}).`, {
        hint: 'run "lector build": it mends it.',
      });
    }
    const known = new Map(
      audioOf(reading.manifest)
        .flatMap((audio) => [audio, ...(audio.alternates ?? [])])
        .map((audio) => [audio.path, audio]),
    );
    const names = [...new Set([...list, PUBLISHED.manifest])].sort();
    const found = await from.stat(names);
    const lost = names.find((_, index) => !found[index]);
    if (lost !== undefined) {
      throw new LectorError('E_FILE_MISSING', `${from.locate(lost)} is on the list of published files and not there.`, {
        hint: 'run "lector build": it puts it back.',
      });
    }
    const local = new Map<string, LocalFile>();
    for (const file of found) {
      if (!file) continue;
      const { path, sizeBytes } = file;
      const audio = known.get(path);
      const copy = audio?.sizeBytes === sizeBytes ? undefined : await from.download(path, temporaryFolder);
      const sha256 = copy === undefined ? (audio?.sha256 ?? '') : await hashFile(copy);
      local.set(path, { path, sizeBytes, sha256, kind: kindOf(path) });
    }
    return { files: local, manifest: reading.manifest };
  }
}

/** Audio was read to the last byte when it was published into the folder; its name tells its bytes since. */
function audioOf({ episodes, unpublished = [] }: Manifest) {
  return [...episodes, ...unpublished].flatMap(({ audio, retiredAudio }) => [audio, ...retiredAudio]);
}

function kindOf(path: string): PutKind {
  if (path === PUBLISHED.feed) return 'feed';
  if (path === PUBLISHED.manifest) return 'record';
  const type = mediaTypeOf(path);
  if (/^(?:audio|video)\//u.test(type)) return 'media';
  if (type === 'text/html') return 'page';
  // Feeds of parts of the show, lists of feeds: they name pages and media.
  return /^application\/(?:rss\+|atom\+|feed\+)?xml$|opml|feed\+json/u.test(type) || /\bfeed\b[^/]*\.json$/u.test(path)
    ? 'feeds'
    : 'asset';
}

/** Whether these bytes lie there: by what is on record of them, or by a name that no other bytes can have. */
function lies(
  { path, kind, sizeBytes, sha256 }: LocalFile,
  { state, there }: Pick<PublishPlan, 'state' | 'there'>,
): boolean {
  if (kind === 'feed') return digestOf(state.feedXml) === sha256;
  if (kind === 'record') return digestOf(state.manifestText) === sha256;
  const lying = there.get(path);
  if (lying?.sizeBytes !== sizeBytes) return false;
  const onRecord = state.record.files[path];
  if (onRecord?.version === lying.version && onRecord.sha256 === sha256) return true;
  return isNamedByContent(path);
}
