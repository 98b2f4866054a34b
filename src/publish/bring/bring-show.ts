import { LectorError } from '../../errors.js';
import { isUnpublished } from '../../model/publication/manifest.js';
import { isNamedByContent } from '../../model/publication/paths/addresses.js';
import { PUBLISHED, releasePaths } from '../../model/publication/paths/show-paths.js';
import { parseManifest } from '../../workspace.js';
import type { PublishTarget, TargetFile } from '../target.js';
import { copiedFile, fileListOf, putText, textFile } from './put-texts.js';
import { digestOf, formatPlaceRecord, readPlaceRecord, type PlaceRecord, type Release } from './place-record.js';
import { PUT_ORDER, type PlanContext, type PlannedPut, type PublishPlan } from './plan-publish.js';

/** How many feeds a place can go back to. */
const KEPT_RELEASES = 5;

/** What publishing did. */
export type BroughtShow = {
  /** As messages name it: `s3://bucket/podcast/`. */
  readonly place: string;
  readonly written: readonly string[];
  readonly writtenBytes: number;
  readonly unchangedCount: number;
  readonly removed: readonly string[];
  /** Files the show lists no more that stay for now. */
  readonly waitingCount: number;
  /** The number this feed can be gone back to by; absent when neither feed nor record changed. */
  readonly release?: number;
  /** Whether there is a feed to go back to besides this one. */
  readonly hasOlder?: boolean;
};

export type BringContext = Pick<PlanContext, 'from' | 'to' | 'now' | 'temporaryFolder'> & {
  /** Files of others that are in the way are replaced. */
  readonly isAdopting?: boolean;
  readonly signal?: AbortSignal;
  /** Hears of every file that lies there. */
  readonly report?: (done: { readonly path: string; readonly sizeBytes: number }) => void;
};

/**
 * Brings a show to a place: media, other files, pages, what the place has to remember, record, and feed, the last only
 * when all that was to lie there does. Whatever stops it, the feed out there is the old one or the new one, with all it
 * names; the next run goes on. Removals come after that.
 *
 * @throws {@link LectorError} `E_FEED_CONFLICT` when somebody else published meanwhile; `E_OUT_FOREIGN`; `E_PUBLISH` when
 *   something does not lie there as it was put; what the place rejects with.
 */
export async function bringShow(plan: PublishPlan, context: BringContext): Promise<BroughtShow> {
  const { to, from, now } = context;
  const { state } = plan;
  const texts = { feed: await textOf(from, PUBLISHED.feed), manifest: await textOf(from, PUBLISHED.manifest) };
  const isSame = plan.puts.length === 0 && plan.removals.length === 0;
  if (isSame && formatPlaceRecord(nextRecord(plan, plan.there)) === formatPlaceRecord(state.record))
    return receipt({ written: [], removed: [] });

  if (context.isAdopting !== true) requireFree(plan, to);
  await to.prepare();
  const { releases, snapshots } = keepReleases(plan, { ...texts, now });
  const list = fileListOf([...state.fileList, ...plan.files.keys()]);
  const stages = PUT_ORDER.slice(0, -2).map((kind) => plan.puts.filter((file) => file.kind === kind));
  const written: string[] = [];
  if (to.isAtomic === true) written.push(...(await put([list, ...(await sourcesOf(stages.flat())), ...snapshots])));
  else
    for (const files of [[list], ...(await Promise.all(stages.map(sourcesOf))), snapshots])
      written.push(...(await put(files)));
  const there = new Map((await to.list()).map((file) => [file.path, file]));
  requireAll(plan, { there, to });

  const record = { ...nextRecord(plan, there), releases };
  await putText(to, PUBLISHED.placeRecord, formatPlaceRecord(await withOthers(record, { plan, to })));
  context.signal?.throwIfAborted();
  const last = { record: textFile(PUBLISHED.manifest, texts.manifest), feed: textFile(PUBLISHED.feed, texts.feed) };
  written.push(...(await to.putFeed({ ...last, replaces: state.versions })));
  const { removed, kept } = await removeOld(plan, { to, record });
  const isChanged = releases.at(-1)?.number !== state.record.releases.at(-1)?.number;
  const hasOlder = kept.length > 1;
  return receipt({ written, removed, ...(isChanged && { release: releases.at(-1)?.number, hasOlder }) });

  function receipt(done: {
    written: readonly string[];
    removed: readonly string[];
    release?: number | undefined;
    hasOlder?: boolean;
  }): BroughtShow {
    const { release, ...rest } = done;
    const sizes = done.written.map((path) => plan.files.get(path)?.sizeBytes ?? 0);
    return {
      place: to.locate(''),
      ...rest,
      writtenBytes: sizes.reduce((sum, size) => sum + size, 0),
      unchangedCount: plan.files.size - done.written.length,
      waitingCount: plan.waiting.length,
      ...(release !== undefined && { release }),
    };
  }

  function sourcesOf(puts: readonly PlannedPut[]): Promise<readonly TargetFile[]> {
    return Promise.all(
      puts.map(async ({ path }) => {
        const file = (await from.download(path, context.temporaryFolder)) ?? '';
        return copiedFile(path, file);
      }),
    );
  }

  /** Gives the paths of the show's own files whose bytes were others. */
  async function put(files: readonly TargetFile[]): Promise<readonly string[]> {
    const done = ({ path }: TargetFile): void => {
      context.signal?.throwIfAborted();
      const sizeBytes = plan.files.get(path)?.sizeBytes;
      if (sizeBytes !== undefined) context.report?.({ path, sizeBytes });
    };
    const changed = files.length === 0 ? [] : await putAll(to, files, done);
    return changed.filter((path) => plan.files.has(path));
  }
}

async function putAll(
  to: PublishTarget,
  files: readonly TargetFile[],
  done: (file: TargetFile) => void,
): Promise<readonly string[]> {
  if (to.putAll) return to.putAll(files, done);
  const changed: string[] = [];
  for (const file of files) {
    if (await to.put(file)) changed.push(file.path);
    done(file);
  }
  return changed;
}

/** Where the place is known to be ours, a file nobody has on record is somebody else's. */
function requireFree({ puts, state }: PublishPlan, to: PublishTarget): void {
  const known = new Set([...state.fileList, ...Object.keys(state.record.files), PUBLISHED.manifest]);
  if (state.fileList.size === 0) return;
  const theirs = puts.find(({ path, isNew }) => !isNew && !known.has(path) && !isNamedByContent(path));
  if (!theirs) return;
  throw new LectorError('E_OUT_FOREIGN', `${to.locate(theirs.path)} is not Lector's, and would be replaced.`, {
    hint: 'move it away, or add --adopt to replace it.',
  });
}

/** The feed names nothing before all of it lies there in its full length. */
function requireAll({ files }: PublishPlan, { there, to }: { there: PublishPlan['there']; to: PublishTarget }): void {
  for (const { path, sizeBytes, kind } of files.values()) {
    if (kind === 'record' || kind === 'feed' || there.get(path)?.sizeBytes === sizeBytes) continue;
    const found = there.get(path);
    const what = found ? `has ${found.sizeBytes} bytes and not ${sizeBytes}` : 'does not lie there';
    throw new LectorError('E_PUBLISH', `${to.locate(path)} was put and ${what}; the feed was left as it was.`, {
      hint: 'run the same command again; if it stays, look what changes files at that place.',
    });
  }
}

/** What the place remembers when this plan is done; releases as they are. */
function nextRecord({ files, waiting, state }: PublishPlan, there: PublishPlan['there']): PlaceRecord {
  const next: Record<string, PlaceRecord['files'][string]> = {};
  for (const { path, sha256, sizeBytes, kind } of files.values()) {
    const version = there.get(path)?.version;
    if (kind !== 'record' && kind !== 'feed' && version !== undefined) next[path] = { sha256, sizeBytes, version };
  }
  for (const { path, unlistedAt } of waiting) {
    const file = there.get(path);
    const sha256 = state.record.files[path]?.sha256 ?? '0'.repeat(64);
    if (file) next[path] = { sha256, sizeBytes: file.sizeBytes, version: file.version, unlistedAt };
  }
  return { version: 1, files: next, releases: state.record.releases };
}

/** Another may have published meanwhile: what is on their record by then is kept on ours, so that nothing is without an owner. */
async function withOthers(
  record: PlaceRecord,
  { plan, to }: { readonly plan: PublishPlan; readonly to: PublishTarget },
): Promise<PlaceRecord> {
  const now = await readPlaceRecord(to);
  const removed = new Set(plan.removals.map(({ path }) => path));
  const others = Object.entries(now.files).filter(([path]) => !(path in record.files) && !removed.has(path));
  return { ...record, files: { ...Object.fromEntries(others), ...record.files } };
}

/** Feed and record as the place keeps them to go back to, and what lay there before if nobody kept that. */
function keepReleases(
  { state }: PublishPlan,
  { feed, manifest, now }: { readonly feed: string; readonly manifest: string; readonly now: Date },
): { readonly releases: readonly Release[]; readonly snapshots: readonly TargetFile[] } {
  const { feedXml, manifestText } = state;
  const live = digestOf(feedXml);
  const releases = state.record.releases.map((one) => (one.feedSha256 === live ? { ...one, wasLive: true } : one));
  const snapshots: TargetFile[] = [];
  const keep = (texts: { readonly feed: string; readonly manifest: string }): void => {
    const feedSha256 = digestOf(texts.feed);
    const manifestSha256 = digestOf(texts.manifest);
    if (releases.some((one) => one.feedSha256 === feedSha256 && one.manifestSha256 === manifestSha256)) return;
    const number = (releases.at(-1)?.number ?? 0) + 1;
    const paths = releasePaths(number);
    snapshots.push(textFile(paths.manifest, texts.manifest), textFile(paths.feed, texts.feed));
    releases.push({
      number,
      at: now.toISOString(),
      feedSha256,
      manifestSha256,
      ...(feedSha256 === live && { wasLive: true }),
    });
  };
  // Beside a feed that is kept may lie the record of a publish that was cut off before its own.
  const isKnown = releases.some(({ feedSha256 }) => feedSha256 === live);
  if (feedXml !== undefined && manifestText !== undefined && !isKnown) keep({ feed: feedXml, manifest: manifestText });
  keep({ feed, manifest });
  return { releases, snapshots };
}

/** Removes what the plan says, and feeds beyond the last five. */
async function removeOld(
  plan: PublishPlan,
  { to, record }: { readonly to: PublishTarget; readonly record: PlaceRecord },
): Promise<{ readonly removed: readonly string[]; readonly kept: readonly Release[] }> {
  const removed = await removeAll(
    to,
    plan.removals.map(({ path }) => path),
  );
  const named = plan.removals.some(({ reason }) => reason === 'taken-back') ? await namingTakenBack(plan, to) : [];
  const kept = record.releases.filter(({ number }) => !named.includes(number)).slice(-KEPT_RELEASES);
  const gone = record.releases.filter((release) => !kept.includes(release));
  await removeAll(
    to,
    gone.flatMap(({ number }) => Object.values(releasePaths(number))),
  );
  if (removed.length === 0 && gone.length === 0) return { removed, kept };
  await to.put(fileListOf([...plan.files.keys(), ...plan.waiting.map(({ path }) => path)]));
  await putText(to, PUBLISHED.placeRecord, formatPlaceRecord({ ...record, releases: [...kept] }));
  return { removed, kept };
}

async function removeAll(to: PublishTarget, paths: readonly string[]): Promise<readonly string[]> {
  if (paths.length === 0) return [];
  if (to.removeAll) return to.removeAll(paths);
  const removed: string[] = [];
  for (const path of paths) if (await to.remove(path)) removed.push(path);
  return removed;
}

/** Releases whose feed names an episode that was taken back: nobody may go back to them. */
async function namingTakenBack({ manifest, state }: PublishPlan, to: PublishTarget): Promise<readonly number[]> {
  const away = new Set((manifest.unpublished ?? []).filter(isUnpublished).map(({ guid }) => guid));
  const naming: number[] = [];
  for (const { number } of state.record.releases) {
    const path = releasePaths(number).manifest;
    const reading = parseManifest((await to.read(path))?.toString('utf8') ?? '', to.locate(path));
    if (reading.manifest?.episodes.some(({ guid }) => away.has(guid)) !== false) naming.push(number);
  }
  return naming;
}

async function textOf(from: PublishTarget, path: string): Promise<string> {
  return (await from.read(path))?.toString('utf8') ?? '';
}
