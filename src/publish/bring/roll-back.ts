import { LectorError } from '../../errors.js';
import { PUBLISHED, releasePaths } from '../../model/publication/paths/show-paths.js';
import { parseManifest } from '../../workspace.js';
import type { PublishTarget } from '../target.js';
import { digestOf, type Release } from './place-record.js';
import { readPublishedState } from './published-state.js';
import { textFile } from './put-texts.js';

/** A feed a place can go back to. */
export type KeptRelease = Pick<Release, 'number' | 'at'> & {
  /** It is the one that is out there. */
  readonly isLive: boolean;
};

/** The feeds a place can go back to, the newest first. */
export async function listReleases(to: PublishTarget): Promise<readonly KeptRelease[]> {
  const { record, feedXml } = await readPublishedState(to);
  const live = digestOf(feedXml);
  return record.releases
    .map(({ number, at, feedSha256 }) => ({ number, at, isLive: feedSha256 === live }))
    .toReversed();
}

/**
 * Puts a feed and its record back that were published before; pages stay as they are. The output folder is not touched:
 * the next publish brings what lies there.
 *
 * @param number Of the release; the one before that which is out there unless given.
 * @throws {@link LectorError} `E_INPUT` when there is no such release; `E_FILE_MISSING` when what it names is gone, or it
 *   is damaged; `E_FEED_CONFLICT`.
 */
export async function rollBack(to: PublishTarget, number?: number): Promise<KeptRelease> {
  const state = await readPublishedState(to);
  const { releases } = state.record;
  const live = digestOf(state.feedXml);
  const liveIndex = releases.findLastIndex(({ feedSha256 }) => feedSha256 === live);
  const before = liveIndex === -1 ? releases.at(-1) : releases.slice(0, liveIndex).findLast(({ wasLive }) => wasLive);
  const wanted = number === undefined ? before : releases.find((release) => release.number === number);
  if (!wanted) {
    const kept = releases.map((release) => release.number).join(', ');
    throw new LectorError(
      'E_INPUT',
      number === undefined ? `${to.locate('')} has no feed to go back to.` : `there is no release ${number}.`,
      { hint: kept === '' ? 'the first publish keeps the first one.' : `use one of: ${kept}.` },
    );
  }
  const texts = await readRelease(to, wanted);
  const reading = parseManifest(texts.manifest, to.locate(releasePaths(wanted.number).manifest));
  const audio = reading.manifest?.episodes.map((episode) => episode.audio) ?? [];
  const found = await to.stat(audio.map(({ path }) => path));
  const lost = audio.find(({ sizeBytes }, index) => found[index]?.sizeBytes !== sizeBytes);
  if (lost) {
    throw new LectorError('E_FILE_MISSING', `release ${wanted.number} names ${to.locate(lost.path)}, which is gone.`, {
      hint: 'choose a later release, or build and publish again.',
    });
  }
  await to.putFeed({
    record: textFile(PUBLISHED.manifest, texts.manifest),
    feed: textFile(PUBLISHED.feed, texts.feed),
    replaces: state.versions,
  });
  return { number: wanted.number, at: wanted.at, isLive: true };
}

async function readRelease(
  to: PublishTarget,
  release: Release,
): Promise<{ readonly feed: string; readonly manifest: string }> {
  const paths = releasePaths(release.number);
  const feed = (await to.read(paths.feed))?.toString('utf8') ?? '';
  const manifest = (await to.read(paths.manifest))?.toString('utf8') ?? '';
  if (digestOf(feed) === release.feedSha256 && digestOf(manifest) === release.manifestSha256) return { feed, manifest };
  throw new LectorError(
    'E_FILE_MISSING',
    `release ${release.number} is damaged or gone from ${to.locate(paths.feed)}.`,
    {
      hint: 'choose another release, or build and publish again.',
    },
  );
}
