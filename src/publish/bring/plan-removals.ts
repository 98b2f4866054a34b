import { isUnpublished, pathsOfAudio, type Manifest } from '../../model/publication/manifest.js';
import { episodeOfFile, episodePaths } from '../../model/publication/paths/episode-paths.js';
import { PUBLISHED, releasePaths } from '../../model/publication/paths/show-paths.js';
import type { PublishedFile, PublishTarget } from '../target.js';
import type { PublishedState } from './published-state.js';

export type PlannedRemoval = {
  readonly path: string;
  /** `taken-back`: of an episode that was unpublished; it goes at once. */
  readonly reason: 'unlisted' | 'taken-back';
};

/** How long what the show lists no more stays: apps keep the addresses they saw. */
const KEPT_MS = 30 * 86_400_000;

type RemovalInput = {
  readonly to: PublishTarget;
  readonly now: Date;
  readonly files: ReadonlyMap<string, unknown>;
  readonly manifest: Manifest;
  readonly state: PublishedState;
  readonly there: ReadonlyMap<string, PublishedFile>;
  readonly isPruning: boolean;
};

/** Decides about Lector's files at a place that the show does not list. */
export async function planRemovals(input: RemovalInput): Promise<{
  readonly removals: readonly PlannedRemoval[];
  readonly waiting: readonly { readonly path: string; readonly unlistedAt: string }[];
}> {
  const { now, files, state, there, isPruning } = input;
  const isTakenBack = takenBack(input.manifest);
  const known = new Set([...state.fileList, ...Object.keys(state.record.files)]);
  const unlisted = [...known].filter((path) => !files.has(path) && there.has(path) && !isOwnRecord(path)).sort();
  const removals: PlannedRemoval[] = unlisted.filter(isTakenBack).map((path) => ({ path, reason: 'taken-back' }));
  const waiting = unlisted
    .filter((path) => !isTakenBack(path))
    .map((path) => ({ path, unlistedAt: state.record.files[path]?.unlistedAt ?? now.toISOString() }));
  const old = waiting.filter(({ unlistedAt }) => now.getTime() - Date.parse(unlistedAt) >= KEPT_MS);
  const isNamed = isPruning && old.length > 0 ? await namedByReleases(input) : () => true;
  const gone = old.filter(({ path }) => !isNamed(path));
  return {
    removals: [...removals, ...gone.map(({ path }) => ({ path, reason: 'unlisted' as const }))],
    waiting: waiting.filter((file) => !gone.includes(file)),
  };
}

function isOwnRecord(path: string): boolean {
  return path === PUBLISHED.fileList || path === PUBLISHED.placeRecord;
}

/** What belongs to episodes that were taken back, but for the audio that was left to those who know its address. */
function takenBack({ episodes, unpublished = [] }: Manifest): (path: string) => boolean {
  const away = unpublished.filter(isUnpublished);
  const standing = new Set(episodes.map(({ slug }) => slug));
  const folders = away.filter(({ slug }) => !standing.has(slug)).map(({ slug }) => episodePaths(slug).folder);
  const left = new Set(away.flatMap(({ retiredAudio }) => retiredAudio.flatMap(pathsOfAudio)));
  return (path) => folders.some((folder) => path.startsWith(folder)) && !left.has(path);
}

/** A path of the show in a feed or a record, plain or as part of an address. */
const NAMED = /(?:episodes|assets)\/[^\s"'<>&?#]+|cover-[^\s"'<>&?#]+/gu;

/** What the feeds name that the place can go back to. */
async function namedByReleases({ to, state }: RemovalInput): Promise<(path: string) => boolean> {
  const named = new Set<string>();
  for (const { number } of state.record.releases) {
    for (const file of Object.values(releasePaths(number))) {
      const text = (await to.read(file))?.toString('utf8') ?? '';
      for (const [found] of text.matchAll(NAMED)) named.add(decode(found));
    }
  }
  // A page is named by its folder, and what the page is made of lies beside it.
  return (path) => named.has(path) || named.has(episodeOfFile(path) ?? '');
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
