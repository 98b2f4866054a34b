import { warning } from '../errors.js';
import type { Warn } from '../model/finding.js';
import type { EpisodeRecord, Manifest } from '../model/publication/manifest.js';
import { present } from '../model/present.js';
import { cacheControlOf, contentTypeOf } from '../model/publication/paths/addresses.js';
import { PUBLISHED } from '../model/publication/paths/show-paths.js';
import { isKeptFor, parseManifest, readKeptManifests } from '../workspace.js';
import type { PublishedVersions, PublishTarget } from './target.js';

/** A show as it is published. */
export type PublishedShow = {
  /** Absent when nothing was ever published, or when no part of it can be read. */
  readonly manifest?: Manifest;
  /** What a build that starts from this puts its own feed and manifest in place of. */
  readonly versions: PublishedVersions;
};

type ReadOptions = {
  readonly stateDir: string;
  readonly warn: Warn;
  /** Nothing is written unless this is set. */
  readonly isPublishing?: boolean;
};

/**
 * Reads the published manifest. In place of a lost one, with a warning, stands the newest copy of the state folder that
 * was published there. In place of a damaged one, with a warning, stands the newest good copy of the state folder;
 * without any, what can still be read of the damaged one. Who is going to publish sets it aside as `.corrupt-<time>`.
 *
 * @throws {@link LectorError} `E_STATE_VERSION` when a newer program wrote it; the file stays as it is. `E_WRITE` when it
 * is there and cannot be read.
 */
export async function readPublishedShow(
  target: PublishTarget,
  { stateDir, warn, isPublishing = false }: ReadOptions,
): Promise<PublishedShow> {
  // The versions come first: what changes after them is noticed when the show is published, and not lost.
  const [feed, record] = await target.stat([PUBLISHED.feed, PUBLISHED.manifest]);
  const bytes = await target.read(PUBLISHED.manifest);
  const feedVersion = present({ feed: feed?.version });
  const place = target.locate(PUBLISHED.manifest);
  if (!bytes) {
    const lost = await restoreLost(target, stateDir);
    if (lost) {
      warn(
        warning(
          'W_STATE_REBUILT',
          `${place} is gone; the copy in the state folder is used, with its GUIDs and dates.`,
          {
            hint: 'to begin a show anew, delete .lector as well.',
          },
        ),
      );
    }
    return { ...present({ manifest: lost }), versions: feedVersion };
  }
  const reading = parseManifest(bytes.toString('utf8'), place);
  if (reading.isWhole)
    return { manifest: reading.manifest, versions: { ...feedVersion, ...present({ record: record?.version }) } };
  const copy = isPublishing ? await setAside(target, bytes) : undefined;
  const copies = (await readKeptManifests(stateDir)).kept;
  const kept = copies.find((one) => isKeptFor(one, { stateDir, place }) !== false)?.manifest;
  const rebuilt = kept ?? reading.manifest;
  const source = kept
    ? 'the copy in the state folder is used'
    : rebuilt
      ? 'its readable part is used'
      : 'it is made anew';
  warn(
    warning('W_STATE_REBUILT', `${place} is damaged (${reading.why}); ${source}.`, {
      hint: copy === undefined ? 'the next build mends it.' : `the damaged file is kept as ${copy}.`,
    }),
  );
  return { ...present({ manifest: rebuilt }), versions: feedVersion };
}

/**
 * The last manifest that was published in this very place and lies there no more, without audio that is gone too: what is
 * published elsewhere from here is another publication.
 */
async function restoreLost(target: PublishTarget, stateDir: string): Promise<Manifest | undefined> {
  const place = target.locate(PUBLISHED.manifest);
  const { kept } = await readKeptManifests(stateDir);
  const manifest = kept.find((one) => isKeptFor(one, { stateDir, place }) === true)?.manifest;
  if (!manifest) return undefined;
  const records = [...manifest.episodes, ...(manifest.unpublished ?? [])];
  const retired = records.flatMap(({ retiredAudio }) => retiredAudio.map((audio) => audio.path));
  const found = await target.stat(retired);
  const there = new Set(retired.filter((_, index) => found[index] !== undefined));
  const withoutLost = <Kind extends EpisodeRecord>(record: Kind): Kind => ({
    ...record,
    retiredAudio: record.retiredAudio.filter(({ path }) => there.has(path)),
  });
  const { unpublished } = manifest;
  return {
    ...manifest,
    episodes: manifest.episodes.map(withoutLost),
    ...present({ unpublished: unpublished?.map(withoutLost) }),
  };
}

/** Puts damaged bytes where somebody can look at them, and only then takes them away from where they were. */
async function setAside(target: PublishTarget, content: Uint8Array): Promise<string> {
  const path = `${PUBLISHED.manifest}.corrupt-${new Date().toISOString().replaceAll(/[:.]/gu, '-')}`;
  await target.put({ path, content, contentType: contentTypeOf(path), cacheControl: cacheControlOf(path) });
  await target.remove(PUBLISHED.manifest);
  return path;
}
