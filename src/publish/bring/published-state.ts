import { present } from '../../model/present.js';
import type { Manifest } from '../../model/publication/manifest.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import { parseManifest } from '../../workspace.js';
import { readFileList } from '../own-place.js';
import type { PublishedVersions, PublishTarget } from '../target.js';
import { readPlaceRecord, type PlaceRecord } from './place-record.js';

/** A show as it is out there. */
export type PublishedState = {
  /** Absent where no feed lies. */
  readonly feedXml?: string;
  /** The text of the record of GUIDs and dates, and what it says; absent where none lies, or a damaged one. */
  readonly manifestText?: string;
  readonly manifest?: Manifest;
  /** What a publish that starts from this puts its feed and record in place of. */
  readonly versions: PublishedVersions;
  /** Names of Lector's files there, as far as they are on record. */
  readonly fileList: ReadonlySet<string>;
  readonly record: PlaceRecord;
};

/**
 * Reads what is published at a place; changes nothing.
 *
 * @throws {@link LectorError} `E_STATE_VERSION` when a newer program wrote its manifest; what the target rejects with.
 */
export async function readPublishedState(target: PublishTarget): Promise<PublishedState> {
  // The versions come first: what changes after them is noticed when the show is published, and not lost.
  const [feed, manifest] = await target.stat([PUBLISHED.feed, PUBLISHED.manifest]);
  const feedXml = feed && (await target.read(PUBLISHED.feed))?.toString('utf8');
  const manifestText = manifest && (await target.read(PUBLISHED.manifest))?.toString('utf8');
  const reading =
    manifestText === undefined ? undefined : parseManifest(manifestText, target.locate(PUBLISHED.manifest));
  return {
    ...present({ feedXml, manifestText, manifest: reading?.isWhole === true ? reading.manifest : undefined }),
    versions: present({ feed: feed?.version, record: manifest?.version }),
    fileList: (await readFileList(target)) ?? new Set(),
    record: await readPlaceRecord(target),
  };
}
