import type { Project } from '../../context.js';
import type { EpisodeRecord, UnpublishedRecord } from '../../model/publication/manifest.js';
import { episodePaths } from '../../model/publication/paths/episode-paths.js';
import { isPrivatePath } from '../../model/publication/paths/show-paths.js';
import { writePrivateState } from '../../workspace.js';

/** Whether an episode is for everybody. */
export function isOpen({ isPrivate }: EpisodeRecord): boolean {
  return isPrivate !== true;
}

/** What is published for subscribers alone: it stands on no list where it lies, and is remembered at home. */
export type HiddenFiles = {
  /** Whether a file is one of those; each that is asked for counts as published now. */
  readonly isHidden: (path: string) => boolean;
  /** Keeps what is on record of private episodes, before a feed names them. */
  remember(records: readonly EpisodeRecord[]): Promise<void>;
  /** Takes away what was published before and is no more: feeds that were revoked first of all. */
  removeStale(): Promise<readonly string[]>;
};

export function openHidden(
  { config, privacy, target }: Project,
  known: {
    readonly records: readonly EpisodeRecord[];
    readonly away: readonly UnpublishedRecord[];
    /** What stays although nobody puts it anew. */
    readonly keep: ReadonlySet<string>;
  },
): HiddenFiles {
  const folders = known.records.filter((record) => !isOpen(record)).map(({ slug }) => episodePaths(slug).folder);
  const secret = new Set(folders);
  const published = new Set<string>();
  const isHidden = (path: string): boolean => {
    const hides = isPrivatePath(path) || secret.has(path.slice(0, path.lastIndexOf('/') + 1));
    if (hides) published.add(path);
    return hides;
  };
  for (const path of known.keep) isHidden(path);
  const before = privacy?.files ?? [];
  const save = async (files: readonly string[], records: readonly EpisodeRecord[]): Promise<void> => {
    if (!privacy) return;
    const unpublished = known.away.filter((record) => !isOpen(record));
    const next = { ...privacy, episodes: records.filter((record) => !isOpen(record)), unpublished, files };
    await writePrivateState(config.privateDir, next);
  };
  let records: readonly EpisodeRecord[] = known.records;
  return {
    isHidden,
    async remember(whole) {
      records = whole;
      await save([...new Set([...before, ...published])].sort(), whole);
    },
    async removeStale() {
      const removed: string[] = [];
      for (const path of before) if (!published.has(path) && (await target.remove(path))) removed.push(path);
      await save([...published].sort(), records);
      return removed;
    },
  };
}
