import type { Project } from '../../context.js';
import { writeFeeds, type Feeds } from '../../feed/write-feeds.js';
import type { Episode, RenderedNotes } from '../../model/episode.js';
import { pathsOfAudio, type EpisodeRecord, type Manifest } from '../../model/publication/manifest.js';
import { privateFolder, PUBLISHED } from '../../model/publication/published-paths.js';
import type { OutputFile, Receipt } from '../../model/publication/site.js';
import { present } from '../../model/present.js';
import { writeNotes } from '../../notes/write-notes.js';
import { publish } from '../../publish/publish.js';
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
import { digestsOf, filesOfAudio, keepPlainFiles } from './files-of-audio.js';

/** Writes notes, pages, feed and manifest of all episodes, and copies new audio; the feed comes after what it names. */
export async function publishShow(
  entries: readonly PublishedRecord[],
  project: Project,
  art: ArtBySlug,
): Promise<Receipt> {
  const { config, show, target, warn } = project;
  checkShowTemplates(project);
  warnOfUnsafeNotes(project);
  const templates = openTemplates(project.templates);
  const sorted = entries.toSorted(
    (a, b) => compareText(b.record.publishedAt, a.record.publishedAt) || compareText(a.record.guid, b.record.guid),
  );
  const episodes = await Promise.all(
    sorted.map(async ({ record, built }) => withArt(built?.episode ?? (await readEpisode(record, target)), art)),
  );
  const ownArt = episodes.flatMap(({ image }) => (image === undefined || isWebUrl(image) ? [] : [image]));
  const notes = new Map(episodes.map((episode) => [episode.slug, writeNotes({ episode, show }, { templates, warn })]));
  const known = project.published.manifest?.feeds;
  const privateFolders = (project.privacy?.subscribers ?? []).map(({ token }) => privateFolder(token));
  const feeds = writeFeeds({ show, episodes, notes, transcripts: TRANSCRIPT_FORMATS, known, privateFolders });
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
      files: outputFiles({ project, templates, episodes, notes, written, art, feeds }),
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
  return { ...receipt, removed: [...receipt.removed, ...(await hidden.removeStale())] };
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
}): Generator<OutputFile> {
  const { project, episodes, notes } = input;
  const { show, images } = project;
  yield* images;
  yield* [...input.art.values()].filter((file) => file !== undefined);
  for (const episode of episodes) {
    const files = filesOfAudio(episode, show);
    input.written.set(episode.slug, digestsOf(files));
    yield* files;
  }
  yield* writeSite({ show, episodes, notes, transcripts: TRANSCRIPT_FORMATS }, { templates: input.templates });
  yield* input.feeds.files;
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
