import { LectorError } from '../errors.js';

/** The version of {@link PublishTarget} this program speaks; it is raised when a target written for it would not do any more. */
export const PUBLISH_TARGET_VERSION = 1;

/** A file that lies at a target. */
export type PublishedFile = {
  /** As in {@link TargetFile.path}. */
  readonly path: string;
  readonly sizeBytes: number;
  /** Any text that is another one whenever the bytes may have changed: an ETag, a time of change and a size. */
  readonly version: string;
};

/** A file to put. */
export type TargetFile = {
  /** Below the place that is published to, with forward slashes: `episodes/a/index.html`. It may hold any letters. */
  readonly path: string;
  /**
   * Bytes in memory, or a file of this machine. Audio always comes as a file and may be larger than the memory: stream
   * it, and open it anew for each attempt.
   */
  readonly content: Uint8Array | { readonly file: string };
  /** What a host is to send with it, for targets that are told. */
  readonly contentType: string;
  readonly cacheControl: string;
};

/** Versions of feed and record; nothing where there was no such file. */
export type PublishedVersions = { readonly feed?: string; readonly record?: string };

/**
 * A place a show is published to. Everything that looks at what is published or changes it goes through one of these:
 * building, reading back, checking.
 *
 * For authors: a target is one file with one factory, and one call to `describePublishTarget` tests it. It keeps no state
 * that the place itself does not hold, and knows nothing of feeds or episodes. A path is a key of plain segments; one that
 * leads out of the place, such as `../x`, is refused by what writes and is never found by what reads. Reject with a
 * {@link LectorError}: `E_WRITE` when the place refuses, `E_DISK` when it is full, `E_FEED_CONFLICT` (see
 * {@link feedConflict}) when somebody else has published. What may be tried again is tried again inside the target.
 */
export interface PublishTarget {
  /** {@link PUBLISH_TARGET_VERSION} of the program it was written for. */
  readonly specificationVersion: 1;
  /** Set where others see all files of one `putAll` at the same time, and each call is dear: then nothing is put in stages. */
  readonly isAtomic?: boolean;
  /** The kind of place: `folder`. */
  readonly name: string;
  /** How messages name a file of it: `/srv/podcast/feed.xml`, `s3://bucket/podcast/feed.xml`. */
  locate(path: string): string;
  /**
   * Called once by a run that is going to publish, before anything is paid for: proves that files can be put, and clears
   * what a killed run left half written.
   */
  prepare(): Promise<void>;
  /** What lies under each path, in the same order. A target that pays for each request may list instead. */
  stat(paths: readonly string[]): Promise<readonly (PublishedFile | undefined)[]>;
  /** All bytes of a file that fits into memory, such as a page; nothing when there is none. */
  read(path: string): Promise<Buffer | undefined>;
  /**
   * A file of this machine with the bytes of any file, also of audio: the published one itself where it lies here, else a
   * copy that is streamed into the folder `makeFolder` gives, which the caller removes. Nothing when there is none.
   */
  download(path: string, makeFolder: () => Promise<string>): Promise<string | undefined>;
  /** Every file of the place, also those Lector has not put there, in any order. Files being written are not among them. */
  list(): Promise<readonly PublishedFile[]>;
  /**
   * Puts a file, so that others see the old bytes or all of the new ones and never a part; on return they outlive a power
   * cut. When it rejects, the old file is still there.
   *
   * @returns False when these very bytes lay there: then nothing is touched, and its version stays.
   */
  put(file: TargetFile): Promise<boolean>;
  /**
   * The same for many files, where that is cheaper than one after the other; in any order. What was put when it rejects
   * stays. Absent where nothing is gained.
   *
   * @param report Called for each file when it lies there, and whether its bytes were others.
   * @returns The paths of those whose bytes were others.
   */
  putAll?(
    files: readonly TargetFile[],
    report?: (file: TargetFile, isWritten: boolean) => void,
  ): Promise<readonly string[]>;
  /**
   * Puts the record of what the feed names and, right after it, the feed; each as `put` does. It is the moment of
   * publication: all that can fail is done before the first of them changes, and neither changes when one of the two is
   * not the version that was read any more, so that of two who publish at the same time one is told and none is lost.
   *
   * @returns The paths of those whose bytes were others, in the order they were put.
   * @throws {@link LectorError} `E_FEED_CONFLICT`.
   */
  putFeed(files: {
    readonly record: TargetFile;
    readonly feed: TargetFile;
    readonly replaces: PublishedVersions;
  }): Promise<readonly string[]>;
  /** Removes a file, with folders that hold nothing then; false when no file lies there, or not as the target puts them. */
  remove(path: string): Promise<boolean>;
  /** The same for many files, where that is cheaper; gives the paths of those that lay there. Absent where nothing is gained. */
  removeAll?(paths: readonly string[]): Promise<readonly string[]>;
}

/** What `putFeed` rejects with when the place is not as it was read. */
export function feedConflict(target: Pick<PublishTarget, 'locate'>, path: string): LectorError {
  return new LectorError('E_FEED_CONFLICT', `${target.locate(path)} was changed while this run was at work.`, {
    hint: 'run the same command again: it goes on from what is published now, and pays for nothing twice.',
  });
}

/** What a writer refuses a path with that leads out of the place. */
export function pathRefused(path: string): LectorError {
  return new LectorError('E_WRITE', `"${path.slice(0, 60)}" is not a path below the output folder.`, {
    hint: 'nothing was written there.',
  });
}
