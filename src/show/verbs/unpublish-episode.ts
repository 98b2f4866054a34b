import path from 'node:path';
import type { Config } from '../../config.js';
import type { Project } from '../../context.js';
import { LectorError, warning } from '../../errors.js';
import { briefingIdentity, spellingKey } from '../../model/publication/identity.js';
import {
  isUnpublished,
  pathsOfAudio,
  type EpisodeRecord,
  type Manifest,
  type UnpublishedRecord,
} from '../../model/publication/manifest.js';
import { publishedUrl } from '../../model/publication/paths/addresses.js';
import { episodePaths, filesOfEpisode } from '../../model/publication/paths/episode-paths.js';
import { quoteValue } from '../../model/text.js';
import { suggestWord } from '../../model/text/suggest.js';
import { sourceLocation } from '../../model/text/secrets.js';
import { standingRecord } from '../episodes/read-episode.js';
import { everPublished } from '../items/assign-records.js';
import { idsOf } from '../items/match-records.js';
import { publishShow } from '../publication/publish-show.js';
import { keptOf, stayingAway } from '../publication/staying-away.js';
import { withProject, type ShowPorts } from '../read-show.js';

/** Which episode is taken back, and how. */
export type UnpublishOptions = {
  /** Its slug, GUID, title, source file or address, or the address of its page or audio. */
  readonly wanted: string;
  /** Folder a path is relative to; the project folder unless given. */
  readonly cwd?: string;
  /** Leave the audio, with its chapters and transcripts, to those who know its address, for 30 days. */
  readonly isKeepingAudio?: boolean;
  /** Let an episode that was taken back return: the next build that finds its source publishes it as it was called. */
  readonly isUndone?: boolean;
};

/** What became of an episode. */
export type Unpublished = {
  readonly slug: string;
  readonly title: string;
  readonly guid: string;
  /** ISO 8601: when it was taken back. */
  readonly unpublishedAt: string;
  readonly isReturning: boolean;
  /** Published files that are gone, as paths. */
  readonly removed: readonly string[];
  /** Of its audio what stays for a while, as paths. */
  readonly kept: readonly string[];
};

/**
 * Takes an episode out of feed and pages, and its page, audio, older audio, chapters and transcripts from where they are
 * published, at once and whether its source is there or not. The manifest remembers it, so that no later build publishes
 * it again. Clips and encoded audio on this machine stay in the cache.
 *
 * @throws {@link LectorError} `E_INPUT` when there is no such episode, when several are meant, or when another published
 *   episode is damaged.
 */
export function unpublishEpisode(config: Config, ports: ShowPorts, options: UnpublishOptions): Promise<Unpublished> {
  return withProject(config, ports, async (project) => {
    const { manifest } = project.published;
    if (!manifest) throw new LectorError('E_INPUT', 'nothing is published yet.', { hint: 'run "lector build" first.' });
    const record = findRecord(manifest, options, project);
    const now = project.now().toISOString();
    if (options.isUndone !== true) warnOfBriefings(record, manifest, project);
    const marked = options.isUndone === true ? returning(record) : takenBack(record, { now, options });
    const published = await publishWithout(marked, { manifest, project });
    const { slug, title, guid, unpublishedAt } = marked;
    const kept = keptOf(
      stayingAway(published.manifest, { records: [], now: project.now() }).filter((away) => away.guid === guid),
    );
    return {
      slug,
      title,
      guid,
      unpublishedAt,
      isReturning: marked.isReturning === true,
      removed: published.removed,
      kept: kept.flatMap(pathsOfAudio),
    };
  });
}

/** What a briefing says of it is heard on: its sound is its own, and to be taken back, or made anew without the article. */
function warnOfBriefings(
  { location, slug, title }: EpisodeRecord,
  manifest: Manifest,
  { config, warn }: Project,
): void {
  const isNamed = (name: string): boolean =>
    name === location || name === slug || location.endsWith(`/${name}`) || namesOf(location).includes(name);
  for (const briefing of config.briefings.filter(({ articles }) => articles.some(isNamed))) {
    const record = manifest.episodes.find(({ identity }) => identity === briefingIdentity(briefing.title));
    if (!record) continue;
    const message = `"${title}" is still heard in the briefing "${record.title}", which stays as it is.`;
    warn(
      warning('W_UNPUBLISHED', message, {
        hint: `take it out of "briefings" in lector.yaml and build, or: lector unpublish ${record.slug}.`,
        place: { file: path.relative(config.root, config.file) },
      }),
    );
  }
}

/** A record taken back earlier keeps its day; audio that was left then goes now, unless it is to be left again. */
function takenBack(
  record: EpisodeRecord,
  { now, options }: { readonly now: string; readonly options: UnpublishOptions },
): UnpublishedRecord {
  const isAgain = 'unpublishedAt' in record;
  const unpublishedAt = isAgain ? (record as UnpublishedRecord).unpublishedAt : now;
  const audio = isAgain ? record.retiredAudio : [{ ...record.audio, retiredAt: now }, ...record.retiredAudio];
  const retiredAudio = options.isKeepingAudio === true ? audio : [];
  return { ...record, clipKeys: [], retiredAudio, unpublishedAt, isReturning: false };
}

function returning(record: EpisodeRecord): UnpublishedRecord {
  if ('unpublishedAt' in record) return { ...(record as UnpublishedRecord), isReturning: true };
  throw new LectorError('E_INPUT', `"${record.title}" is published; there is nothing to undo.`, {
    hint: `to take it back: lector unpublish ${record.slug}.`,
  });
}

/** Publishes the show with one episode away, and removes what of it no list of files knows any more. */
async function publishWithout(
  marked: UnpublishedRecord,
  { manifest, project }: { readonly manifest: Manifest; readonly project: Project },
): Promise<{ readonly manifest: Manifest; readonly removed: readonly string[] }> {
  const { target } = project;
  const isOther = ({ guid }: EpisodeRecord): boolean => guid !== marked.guid;
  const episodes = manifest.episodes.filter(isOther);
  const unpublished = [...(manifest.unpublished ?? []).filter(isOther), marked];
  const next: Manifest = { ...manifest, episodes, unpublished };
  const entries = await Promise.all(
    episodes.map(async (record) => ({ record: (await standingRecord(record, project)) ?? record })),
  );
  const {
    receipt: { removed },
  } = await publishShow(entries, { ...project, published: { ...project.published, manifest: next } }, new Map());
  const before = everPublished(manifest).filter((record) => !isOther(record));
  const known = before.flatMap(({ audio, retiredAudio }) => [audio, ...retiredAudio].flatMap(pathsOfAudio));
  const kept = new Set(marked.retiredAudio.flatMap(pathsOfAudio));
  const more: string[] = [];
  for (const name of new Set([...filesOfEpisode(marked.slug), ...known]))
    if (!kept.has(name) && (await target.remove(name))) more.push(name);
  return { manifest: next, removed: [...removed, ...more].sort() };
}

function findRecord(
  manifest: Manifest,
  { wanted: written, cwd, isUndone }: UnpublishOptions,
  { config, show }: Project,
): EpisodeRecord {
  // Addresses are on record without their keys.
  const wanted = sourceLocation(written);
  const file = path.relative(config.root, path.resolve(cwd ?? config.root, wanted)).replaceAll(path.sep, '/');
  const all = everPublished(manifest);
  const witnesses: readonly ((record: EpisodeRecord) => boolean)[] = [
    ({ slug, guid }) => slug === wanted || guid === wanted,
    ({ location }) => location === file || location === wanted,
    (record) => idsOf(record).map(spellingKey).includes(spellingKey(wanted)),
    ({ slug, audio }) => {
      const { folder, page } = episodePaths(slug);
      return [folder, page, audio.path].some((name) => spellingKey(publishedUrl(show, name)) === spellingKey(wanted));
    },
    ({ location }) => namesOf(location).includes(wanted),
    ({ title }) => title === wanted,
    ({ slug }) => wanted !== '' && slug.startsWith(`${wanted}-`),
  ];
  for (const isMeant of witnesses) {
    const found = all.filter(isMeant);
    const [first] = found;
    if (first && found.length === 1) return first;
    if (first) {
      const slugs = found.map(({ slug }) => slug).join(', ');
      throw new LectorError('E_INPUT', `${quoteValue(wanted)} may be any of ${slugs}.`, { hint: 'name one of them.' });
    }
  }
  const slugs = all.filter((record) => isUndone !== true || isUnpublished(record)).map(({ slug }) => slug);
  const near = suggestWord(wanted, slugs);
  throw new LectorError('E_INPUT', `there is no episode ${quoteValue(wanted)}.`, {
    hint: near === undefined ? `use one of: ${slugs.slice(0, 20).join(', ')}.` : `did you mean ${near}?`,
  });
}

/** `night-ferry.md` and `night-ferry`. */
function namesOf(location: string): readonly string[] {
  const { base, name } = path.posix.parse(location);
  return [base, name];
}
