import type { Project } from '../../context.js';
import { numberAll } from '../../feed/number-episodes.js';
import { writeFeedItem, writeFeeds, type FeedItem, type Feeds } from '../../feed/write-feeds.js';
import type { AudioFile } from '../../model/audio-file.js';
import type { Episode, RenderedNotes } from '../../model/episode.js';
import { pathsOfAudio, type EpisodeRecord, type Manifest } from '../../model/publication/manifest.js';
import { filesOfEpisode } from '../../model/publication/paths/episode-paths.js';
import { privateFolder, PUBLISHED } from '../../model/publication/paths/show-paths.js';
import type { OutputFile, Receipt } from '../../model/publication/site.js';
import { present } from '../../model/present.js';
import { writeNotes } from '../../notes/write-notes.js';
import { publish } from '../../publish/publish.js';
import type { PublishTarget } from '../../publish/target.js';
import type { ReadWhole } from '../../site/outputs/render-output.js';
import { openSite } from '../../site/write-site.js';
import { openTemplates, type Templates } from '../../templates/render.js';
import { TRANSCRIPT_FORMATS } from '../../transcript/formats/index.js';
import type { PublishedRecord } from '../episodes/published-episode.js';
import { readEpisode } from '../episodes/read-episode.js';
import { checkShowTemplates, warnOfUnsafeNotes } from '../check-show-templates.js';
import { feedUrlOf } from '../show-of.js';
import { keptPictures } from './pictures/article-pictures.js';
import { linkPictureFile, withLinkPicture } from './pictures/drawn-picture.js';
import type { EpisodeArt } from './pictures/episode-art.js';
import { openShowOutputs, type ShowOutputs } from '../templates/show-outputs.js';
import { openShowSearch, type ShowSearch } from '../search/show-search.js';
import { keptOf, stayingAway } from './staying-away.js';
import { isOpen, openHidden } from './hidden-files.js';
import type { LeftPlace } from './publication-stamp.js';
import { keysOf, listKeysOf } from './render-keys.js';
import { digestsOfLeft, NOTHING_STANDS, withoutText, type Standing } from './render-cache.js';
import type { LeftFile, Made, RenderCache } from './render-cache.js';
import { digestsOf, filesOfAudio, keepPlainFiles, pictureDigests } from './files-of-audio.js';

/** What publishing did, and how it left the place. */
export type Publication = LeftPlace & {
  readonly receipt: Receipt;
  /** Whether every file could be made; what could not be is to be tried and told of again. */
  readonly isWhole: boolean;
  /** Files made of templates of the show's own: the slug of the episode each is about, by path. */
  readonly outputs: ReadonlyMap<string, string | undefined>;
};

/** Writes notes, pages, feed and manifest of all episodes, and copies new audio; the feed comes after what it names. */
export async function publishShow(
  entries: readonly PublishedRecord[],
  project: Project,
  art: ArtBySlug,
  cache?: RenderCache,
): Promise<Publication> {
  const { config, show, target } = project;
  await checkShowTemplates(project);
  warnOfUnsafeNotes(project);
  const templates = openTemplates(project.templates);
  const sorted = entries.toSorted(
    (a, b) => compareText(b.record.publishedAt, a.record.publishedAt) || compareText(a.record.guid, b.record.guid),
  );
  const told: Episode[] = [];
  for (const { record, built } of sorted) {
    const known = built ? undefined : cache?.told(record);
    const episode = withArt(known ?? withoutText(built?.episode ?? (await readEpisode(record, target))), art);
    told.push(withLinkPicture(episode, show));
  }
  const outputs = openShowOutputs(told, { show, folders: project.templates, templates, warn: project.warn });
  const keys = keysOf(told, { show, cache, outputs });
  const listKeys = listKeysOf(outputs, { keys, cache });
  const lists = (await cache?.standingLists(listKeys)) ?? new Map<string, string>();
  const published = sorted.map(({ record }) => record);
  const standing = (await cache?.standing(published, keys)) ?? NOTHING_STANDS;
  const search = await openShowSearch(told, project);
  const ownArt = told.flatMap(({ image, thumbnail, linkImage }) =>
    [image, thumbnail, linkImage].flatMap((picture) => (picture === undefined || isWebUrl(picture) ? [] : [picture])),
  );
  const rendered: Rendered = { items: openItems(), digests: new Map(), feeds: undefined };
  const before = new Map(project.published.manifest?.episodes.map((record) => [record.guid, record]));
  const records = await Promise.all(
    published.map((record) => keepPlainFiles(record, { before: before.get(record.guid), target })),
  );
  const away = stayingAway(project.published.manifest, { records, now: project.now() });
  const keep = new Set<string>([
    ...ownArt,
    ...[...records.flatMap(({ audio, retiredAudio }) => [audio, ...retiredAudio]), ...keptOf(away)].flatMap(
      pathsOfAudio,
    ),
  ]);
  const hidden = openHidden(project, { records, away, keep });
  const manifest = async (): Promise<Manifest> => {
    const whole = records.map((record) => withFiles(record, rendered.digests.get(record.slug)));
    const feedRecords = (rendered.feeds?.records ?? []).filter(
      ({ path, archives }) => path !== PUBLISHED.feed || archives !== undefined,
    );
    await hidden.remember(whole);
    const open = away.filter(isOpen);
    return {
      version: 1,
      showGuid: show.guid,
      feedUrl: feedUrlOf(config),
      episodes: whole.filter(isOpen),
      ...(feedRecords.length > 0 && { feeds: feedRecords }),
      ...(open.length > 0 && { unpublished: open }),
    };
  };
  const { files, ...receipt } = await publish(
    {
      files: outputFiles({
        ...{ project, templates, sorted, told, art, cache, rendered, outputs, lists, search },
        standing,
        keep: (path) => keep.add(path),
      }),
      standing: [...standing.files.keys(), ...lists.keys(), ...(search?.standing.keys() ?? [])],
      audio: sorted.flatMap(({ record, built }) =>
        built?.audioFile ? copiesOf(record, [built.audioFile, ...(built.alternateFiles ?? [])]) : [],
      ),
      feedXml: () => rendered.feeds?.feedXml ?? Buffer.alloc(0),
      manifest,
      isUnlisted: hidden.isHidden,
      keep,
    },
    { target, replaces: project.published.versions, stateDir: config.stateDir, isAdopting: project.isAdopting },
  );
  const removed = [...receipt.removed, ...(await hidden.removeStale())];
  await search?.save();
  if (cache) {
    const fresh = told.filter(({ guid }) => !standing.guids.has(guid));
    const made = new Map([...listKeys].filter(([path]) => !outputs.failed.has(path)));
    const kept = { standing: standing.guids, lists: made };
    await cache.save(renderingsOf(fresh, { keys, rendered, target, outputs }), kept);
  }
  const versions = new Map([...standing.files, ...lists, ...(search?.standing ?? [])]);
  return { receipt: { ...receipt, removed }, files, versions, isWhole: outputs.isWhole(), outputs: outputs.slugs };
}

/** Audio in every format, from where it was made to where it is published. */
function copiesOf({ audio }: EpisodeRecord, files: readonly AudioFile[]) {
  return [audio, ...(audio.alternates ?? [])].flatMap(({ path }, index) => {
    const file = files[index];
    return file ? [{ path, copyFrom: file.path }] : [];
  });
}

type Digests = NonNullable<EpisodeRecord['audio']['files']>;

/** What is made while files are put, one episode after the other. */
type Rendered = {
  /** By slug. */
  readonly items: ReturnType<typeof openItems>;
  /** What is put on record of the files of each audio, by slug. */
  readonly digests: Map<string, Digests | undefined>;
  /** Once every item is there. */
  feeds: Feeds | undefined;
};

/** Every file in the order it is put: an episode is read, rendered and let go before the next, and the feeds come last. */
async function* outputFiles(input: {
  readonly project: Project;
  readonly templates: Templates;
  readonly sorted: readonly PublishedRecord[];
  /** In the same order, without their texts. */
  readonly told: readonly Episode[];
  readonly art: ArtBySlug;
  readonly standing: Standing;
  readonly cache: RenderCache | undefined;
  readonly rendered: Rendered;
  readonly outputs: ShowOutputs;
  /** Of its files that list episodes those that stand. */
  readonly lists: ReadonlyMap<string, string>;
  readonly search: ShowSearch | undefined;
  /** Keeps a file that lies there and could not be made again. */
  readonly keep: (path: string) => void;
}): AsyncGenerator<OutputFile> {
  const { project, templates, sorted, told, art, standing, cache, rendered, outputs, search } = input;
  const { show, images, target, warn, published, privacy } = project;
  const transcripts = TRANSCRIPT_FORMATS;
  const site = openSite({ show, episodes: told, transcripts }, { templates });
  const numbers = numberAll(show, told);
  yield* images;
  for (const file of art.values()) if (file) yield* [file, file.thumbnail];
  yield* site.assets;
  for (const { record, built } of sorted) {
    if (standing.guids.has(record.guid)) continue;
    const episode = withLinkPicture(withArt(built?.episode ?? (await readEpisode(record, target)), art), show);
    const { slug } = episode;
    const notes = writeNotes({ episode, show }, { templates, warn });
    const left = standing.ofAudio.get(record.guid);
    const files = left ? [] : filesOfAudio(episode, show);
    const digests = left ? digestsOfLeft(left) : { ...digestsOf(files), ...pictureDigests(episode) };
    // The same are on record, and of a long show they are a lot.
    rendered.digests.set(slug, isOnRecord(digests, record) ? record.audio.files : digests);
    rendered.items.set(episode, writeFeedItem({ show, episode, notes, numbers: numbers.get(slug) ?? {}, transcripts }));
    yield* files;
    yield* await linkPictureFile(episode, project);
    yield* built?.pictureFiles ?? (await keptPictures(episode, project));
    yield* site.pagesOf(episode, notes);
    yield* outputs.ofEpisode(episode, notes);
    search?.add(episode);
  }
  yield* site.index();
  const read = readerOf(input);
  if (search) yield* search.files(async (one) => (await read(one)).episode);
  for (const list of outputs.lists) if (!input.lists.has(list.path)) yield* await outputs.render(list, read);
  for (const path of outputs.failed) input.keep(path);
  const guids = new Map(told.map(({ slug, guid }) => [slug, guid]));
  const ready = {
    has: (slug: string) => guids.has(slug),
    get: (slug: string) => rendered.items.get(slug) ?? cache?.itemOf(guids.get(slug) ?? ''),
  };
  const known = published.manifest?.feeds;
  const privateFolders = (privacy?.subscribers ?? []).map(({ token }) => privateFolder(token));
  const notes = new Map<string, RenderedNotes>();
  rendered.feeds = writeFeeds({ show, episodes: told, notes, transcripts, known, privateFolders, ready });
  yield* rendered.feeds.files;
}

/** Reads the text of an episode for what lists it. */
function readerOf(
  input: Pick<Parameters<typeof outputFiles>[0], 'project' | 'templates' | 'sorted' | 'art'>,
): ReadWhole {
  const { project, templates, sorted, art } = input;
  const bySlug = new Map(sorted.map((entry) => [entry.record.slug, entry]));
  return async (told) => {
    const entry = bySlug.get(told.slug);
    const found = entry?.built?.episode ?? (entry && (await readEpisode(entry.record, project.target)));
    const episode = found ? withLinkPicture(withArt(found, art), project.show) : told;
    // What was cut of them was told when they were written.
    const quiet = { templates, warn: () => undefined };
    return { episode, notes: () => writeNotes({ episode, show: project.show }, quiet) };
  };
}

/** Items of feeds in bytes: as text they take twice as much, and their pieces many times. */
function openItems() {
  const items = new Map<string, { readonly xml: Buffer; readonly json: Buffer }>();
  return {
    set({ slug }: Episode, { xml, json }: FeedItem): void {
      items.set(slug, { xml: Buffer.from(xml), json: Buffer.from(json) });
    },
    get(slug: string): FeedItem | undefined {
      const item = items.get(slug);
      return (
        item && {
          get xml() {
            return item.xml.toString('utf8');
          },
          get json() {
            return item.json.toString('utf8');
          },
        }
      );
    },
  };
}

function isOnRecord(digests: Digests, { audio: { files = {} } }: EpisodeRecord): boolean {
  const own = Object.entries(digests);
  return own.length === Object.keys(files).length && own.every(([name, digest]) => files[name] === digest);
}

/** What was just written of some episodes, with the versions its files have now. */
async function* renderingsOf(
  episodes: readonly Episode[],
  made: {
    readonly keys: ReadonlyMap<string, string>;
    readonly rendered: Rendered;
    readonly target: PublishTarget;
    readonly outputs: ShowOutputs;
  },
): AsyncGenerator<Made> {
  const { keys, rendered, target, outputs } = made;
  for (const told of episodes) {
    const { guid, slug, fingerprint = '' } = told;
    const digests = rendered.digests.get(slug) ?? {};
    const own = outputs.pathsOf(slug);
    if (own.some((path) => outputs.failed.has(path))) continue;
    const names = [...Object.keys(digests), ...filesOfEpisode(slug, told.isPrivate), ...own];
    const lying = await target.stat(names);
    const files = names.map((name, index): LeftFile => {
      const { [name]: sha256 } = digests;
      const version = lying[index]?.version ?? '';
      return sha256 === undefined ? [name, version] : [name, version, sha256];
    });
    const item = rendered.items.get(slug);
    const key = keys.get(guid);
    if (item && key !== undefined && fingerprint !== '') yield { key, files, told, item };
  }
}

/** Pictures of episodes whose sources were read in this run; nothing for those that have none. */
export type ArtBySlug = ReadonlyMap<string, EpisodeArt | undefined>;

/** An episode of which nothing new is known keeps a picture of our own, and none of another host. */
function withArt(episode: Episode, art: ArtBySlug): Episode {
  const { image, thumbnail, ...rest } = episode;
  const own = image === undefined || isWebUrl(image) ? undefined : { path: image, thumbnail };
  const fresh = art.get(episode.slug);
  const used = art.has(episode.slug) ? fresh && { path: fresh.path, thumbnail: fresh.thumbnail.path } : own;
  return { ...rest, ...present({ image: used?.path, thumbnail: used?.thumbnail }) };
}

function isWebUrl(text: string): boolean {
  return /^https?:/iu.test(text);
}

function withFiles(record: EpisodeRecord, files: EpisodeRecord['audio']['files']): EpisodeRecord {
  const known = record.audio.files;
  if (known && (files === undefined || files === known)) return record;
  return { ...record, audio: { ...record.audio, files: { ...record.audio.files, ...files } } };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
