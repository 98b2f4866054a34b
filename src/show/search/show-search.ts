import path from 'node:path';
import type { Project } from '../../context.js';
import type { Episode } from '../../model/episode.js';
import { searchFile } from '../../model/publication/paths/show-paths.js';
import type { OutputFile } from '../../model/publication/site.js';
import { filesOfPart, type CataloguePart } from '../../site/player/search/search-shard.js';
import {
  countSettled,
  toSearchEntry,
  writeCatalogue,
  writeIndexPart,
  type SearchEntry,
} from '../../site/search/write-search-index.js';
import { digestOfValue, openLineStore } from '../../workspace.js';

/** The index of what is said, made again as far as something new is said. */
export type ShowSearch = {
  /** Files that lie there as they are to, by path, with their versions. */
  readonly standing: ReadonlyMap<string, string>;
  /** Takes the words of an episode that was read. */
  add(episode: Episode): void;
  /** Files that do not stand yet; of episodes that were not added the words kept are taken, or else they are read. */
  files(read: (told: Episode) => Promise<Episode>): AsyncGenerator<OutputFile>;
  /** Keeps the words of all episodes for the next run. */
  save(): Promise<void>;
};

/** Raise it when the same episodes would be indexed otherwise. */
const LAYOUT = 'search 2';

/** @param told Newest first, without their texts. */
export async function openShowSearch(
  told: readonly Episode[],
  { config, show, target }: Pick<Project, 'config' | 'show' | 'target'>,
): Promise<ShowSearch | undefined> {
  if (show.isSearchable === false) return undefined;
  const store = await openLineStore(path.join(config.stateDir, 'cache', 'search.jsonl'), LAYOUT);
  const episodes = told.filter(({ isPrivate }) => isPrivate !== true).toReversed();
  const keys = new Map(episodes.map((episode) => [episode.guid, wordsKey(episode)]));
  const fresh = new Map<string, SearchEntry>();
  const settled = episodes.slice(0, countSettled(episodes.length));
  const settledKey = `part ${digestOfValue(settled.map(({ guid }) => keys.get(guid)))}`;
  const kept = settled.length === 0 ? undefined : (store.get(settledKey) as CataloguePart | undefined);
  const standing = kept ? await standingFiles(kept, target) : undefined;
  let written: CataloguePart | undefined = standing && kept;

  return {
    standing: standing ?? new Map(),
    add(episode) {
      fresh.set(episode.guid, toSearchEntry(episode));
    },
    async *files(read) {
      const entriesOf = async (some: readonly Episode[]): Promise<readonly SearchEntry[]> => {
        const entries: SearchEntry[] = [];
        for (const one of some) {
          const entry = fresh.get(one.guid) ?? (store.get(keys.get(one.guid) ?? '') as SearchEntry | undefined);
          if (!entry) fresh.set(one.guid, toSearchEntry(await read(one)));
          entries.push(entry ?? fresh.get(one.guid) ?? toSearchEntry(one));
        }
        return entries;
      };
      if (!written && settled.length > 0) {
        const { part, files } = writeIndexPart(await entriesOf(settled));
        yield* files;
        written = part;
      }
      const newest = writeIndexPart(await entriesOf(episodes.slice(settled.length)));
      yield* newest.files;
      yield writeCatalogue([...(written ? [written] : []), ...(newest.part.passageCount > 0 ? [newest.part] : [])]);
    },
    async save() {
      await store.write([
        ...(written ? [[settledKey, written] as const] : []),
        ...episodes.map(({ guid }): readonly [string, unknown?] => {
          const entry = fresh.get(guid);
          return entry ? [keys.get(guid) ?? '', entry] : [keys.get(guid) ?? ''];
        }),
      ]);
    },
  };
}

/** Differs whenever what is said, or what it is called, does. */
function wordsKey({
  guid,
  slug,
  fingerprint,
  audio,
  title,
  chapters,
  section,
  authors,
  tags,
  summary,
}: Episode): string {
  const titles = [title, summary, section, authors, tags, chapters.map((chapter) => chapter.title)];
  return `words ${guid} ${digestOfValue([slug, fingerprint, audio.sha256, titles])}`;
}

/** Nothing when a file of the part is not there. */
async function standingFiles(
  part: CataloguePart,
  target: Project['target'],
): Promise<ReadonlyMap<string, string> | undefined> {
  const paths = filesOfPart(part).map(searchFile);
  const lying = await target.stat(paths);
  const versions = new Map(lying.flatMap((file) => (file ? [[file.path, file.version] as const] : [])));
  return versions.size === new Set(paths).size ? versions : undefined;
}
