import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { ShowState } from '../../context.js';
import { isLectorError, LectorError, toLectorError, warning } from '../../errors.js';
import type { FieldMap } from '../../fields/field-value.js';
import { readYamlFields } from '../../fields/read-yaml.js';
import type { Warn } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { EPISODE_FILES } from '../../model/publication/paths/episode-paths.js';
import { toSlug } from '../../model/text/slug.js';
import { quoteValue } from '../../model/text.js';
import { readText } from '../../open-file.js';
import { SOURCE_LIMITS } from '../../sources/limits.js';
import { fetchPage, type FetchOptions } from '../../sources/fetch/fetch-page.js';
import { listFiles, writeDurably } from '../../workspace.js';
import { feedUrlOf } from '../show-of.js';
import { fetchOptionsOf, readPodcast } from '../importing/read-podcast.js';
import { settingsOf } from '../importing/settings-of.js';
import { chooseAudio } from '../importing/choose-audio.js';
import { fetchAudio } from '../importing/fetch-audio.js';
import {
  nameItem,
  sideCarOf,
  toForeignEpisode,
  type ForeignEpisode,
  type ImportedFiles,
} from '../importing/side-car-of.js';
import type { FeedItem, ParsedFeed } from '../../sources/kinds/feed/feed-item.js';

/** How a podcast is taken over. */
export type ImportOptions = {
  /** Its feed: a file, or an http(s) address. */
  readonly feed: string;
  /** Folder a path is relative to; the project folder unless given. */
  readonly cwd?: string;
  /** `copy` brings every file here and publishes it byte for byte; `leave` goes on naming it where it is. */
  readonly media: 'copy' | 'leave';
  /** Writes nothing and fetches nothing but the feed. */
  readonly isDryRun?: boolean;
};

/** What became of one item of the feed. */
export type ImportedItem = {
  readonly title: string;
  readonly guid: string;
  /** Of the side-car, relative to the project folder. */
  readonly file: string;
  /** `known`: a side-car or a published episode here has its GUID already. */
  readonly outcome: 'imported' | 'known';
};

export type Imported = {
  readonly items: readonly ImportedItem[];
  readonly refusedCount: number;
  /** What the feed says of the show, as `lector.yaml` writes it. */
  readonly settings: string;
};

const FOLDER = 'imported';
const MAX_TEXT_BYTES = 5_000_000;
const TEXT_TIMEOUTS = { wholeMs: 60_000 };

/**
 * Takes a podcast over: a side-car for each episode, with GUID, date and notes as its subscribers know them, so that no
 * app shows it twice or downloads it again for another reason than its address. Run again, it brings what is new; files
 * that are there are never written over.
 *
 * @throws {@link LectorError} What the feed is refused with; an item that cannot be taken is a finding, the rest goes on.
 */
export async function importPodcast(state: ShowState, options: ImportOptions): Promise<Imported> {
  const { config, warn, signal } = state;
  const { feed, items } = await readPodcast(state, options);
  const folder = path.join(config.programmesDir, FOLDER);
  const known = await knownGuids(state);
  const names = namesTaken(state, known);
  const found: ImportedItem[] = [];
  let refusedCount = 0;
  reportShow(feed, options.feed, state);
  const refuse = (item: FeedItem, error: LectorError): void => {
    refusedCount += 1;
    const finding = error.toFinding();
    const isNamed = finding.message.includes(nameItem(item)) || finding.code === 'E_GUID_DUPLICATE';
    warn(isNamed ? finding : { ...finding, message: `${nameItem(item)}: ${finding.message}` });
  };
  for (const item of withoutTwins(items, refuse).toReversed()) {
    signal.throwIfAborted();
    const { audio, film } = chooseAudio(item);
    if (!audio && !film) {
      const types = item.enclosures.map(({ url, type }) => type ?? url);
      const holds = types.length === 0 ? '' : ` (${types.join(', ').slice(0, 80)})`;
      warn(warning('W_IMPORT', `"${item.title ?? `item ${item.number}`}" has no audio${holds}; it is passed over.`));
      continue;
    }
    try {
      const episode = toForeignEpisode(item, config);
      const { title, guid } = episode;
      if (item.id === undefined)
        warn(warning('W_IMPORT', `"${title}" has no guid; its audio address is its GUID, as in podcast apps.`));
      const there = known.get(guid);
      if (there) {
        requireSame(episode, there);
        found.push({ title, guid, file: there.file, outcome: 'known' });
        continue;
      }
      const stem = freeStem(episode, { names, folder, root: config.root, warn });
      const file = relative(config.root, path.join(folder, `${stem}.yaml`));
      if (options.isDryRun !== true) await importEpisode(episode, { feed, folder, stem, state, media: options.media });
      else if (options.media === 'leave') sideCarOf(episode, { feed, files: {} });
      if (item.extras?.isBlocked === true) {
        const message = `"${title}" is kept out of directories (itunes:block) and will be in them here.`;
        warn(warning('W_IMPORT', message, { hint: `if it is for few, write private: true into ${file}.` }));
      }
      known.set(guid, { file, title, publishedAt: episode.publishedAt });
      names.add(file);
      found.push({ title, guid, file, outcome: 'imported' });
    } catch (error) {
      signal.throwIfAborted();
      if (!isLectorError(error)) throw error;
      refuse(item, toLectorError(error));
    }
  }
  if (found.length === 0 && refusedCount === 0)
    throw new LectorError('E_IMPORT', `${options.feed} has no episode.`, {
      hint: 'use the address of a podcast feed.',
    });
  return { items: found, refusedCount, settings: settingsOf(feed) };
}

type Importing = {
  readonly feed: ParsedFeed;
  readonly folder: string;
  readonly stem: string;
  readonly state: ShowState;
  readonly media: ImportOptions['media'];
};

/** The side-car comes last: what a stopped run leaves without one is fetched again. */
async function importEpisode(episode: ForeignEpisode, { feed, folder, stem, state, media }: Importing): Promise<void> {
  await mkdir(folder, { recursive: true });
  const fetch = fetchOptionsOf(state);
  // What cannot be left is refused before anything is fetched.
  if (media === 'leave') sideCarOf(episode, { feed, files: {} });
  const audio = media === 'leave' ? undefined : await fetchAudio(episode, { folder, stem, state });
  const texts = { folder, stem, fetch, warn: state.warn };
  const transcript = await fetchTranscript(episode, texts);
  const chapters = await fetchChapters(episode, texts);
  const files: ImportedFiles = present({ audio, transcript, chapters });
  await writeDurably(path.join(folder, `${stem}.yaml`), sideCarOf(episode, { feed, files }));
}

type Texts = {
  readonly folder: string;
  readonly stem: string;
  readonly fetch: FetchOptions;
  readonly warn: ShowState['warn'];
};

/** The first of its transcripts that Lector reads. */
async function fetchTranscript({ item, title }: ForeignEpisode, texts: Texts): Promise<string | undefined> {
  const listed = item.podcast?.transcripts ?? [];
  const found = ['vtt', 'subrip|srt'].flatMap(
    (type) => listed.find((one) => new RegExp(type, 'u').test(one.type)) ?? [],
  );
  const [transcript] = found;
  if (!transcript) return undefined;
  const extension = transcript.type.includes('vtt') ? 'vtt' : 'srt';
  return fetchText(transcript.url, { title, what: 'transcript', name: `${texts.stem}.${extension}`, ...texts });
}

async function fetchChapters({ item, title }: ForeignEpisode, texts: Texts): Promise<string | undefined> {
  const url = item.podcast?.chaptersUrl;
  if (url === undefined) return undefined;
  return fetchText(url, { title, what: 'chapter list', name: `${texts.stem}.${EPISODE_FILES.chapters}`, ...texts });
}

/** A text that is not to be had takes nothing away from its episode. */
async function fetchText(
  url: string,
  to: Texts & { readonly title: string; readonly what: string; readonly name: string },
): Promise<string | undefined> {
  try {
    const page = await fetchPage({ url, maxBytes: MAX_TEXT_BYTES }, { ...to.fetch, timeouts: TEXT_TIMEOUTS });
    if (page.kind !== 'page') return undefined;
    await writeDurably(path.join(to.folder, to.name), page.bytes);
    return to.name;
  } catch (error) {
    const { code, message } = toLectorError(error);
    if (code === 'E_INTERRUPTED' || code === 'E_DISK') throw error;
    to.warn(warning('W_IMPORT', `"${to.title}" is imported without its ${to.what}: ${message}`));
    return undefined;
  }
}

/** Says what an owner asks of those who take a feed over. */
function reportShow({ movedTo, show }: ParsedFeed, address: string, { config, warn }: ShowState): void {
  if (show?.isLocked === true) {
    const message = 'The feed is locked: its owner asks that no other host takes it over.';
    warn(warning('W_IMPORT', message, { hint: 'go on where it is yours, and unlock it at the old host.' }));
  }
  // After a move the feed at the new place names itself.
  if (movedTo === undefined || movedTo === address || movedTo === feedUrlOf(config)) return;
  const message = `The feed says it moved to ${quoteValue(movedTo.slice(0, 200))}; this is not followed.`;
  warn(warning('W_FEED_MOVED', message, { hint: 'if that is right, import that one.' }));
}

/** Two items of one GUID with other audio would be one episode: the first is taken. */
function withoutTwins(
  items: readonly FeedItem[],
  refuse: (item: FeedItem, error: LectorError) => void,
): readonly FeedItem[] {
  const owners = new Map<string, FeedItem>();
  return items.filter((item) => {
    const owner = item.id === undefined ? undefined : owners.get(item.id);
    if (item.id !== undefined && !owner) owners.set(item.id, item);
    if (!owner) return true;
    const message = `guid ${quoteValue(item.id ?? '')} belongs to both ${nameItem(owner)} and ${nameItem(item)}.`;
    refuse(item, new LectorError('E_GUID_DUPLICATE', message, { hint: 'the first is taken; give the other a GUID.' }));
    return false;
  });
}

/** What has a GUID here: a side-car, or a published episode. */
type Known = { readonly file: string; readonly title: string; readonly publishedAt: string };

async function knownGuids({ config, published }: ShowState): Promise<Map<string, Known>> {
  const guids = new Map<string, Known>();
  for (const { guid, location: file, title, publishedAt } of published.manifest?.episodes ?? [])
    guids.set(guid, { file, title, publishedAt });
  for (const name of await listFiles(config.programmesDir)) {
    const file = path.resolve(config.programmesDir, name);
    const fields = /\.ya?ml$/iu.test(name) ? await readFields(file) : undefined;
    const guid = fields && (textIn(fields, 'guid') ?? textIn(fields, 'id'));
    if (guid === undefined) continue;
    const [title = '', publishedAt = ''] = [textIn(fields, 'title'), textIn(fields, 'date')];
    guids.set(guid, { file: relative(config.root, file), title, publishedAt });
  }
  return guids;
}

/** A side-car that cannot be read is for the build to refuse. */
async function readFields(file: string): Promise<FieldMap | undefined> {
  try {
    const { maxYamlBytes: maxBytes, maxYamlDepth: maxDepth } = SOURCE_LIMITS;
    return readYamlFields({ text: await readText(file), file, maxBytes, maxDepth, expected: 'fields' });
  } catch {
    return undefined;
  }
}

function textIn(fields: FieldMap | undefined, name: string): string | undefined {
  const value = fields?.get(name)?.value;
  return value?.kind === 'text' ? value.text : undefined;
}

/** One GUID of two shows is two episodes, and apps would show one of them alone. */
function requireSame({ guid, title, publishedAt }: ForeignEpisode, known: Known): void {
  const isSame = known.title === title || Date.parse(known.publishedAt) === Date.parse(publishedAt);
  if (isSame) return;
  throw new LectorError(
    'E_GUID_DUPLICATE',
    `guid ${quoteValue(guid)} is used by two episodes: ${quoteValue(known.title)} and ${quoteValue(title)}.`,
    { place: { file: known.file }, hint: 'in a show made of two, one of them needs a GUID of its own.' },
  );
}

/** The name of a side-car nobody has: of the title, and where two share that, with a hash of the GUID. */
function freeStem(
  { title, guid }: ForeignEpisode,
  {
    names,
    folder,
    root,
    warn,
  }: { readonly names: ReadonlySet<string>; readonly folder: string; readonly root: string; readonly warn: Warn },
): string {
  const hash8 = createHash('sha256').update(guid).digest('hex').slice(0, 8);
  const slug = toSlug(title, `ep-${hash8}`);
  const isFree = (stem: string): boolean => !names.has(relative(root, path.join(folder, `${stem}.yaml`)));
  if (isFree(slug)) return slug;
  const other = `${slug}-${hash8}`;
  warn(
    warning('W_IMPORT', `"${title}" is called ${quoteValue(other)}: another episode has the name ${quoteValue(slug)}.`),
  );
  return other;
}

/** Side-cars that are there, and those that episodes published under the name of something else would have. */
function namesTaken({ config, published }: ShowState, known: ReadonlyMap<string, Known>): Set<string> {
  const slugs = (published.manifest?.episodes ?? []).map(({ slug }) =>
    relative(config.root, path.join(config.programmesDir, FOLDER, `${slug}.yaml`)),
  );
  return new Set([...[...known.values()].map(({ file }) => file), ...slugs]);
}

function relative(root: string, file: string): string {
  return path.relative(root, file).replaceAll(path.sep, '/');
}
