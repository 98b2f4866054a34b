import { LectorError } from '../../errors.js';
import { isUnpublished } from '../../model/publication/manifest.js';
import {
  cacheControlOf,
  contentTypeOf,
  isNamedByContent,
  PUBLISHED,
  releasePaths,
} from '../../model/publication/published-paths.js';
import { parseManifest } from '../../workspace.js';
import type { PublishTarget, TargetFile } from '../target.js';
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
  await putFileList(to, [...state.fileList, ...plan.files.keys()]);
  const written: string[] = [];
  for (const kind of PUT_ORDER) {
    if (kind === 'record' || kind === 'feed') continue;
    written.push(...(await putStage(plan.puts.filter((file) => file.kind === kind))));
  }
  const there = new Map((await to.list()).map((file) => [file.path, file]));
  requireAll(plan, { there, to });

  const releases = await keepReleases(plan, { ...texts, to, now });
  const record = { ...nextRecord(plan, there), releases };
  await putText(to, PUBLISHED.placeRecord, formatPlaceRecord(await withOthers(record, { plan, to })));
  context.signal?.throwIfAborted();
  const last = { record: textFile(PUBLISHED.manifest, texts.manifest), feed: textFile(PUBLISHED.feed, texts.feed) };
  written.push(...(await to.putFeed({ ...last, replaces: state.versions })));
  const removed = await removeOld(plan, { to, record });
  const isChanged = releases.at(-1)?.number !== state.record.releases.at(-1)?.number;
  return receipt({ written, removed, ...(isChanged && { release: releases.at(-1)?.number }) });

  function receipt(done: {
    written: readonly string[];
    removed: readonly string[];
    release?: number | undefined;
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

  async function putStage(puts: readonly PlannedPut[]): Promise<readonly string[]> {
    const files: TargetFile[] = [];
    for (const { path } of puts) {
      const file = (await from.download(path, context.temporaryFolder)) ?? '';
      files.push({ path, content: { file }, contentType: contentTypeOf(path), cacheControl: cacheControlOf(path) });
    }
    const done = ({ path }: TargetFile): void => {
      context.signal?.throwIfAborted();
      context.report?.({ path, sizeBytes: plan.files.get(path)?.sizeBytes ?? 0 });
    };
    if (to.putAll) return files.length === 0 ? [] : to.putAll(files, done);
    const put: string[] = [];
    for (const file of files) {
      if (await to.put(file)) put.push(file.path);
      done(file);
    }
    return put;
  }
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

/** Keeps feed and record where the place can go back to them, and what lay there before if nobody did. */
async function keepReleases(
  { state }: PublishPlan,
  {
    feed,
    manifest,
    to,
    now,
  }: { readonly feed: string; readonly manifest: string; readonly to: PublishTarget; readonly now: Date },
): Promise<readonly Release[]> {
  const releases = [...state.record.releases];
  const keep = async (texts: { readonly feed: string; readonly manifest: string }): Promise<void> => {
    const entry = { feedSha256: digestOf(texts.feed), manifestSha256: digestOf(texts.manifest) };
    const isKept = releases.some(
      (one) => one.feedSha256 === entry.feedSha256 && one.manifestSha256 === entry.manifestSha256,
    );
    if (isKept) return;
    const number = (releases.at(-1)?.number ?? 0) + 1;
    const paths = releasePaths(number);
    await putText(to, paths.manifest, texts.manifest);
    await putText(to, paths.feed, texts.feed);
    releases.push({ number, at: now.toISOString(), ...entry });
  };
  const { feedXml, manifestText } = state;
  if (feedXml !== undefined && manifestText !== undefined) await keep({ feed: feedXml, manifest: manifestText });
  await keep({ feed, manifest });
  return releases;
}

/** Removes what the plan says, and feeds beyond the last five. */
async function removeOld(
  plan: PublishPlan,
  { to, record }: { readonly to: PublishTarget; readonly record: PlaceRecord },
): Promise<readonly string[]> {
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
  if (removed.length === 0 && gone.length === 0) return removed;
  await putFileList(to, [...plan.files.keys(), ...plan.waiting.map(({ path }) => path)]);
  await putText(to, PUBLISHED.placeRecord, formatPlaceRecord({ ...record, releases: [...kept] }));
  return removed;
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

/** A name is on the list of Lector's files before anything lies under it. */
async function putFileList(to: PublishTarget, names: readonly string[]): Promise<void> {
  const sorted = [...new Set(names)].filter((name) => name !== PUBLISHED.manifest).sort();
  await putText(to, PUBLISHED.fileList, `${JSON.stringify(sorted, undefined, 1)}\n`);
}

function textFile(path: string, text: string): TargetFile {
  return { path, content: Buffer.from(text), contentType: contentTypeOf(path), cacheControl: cacheControlOf(path) };
}

async function putText(to: PublishTarget, path: string, text: string): Promise<void> {
  await to.put(textFile(path, text));
}

async function textOf(from: PublishTarget, path: string): Promise<string> {
  return (await from.read(path))?.toString('utf8') ?? '';
}
