import type { Project } from '../../context.js';
import { numberAll } from '../../feed/number-episodes.js';
import { writeFeedItem, writeFeeds, type FeedItem, type Feeds } from '../../feed/write-feeds.js';
import type { AudioFile } from '../../model/audio-file.js';
import type { Episode, RenderedNotes } from '../../model/episode.js';
import { pathsOfAudio, type EpisodeRecord, type Manifest } from '../../model/publication/manifest.js';
import type { Show } from '../../model/publication/show.js';
import { episodePaths, privateFolder, PUBLISHED } from '../../model/publication/published-paths.js';
import type { OutputFile, Receipt } from '../../model/publication/site.js';
import { present } from '../../model/present.js';
import { writeNotes } from '../../notes/write-notes.js';
import { publish } from '../../publish/publish.js';
import type { PublishTarget } from '../../publish/target.js';
import { openSite } from '../../site/write-site.js';
import { openTemplates, type Templates } from '../../templates/render.js';
import { TRANSCRIPT_FORMATS } from '../../transcript/formats/index.js';
import type { PublishedRecord } from '../episodes/published-episode.js';
import { readEpisode } from '../episodes/read-episode.js';
import { checkShowTemplates, warnOfUnsafeNotes } from '../check-show-templates.js';
import { feedUrlOf } from '../show-of.js';
import { keptPictures } from './article-pictures.js';
import type { EpisodeArt } from './episode-art.js';
import { keptOf, stayingAway } from './staying-away.js';
import { isOpen, openHidden } from './hidden-files.js';
import type { LeftPlace } from './publication-stamp.js';
import { withoutText, type LeftFile, type Made, type RenderCache } from './render-cache.js';
import { digestsOf, filesOfAudio, keepPlainFiles, pictureDigests } from './files-of-audio.js';

/** What publishing did, and how it left the place. */
export type Publication = LeftPlace & { readonly receipt: Receipt };

/** Writes notes, pages, feed and manifest of all episodes, and copies new audio; the feed comes after what it names. */
export async function publishShow(
  entries: readonly PublishedRecord[],
  project: Project,
  art: ArtBySlug,
  cache?: RenderCache,
): Promise<Publication> {
  const { config, show, target } = project;
  checkShowTemplates(project);
  warnOfUnsafeNotes(project);
  const templates = openTemplates(project.templates);
  const sorted = entries.toSorted(
    (a, b) => compareText(b.record.publishedAt, a.record.publishedAt) || compareText(a.record.guid, b.record.guid),
  );
  const told: Episode[] = [];
  for (const { record, built } of sorted) {
    const known = built ? undefined : cache?.told(record);
    told.push(withArt(known ?? withoutText(built?.episode ?? (await readEpisode(record, target))), art));
  }
  const keys = keysOf(told, { show, cache });
  const published = sorted.map(({ record }) => record);
  const standing = (await cache?.standing(published, keys)) ?? { guids: new Set<string>(), files: new Map() };
  const ownArt = told.flatMap(({ image }) => (image === undefined || isWebUrl(image) ? [] : [image]));
  const rendered: Rendered = { items: openItems(), digests: new Map(), feeds: undefined };
  const before = new Map(project.published.manifest?.episodes.map((record) => [record.guid, record]));
  const records = await Promise.all(
    published.map((record) => keepPlainFiles(record, { before: before.get(record.guid), target })),
  );
  const away = stayingAway(project.published.manifest, { records, now: project.now() });
  const keep = new Set([
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
      files: outputFiles({ project, templates, sorted, told, art, standing: standing.guids, cache, rendered }),
      standing: standing.files.keys(),
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
  if (cache) {
    const fresh = told.filter(({ guid }) => !standing.guids.has(guid));
    await cache.save(renderingsOf(fresh, { keys, rendered, target }), standing.guids);
  }
  return { receipt: { ...receipt, removed }, files, versions: standing.files };
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
  /** By GUID. */
  readonly standing: ReadonlySet<string>;
  readonly cache: RenderCache | undefined;
  readonly rendered: Rendered;
}): AsyncGenerator<OutputFile> {
  const { project, templates, sorted, told, art, standing, cache, rendered } = input;
  const { show, images, target, warn, published, privacy } = project;
  const transcripts = TRANSCRIPT_FORMATS;
  const site = openSite({ show, episodes: told, transcripts }, { templates });
  const numbers = numberAll(show, told);
  yield* images;
  yield* [...art.values()].filter((file) => file !== undefined);
  yield* site.assets;
  for (const { record, built } of sorted) {
    if (standing.has(record.guid)) continue;
    const episode = withArt(built?.episode ?? (await readEpisode(record, target)), art);
    const { slug } = episode;
    const notes = writeNotes({ episode, show }, { templates, warn });
    const files = filesOfAudio(episode, show);
    const digests = { ...digestsOf(files), ...pictureDigests(episode) };
    // The same are on record, and of a long show they are a lot.
    rendered.digests.set(slug, isOnRecord(digests, record) ? record.audio.files : digests);
    rendered.items.set(episode, writeFeedItem({ show, episode, notes, numbers: numbers.get(slug) ?? {}, transcripts }));
    yield* files;
    yield* built?.pictureFiles ?? (await keptPictures(episode, project));
    yield* site.pagesOf(episode, notes);
  }
  yield* site.index();
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

/** Of each episode what its page, notes and item are made from, by GUID: itself, its number, and its neighbours. */
function keysOf(
  episodes: readonly Episode[],
  { show, cache }: { readonly show: Show; readonly cache: RenderCache | undefined },
): ReadonlyMap<string, string> {
  if (!cache) return new Map();
  const numbers = numberAll(show, episodes);
  const open = episodes.filter(({ isPrivate }) => isPrivate !== true);
  const places = new Map(open.map((episode, index) => [episode, index]));
  return new Map(
    episodes.map((episode) => {
      const at = places.get(episode);
      const beside = at === undefined ? [] : [open[at - 1], open[at + 1]];
      const around = [numbers.get(episode.slug), beside.map((other) => other && [other.slug, other.title])];
      return [episode.guid, cache.keyOf(episode, around)];
    }),
  );
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
  made: { readonly keys: ReadonlyMap<string, string>; readonly rendered: Rendered; readonly target: PublishTarget },
): AsyncGenerator<Made> {
  const { keys, rendered, target } = made;
  for (const told of episodes) {
    const { guid, slug, fingerprint = '' } = told;
    const digests = rendered.digests.get(slug) ?? {};
    const { page, data } = episodePaths(slug);
    const names = [...Object.keys(digests), page, data];
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
  const { image, ...rest } = episode;
  const own = image === undefined || isWebUrl(image) ? undefined : image;
  return { ...rest, ...present({ image: art.has(episode.slug) ? art.get(episode.slug)?.path : own }) };
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
