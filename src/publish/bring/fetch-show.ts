import { LectorError } from '../../errors.js';
import { PUBLISHED, releasePaths } from '../../model/publication/paths/show-paths.js';
import type { PublishTarget } from '../target.js';
import type { PlanContext } from './plan-publish.js';
import { readPublishedState } from './published-state.js';
import { copiedFile, fileListOf, textFile } from './put-texts.js';

/** What was fetched. */
export type FetchedShow = {
  readonly place: string;
  /** Paths of what was not here, or other. */
  readonly fetched: readonly string[];
  readonly unchangedCount: number;
};

type FetchContext = Pick<PlanContext, 'temporaryFolder'> & {
  /** The place a show was brought to. */
  readonly from: PublishTarget;
  /** The output folder. */
  readonly into: PublishTarget;
  readonly signal?: AbortSignal;
};

/**
 * Brings what is published at a place into an output folder that holds nothing, as on a machine that builds for the first
 * time: GUIDs, dates and audio that was paid for. The record comes last, so that what is cut off is begun again.
 *
 * @throws {@link LectorError} `E_FEED_MISSING` when nothing is published there; `E_OUT_FOREIGN` when the folder holds
 *   another state of the show.
 */
export async function fetchShow({ from, into, temporaryFolder, signal }: FetchContext): Promise<FetchedShow> {
  const { feedXml, manifestText, fileList, record } = await readPublishedState(from);
  if (feedXml === undefined || manifestText === undefined) {
    throw new LectorError('E_FEED_MISSING', `${from.locate('')} holds no show.`, {
      hint: 'build and publish it first; the first build needs nothing from there.',
    });
  }
  const here = (await into.read(PUBLISHED.manifest))?.toString('utf8');
  if (here !== undefined && here !== manifestText) {
    throw new LectorError('E_OUT_FOREIGN', `${into.locate('')} holds another state of the show.`, {
      hint: 'publish it, or move that folder away and fetch again.',
    });
  }
  const isRelease = (path: string): boolean => path.startsWith(releasePaths(1).feed.split('/')[0] ?? '');
  const known = new Set([...fileList, ...Object.keys(record.files)]);
  const wanted = (await from.list()).filter(
    ({ path }) => known.has(path) && record.files[path]?.unlistedAt === undefined && !isRelease(path) && !OWN.has(path),
  );
  await into.prepare();
  await into.put(fileListOf([...wanted.map(({ path }) => path), PUBLISHED.feed]));
  const fetched: string[] = [];
  for (const { path } of wanted) {
    signal?.throwIfAborted();
    const file = await from.download(path, temporaryFolder);
    if (file === undefined) continue;
    if (await into.put(await copiedFile(path, file))) fetched.push(path);
  }
  const [feed, manifest] = await into.stat([PUBLISHED.feed, PUBLISHED.manifest]);
  const last = { record: textFile(PUBLISHED.manifest, manifestText), feed: textFile(PUBLISHED.feed, feedXml) };
  const replaces = { ...(feed && { feed: feed.version }), ...(manifest && { record: manifest.version }) };
  fetched.push(...(await into.putFeed({ ...last, replaces })));
  return { place: from.locate(''), fetched, unchangedCount: wanted.length + Object.keys(last).length - fetched.length };
}

/** What a place keeps for itself, and what comes last. */
const OWN: ReadonlySet<string> = new Set([
  PUBLISHED.feed,
  PUBLISHED.manifest,
  PUBLISHED.fileList,
  PUBLISHED.placeRecord,
]);
