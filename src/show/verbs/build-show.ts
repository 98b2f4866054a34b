import { readdir, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../../config.js';
import type { EpisodeRow, Project } from '../../context.js';
import { LectorError, warning } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import { present } from '../../model/present.js';
import { publishedUrl } from '../../model/publication/paths/addresses.js';
import { PUBLISHED } from '../../model/publication/paths/show-paths.js';
import type { Receipt } from '../../model/publication/site.js';
import { buildEpisodes } from '../episodes/build-episodes.js';
import { decideWork, type Job } from '../episodes/decide-work.js';
import type { SortedJobs } from '../episodes/hold-jobs.js';
import { rowOf, type PublishedRecord } from '../episodes/published-episode.js';
import { standingRecord } from '../episodes/read-episode.js';
import type { Assignment } from '../items/assign-records.js';
import { sortItems, type ItemOptions } from '../items/assign-items.js';
import type { HeldItem } from '../items/held-items.js';
import { episodeArt, pictureOf, type EpisodeArt } from '../publication/pictures/episode-art.js';
import type { ArtBySlug } from '../publication/publish-show.js';
import type { Dispatch } from '../queue/open-dispatch.js';
import { countUntouched, publicationKey, rememberPublication } from '../publication/publication-stamp.js';
import { stayingAway } from '../publication/staying-away.js';
import { withProject, type ProjectOptions, type ShowPorts } from '../read-show.js';
import { warnOfPlaceholders } from '../starter.js';

/** How a show is built. */
export type BuildOptions = ItemOptions &
  ProjectOptions & {
    /** Publish nothing when anything is refused. */
    readonly isStrict?: boolean;
    /** Make nothing that had to be spoken first. */
    readonly isMute?: boolean;
    /** Address of the Redis or Valkey whose workers make the sound, or `${NAME}` of a variable that holds it. */
    readonly queue?: string;
  };

/** What a build did. */
export type BuildReport = {
  readonly rows: readonly EpisodeRow[];
  /** Everything that was reported while it ran. */
  readonly findings: readonly Finding[];
  /** Absent when nothing could be published. */
  readonly receipt?: Receipt;
  readonly feedUrl: string;
  readonly elapsedMs: number;
};

/** Encoded sound is kept this long; what is published lies in the output folder. */
const KEPT_DAYS = 7;
const MS_PER_DAY = 86_400_000;

/** The whole way from a folder of articles to a published show. One bad article never stops the rest. */
export async function buildShow(config: Config, ports: ShowPorts, options: BuildOptions): Promise<BuildReport> {
  const startedMs = performance.now();
  const findings: Finding[] = [];
  const warn = (finding: Finding): void => {
    findings.push(finding);
    ports.warn(finding);
  };
  const { isBreakingLock = false, isAdopting = false } = options;
  return withProject(config, { ...ports, warn, isBreakingLock, isAdopting }, async (project) => {
    const { due, scheduled, held, staying } = await sortItems(project, options);
    const isReviewed = config.review === 'required' && options.unreleased === undefined;
    const decided = await decideWork(project, isReviewed ? [...due, ...scheduled] : due);
    const art = await artOf(due, project);
    const sorted = await holdJobs(decided.jobs, project, { isReviewed, isMute: options.isMute === true });
    const isWaiting = new Set(scheduled.map(({ guid }) => guid));
    const going = sorted.going.filter(({ assignment }) => !isWaiting.has(assignment.guid));
    const waiting = sorted.held;
    const dispatch = await dispatchFor(going, project, options);
    const built = await buildEpisodes(going, { project, art, ...present({ dispatch }) }).finally(() =>
      dispatch?.close(),
    );
    await decided.save();
    const unapproved = new Set(waiting.map(({ row }) => row.slug));
    const later = scheduled.flatMap((assignment) =>
      unapproved.has(assignment.slug) ? [] : scheduledRow(assignment, project),
    );
    const kept = await keepWhole(staying, project);
    const published = [
      ...built.published,
      ...waiting.flatMap(({ entry }) => entry ?? []),
      ...kept.map((record): PublishedRecord => ({ record })),
    ];
    const keptRows = kept.map((record) => rowOf(record, { outcome: 'kept', elapsedMs: 0 }));
    const isRefused = findings.some((finding) => finding.severity === 'error');
    const mayPublish = published.length > 0 && !(options.isStrict === true && isRefused);
    if (mayPublish) await warnOfPlaceholders(project);
    const receipt = mayPublish ? await publishIfChanged(published, { project, art }) : undefined;
    if (receipt && receipt.written.length > 0) await tidy(published, project);
    if (receipt) await dispatch?.forget();
    if (receipt) await writeCorrections(published, project);
    const heard = await hear(sorted.toHear, project);
    return {
      rows: [
        ...built.rows,
        ...waiting.map(({ row }) => ({ ...row, ...heard.get(row.slug) })),
        ...later,
        ...keptRows,
        ...held.map(heldRow),
      ],
      findings,
      ...present({ receipt }),
      feedUrl: publishedUrl(project.show, PUBLISHED.feed),
      elapsedMs: performance.now() - startedMs,
    };
  });
}

/** Workers are needed where something is to be made alone. */
async function dispatchFor(
  jobs: readonly Job[],
  project: Project,
  { queue }: BuildOptions,
): Promise<Dispatch | undefined> {
  if (queue === undefined || jobs.every(({ work }) => work !== 'make')) return undefined;
  return (await import('../queue/open-dispatch.js')).openDispatch(project, queue);
}

/** The log of the whole show in a plain file: most shows have corrected nothing, and load nothing for it. */
async function writeCorrections(published: readonly PublishedRecord[], { config }: Project): Promise<void> {
  const records = published.map(({ record }) => record).filter(({ corrections = [] }) => corrections.length > 0);
  if (records.length === 0) return;
  await (await import('../corrections/corrections-file.js')).writeCorrectionsFile(records, config.privateDir);
}

/** What waits for an approval, or for leave to be narrated. */
async function holdJobs(
  jobs: readonly Job[],
  project: Project,
  { isReviewed, isMute }: { readonly isReviewed: boolean; readonly isMute: boolean },
): Promise<SortedJobs & { readonly toHear: readonly Job[] }> {
  if (!isMute && !isReviewed) return { going: jobs, held: [], toHear: [] };
  const { holdUnspoken, standing } = await import('../episodes/hold-jobs.js');
  if (isMute) return { ...(await holdUnspoken(jobs, project)), toHear: [] };
  const { holdUnapproved } = await import('../review/hold-unapproved.js');
  const slugs = new Set(jobs.map(({ assignment }) => assignment.slug));
  const { going, waiting, toHear } = await holdUnapproved(jobs, { state: project, slugs });
  return { going, held: await Promise.all(waiting.map(({ job }) => standing(job, project, 'review'))), toHear };
}

async function hear(jobs: readonly Job[], project: Project): Promise<ReadonlyMap<string, Partial<EpisodeRow>>> {
  if (jobs.length === 0) return new Map();
  return (await import('../review/hold-unapproved.js')).hearWaiting(jobs, project);
}

/** What an episode that waits for its day looks like in the summary. */
export function scheduledRow({ slug, item, publishedAt }: Assignment, { warn }: Pick<Project, 'warn'>): EpisodeRow {
  // Of all others their sources told it when they were read (W_DATE_FUTURE).
  if (item.kind === 'briefing') {
    const message = `"${item.title}" is dated ${publishedAt} and is published by the first build after that.`;
    warn(warning('W_SCHEDULED', message, { place: { file: item.source.location } }));
  }
  return { slug, title: item.title, outcome: 'scheduled', elapsedMs: 0 };
}

function heldRow({ slug, item }: HeldItem): EpisodeRow {
  return { slug, title: item.title, outcome: 'held', elapsedMs: 0 };
}

/** Lets go of what no later build can need. */
async function tidy(published: readonly PublishedRecord[], { config, workspace, now }: Project): Promise<void> {
  // What others make with the same clips is not known here.
  if (config.soundDir === config.stateDir)
    await workspace.collectGarbage({ episodes: published.map(({ record }) => record) });
  const folder = workspace.audioDir;
  const oldestMs = now().getTime() - KEPT_DAYS * MS_PER_DAY;
  for (const name of await readdir(folder).catch(() => [])) {
    const file = path.join(folder, name);
    const found = await stat(file).catch(() => undefined);
    if (found?.isFile() && found.mtimeMs < oldestMs) await rm(file, { force: true });
  }
}

/** Of episodes whose source is gone, those that can stay published. */
async function keepWhole(records: readonly EpisodeRecord[], project: Project): Promise<readonly EpisodeRecord[]> {
  const whole: EpisodeRecord[] = [];
  for (const record of records) {
    const standing = await standingRecord(record, project);
    if (standing) whole.push(standing);
    else {
      const lost = new LectorError(
        'E_INPUT',
        `the source and the published files of "${record.title}" are both gone.`,
        {
          hint: 'bring back one of the two; until then the episode is not in the feed.',
          place: { file: record.location },
        },
      );
      project.warn(lost.toFinding());
    }
  }
  return whole;
}

/** One after the other: most are at hand, and the others are to be fetched and scaled. */
async function artOf(assignments: readonly Assignment[], project: Project): Promise<ArtBySlug> {
  const art = new Map<string, EpisodeArt | undefined>();
  for (const { item, slug } of assignments) {
    project.signal.throwIfAborted();
    const found = await episodeArt({ item, slug }, project);
    // A host that does not answer takes nothing away that was published before.
    if (found !== undefined || pictureOf(item) === undefined) art.set(slug, found);
  }
  return art;
}

/** Renders and writes the show, unless exactly this stands there untouched. */
async function publishIfChanged(
  entries: readonly PublishedRecord[],
  { project, art }: { readonly project: Project; readonly art: ArtBySlug },
): Promise<Receipt> {
  const { config, show, target, templates } = project;
  const { stateDir } = config;
  const records = entries.map(({ record }) => record);
  const away = stayingAway(project.published.manifest, { records, now: project.now() });
  const key = await publicationKey({
    show,
    records: [...records, ...away],
    templateFolders: templates.directories,
    subscribers: (project.privacy?.subscribers ?? []).map(({ token }) => token),
    art: [...art].flatMap(([slug, file]) => [slug, file?.path ?? '']),
  });
  const unchangedCount = await countUntouched({ stateDir, target, key });
  if (unchangedCount !== undefined) return { written: [], removed: [], unchangedCount };
  project.report({ type: 'publishing', episodeCount: entries.length });
  const { publishShow } = await import('../publication/publish-show.js');
  const { openRenderCache } = await import('../publication/render-cache.js');
  const { receipt, isWhole, ...left } = await publishShow(entries, project, art, await openRenderCache(project));
  if (isWhole) await rememberPublication({ stateDir, target, key, left });
  return receipt;
}
