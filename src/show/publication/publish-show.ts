import type { Project } from '../../context.js';
import { numberAll } from '../../feed/number-episodes.js';
import { writeFeeds, type Feeds } from '../../feed/write-feeds.js';
import type { Episode, RenderedNotes } from '../../model/episode.js';
import { pathsOfAudio, type EpisodeRecord, type Manifest } from '../../model/publication/manifest.js';
import type { Show } from '../../model/publication/show.js';
import { episodePaths, privateFolder, PUBLISHED } from '../../model/publication/published-paths.js';
import type { OutputFile, Receipt } from '../../model/publication/site.js';
import { present } from '../../model/present.js';
import { writeNotes } from '../../notes/write-notes.js';
import { publish } from '../../publish/publish.js';
import type { PublishTarget } from '../../publish/target.js';
import { writeSite } from '../../site/write-site.js';
import { openTemplates, type Templates } from '../../templates/render.js';
import { TRANSCRIPT_FORMATS } from '../../transcript/formats/index.js';
import type { PublishedRecord } from '../episodes/published-episode.js';
import { readEpisode } from '../episodes/read-episode.js';
import { checkShowTemplates, warnOfUnsafeNotes } from '../check-show-templates.js';
import { feedUrlOf } from '../show-of.js';
import type { EpisodeArt } from './episode-art.js';
import { keptOf, stayingAway } from './staying-away.js';
import { isOpen, openHidden } from './hidden-files.js';
import { withoutText, type RenderCache, type Rendering } from './render-cache.js';
import { digestsOf, filesOfAudio, keepPlainFiles } from './files-of-audio.js';

/** Writes notes, pages, feed and manifest of all episodes, and copies new audio; the feed comes after what it names. */
export async function publishShow(
  entries: readonly PublishedRecord[],
  project: Project,
  art: ArtBySlug,
  cache?: RenderCache,
): Promise<Receipt> {
  const { config, show, target, warn } = project;
  checkShowTemplates(project);
  warnOfUnsafeNotes(project);
  const templates = openTemplates(project.templates);
  const sorted = entries.toSorted(
    (a, b) => compareText(b.record.publishedAt, a.record.publishedAt) || compareText(a.record.guid, b.record.guid),
  );
  const told = await Promise.all(
    sorted.map(async ({ record, built }) => {
      const known = built ? undefined : cache?.told(record);
      return withArt(known ?? built?.episode ?? (await readEpisode(record, target)), art);
    }),
  );
  const keys = keysOf(told, { show, cache });
  const standing = (await cache?.standing(keys)) ?? new Map<string, Rendering>();
  const isStanding = ({ guid }: { readonly guid: string }): boolean => standing.has(guid);
  const episodes = await Promise.all(
    sorted.map(async ({ record, built }, index) => {
      const episode = told[index];
      if (episode && (built || isStanding(record) || cache?.told(record) === undefined)) return episode;
      return withArt(await readEpisode(record, target), art);
    }),
  );
  const ownArt = episodes.flatMap(({ image }) => (image === undefined || isWebUrl(image) ? [] : [image]));
  const fresh = episodes.filter((episode) => !isStanding(episode));
  const notes = new Map(fresh.map((episode) => [episode.slug, writeNotes({ episode, show }, { templates, warn })]));
  const ready = new Map([...standing.values()].map(({ told: { slug }, item }) => [slug, item]));
  const known = project.published.manifest?.feeds;
  const privateFolders = (project.privacy?.subscribers ?? []).map(({ token }) => privateFolder(token));
  const forms = { transcripts: TRANSCRIPT_FORMATS, known, privateFolders, ready };
  const feeds = writeFeeds({ show, episodes, notes, ...forms });
  const feedRecords = feeds.records.filter(({ path, archives }) => path !== PUBLISHED.feed || archives !== undefined);
  const before = new Map(project.published.manifest?.episodes.map((record) => [record.guid, record]));
  const records = await Promise.all(
    sorted.map(({ record }) => keepPlainFiles(record, { before: before.get(record.guid), target })),
  );
  const away = stayingAway(project.published.manifest, { records, now: project.now() });
  const written = new Map<string, EpisodeRecord['audio']['files']>();
  const keep = new Set([
    ...ownArt,
    ...[...records.flatMap(({ audio, retiredAudio }) => [audio, ...retiredAudio]), ...keptOf(away)].flatMap(
      pathsOfAudio,
    ),
  ]);
  const hidden = openHidden(project, { records, away, keep });
  const manifest = async (): Promise<Manifest> => {
    const whole = records.map((record) => withFiles(record, written.get(record.slug)));
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
  const receipt = await publish(
    {
      files: outputFiles({ project, templates, episodes, notes, written, art, feeds, standing }),
      standing: [...standing.values()].flatMap(({ files }) => Object.keys(files)),
      audio: sorted.flatMap(({ record, built }) =>
        built?.audioFile ? [{ path: record.audio.path, copyFrom: built.audioFile.path }] : [],
      ),
      feedXml: feeds.feedXml,
      manifest,
      isUnlisted: hidden.isHidden,
      keep,
    },
    { target, replaces: project.published.versions, stateDir: config.stateDir, isAdopting: project.isAdopting },
  );
  const removed = [...receipt.removed, ...(await hidden.removeStale())];
  if (cache) {
    const made = await renderingsOf(fresh, { keys, written, feeds, target });
    await cache.save([...standing.values(), ...made]);
  }
  return { ...receipt, removed };
}

function* outputFiles(input: {
  project: Project;
  templates: Templates;
  episodes: readonly Episode[];
  notes: ReadonlyMap<string, RenderedNotes>;
  /** Takes what was written for the audio of each episode, by slug. */
  written: Map<string, EpisodeRecord['audio']['files']>;
  art: ArtBySlug;
  feeds: Feeds;
  /** By GUID. */
  standing: ReadonlyMap<string, Rendering>;
}): Generator<OutputFile> {
  const { project, episodes, notes, standing } = input;
  const { show, images } = project;
  yield* images;
  yield* [...input.art.values()].filter((file) => file !== undefined);
  for (const episode of episodes) {
    const stands = standing.get(episode.guid);
    if (stands) input.written.set(episode.slug, stands.digests);
    if (stands) continue;
    const files = filesOfAudio(episode, show);
    input.written.set(episode.slug, digestsOf(files));
    yield* files;
  }
  const slugs = new Set([...standing.values()].map(({ told }) => told.slug));
  const site = { show, episodes, notes, transcripts: TRANSCRIPT_FORMATS, standing: slugs };
  yield* writeSite(site, { templates: input.templates });
  yield* input.feeds.files;
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

/** What was just written of some episodes, with the versions its files have now. */
async function renderingsOf(
  episodes: readonly Episode[],
  made: {
    readonly keys: ReadonlyMap<string, string>;
    readonly written: ReadonlyMap<string, EpisodeRecord['audio']['files']>;
    readonly feeds: Feeds;
    readonly target: PublishTarget;
  },
): Promise<readonly Rendering[]> {
  const { keys, written, feeds, target } = made;
  const renderings: Rendering[] = [];
  for (const episode of episodes) {
    const { guid, slug, fingerprint = '' } = episode;
    const digests = written.get(slug) ?? {};
    const { page, data } = episodePaths(slug);
    const names = [...Object.keys(digests), page, data];
    const lying = await target.stat(names);
    const files = Object.fromEntries(names.map((name, index) => [name, lying[index]?.version ?? '']));
    const item = feeds.items.get(slug);
    const key = keys.get(guid);
    if (item && key !== undefined && fingerprint !== '')
      renderings.push({ guid, key, fingerprint, told: withoutText(episode), item, files, digests });
  }
  return renderings;
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
  return { ...record, audio: { ...record.audio, files: { ...record.audio.files, ...files } } };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
