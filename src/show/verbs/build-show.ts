import type { EpisodeRow, Project } from '../../context.js';
import { LectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import type { EpisodeRecord } from '../../model/manifest.js';
import { present } from '../../model/present.js';
import { PUBLISHED, publishedUrl } from '../../model/published-paths.js';
import type { Receipt } from '../../model/site.js';
import { readPublishedShow } from '../../publish/published-show.js';
import { assignRecords } from '../items/assign-records.js';
import { buildEpisodes } from '../episodes/build-episodes.js';
import { checkRemovals } from '../items/check-removals.js';
import { clearOldAudio } from '../episodes/clear-old-audio.js';
import { collectItems } from '../items/collect-items.js';
import { openProject, type OpenProjectOptions } from '../open-project.js';
import { countUntouched, publicationKey, rememberPublication } from '../publication/publication-stamp.js';
import { rowOf, type PublishedRecord } from '../episodes/published-episode.js';
import { isEpisodeWhole } from '../episodes/read-episode.js';
import { templateFoldersOf } from '../template-folders.js';

export type BuildOptions = OpenProjectOptions & {
  /** Publish nothing when anything is refused. */
  readonly isStrict?: boolean;
  /** Take episodes whose source is gone out of the show. */
  readonly isPruning?: boolean;
  /** How many episodes may be taken out at once. */
  readonly maxRemovals?: number;
  readonly allowGuidChange?: boolean;
  /** Leave out what is not published yet and dated before this day, `2024-01-31`. */
  readonly since?: string;
};

/** What a build did. */
export type BuildReport = {
  readonly rows: readonly EpisodeRow[];
  readonly findings: readonly Finding[];
  /** Absent when nothing could be published. */
  readonly receipt?: Receipt;
  readonly feedUrl: string;
  readonly elapsedMs: number;
};

/** The whole way from a folder of articles to a published show. One bad article never stops the rest. */
export async function buildShow(options: BuildOptions): Promise<BuildReport> {
  const startedMs = performance.now();
  const findings: Finding[] = [];
  const warn = (finding: Finding): void => void findings.push(finding);
  const project = await openProject({ ...options, warn });
  try {
    const { items, refused } = await collectItems({
      ...project,
      known: new Set((project.manifest?.episodes ?? []).map(({ identity }) => identity)),
    });
    findings.push(...refused);
    const assigned = assignRecords(items, {
      showGuid: project.show.guid,
      manifest: project.manifest,
      now: project.now,
      allowGuidChange: options.allowGuidChange ?? false,
    });
    findings.push(...assigned.findings);
    const orphans = checkRemovals({
      orphans: assigned.orphans,
      refusedFiles: findings.flatMap(({ severity, place }) => (severity === 'error' && place ? [place.file] : [])),
      recordCount: project.manifest?.episodes.length ?? 0,
      options,
      warn,
    });
    const built = await buildEpisodes(assigned.assignments, {
      project,
      findings,
      ...present({ since: options.since }),
    });
    const kept = await keepWhole(orphans, { project, findings });
    const published = [...built.published, ...kept.map((record): PublishedRecord => ({ record }))];
    const rows = [...built.rows, ...kept.map((record) => rowOf(record, { outcome: 'kept', elapsedMs: 0 }))];
    const isRefused = findings.some((finding) => finding.severity === 'error');
    const mayPublish = published.length > 0 && !(options.isStrict === true && isRefused);
    const receipt = mayPublish ? await publishIfChanged(published, project) : undefined;
    if (receipt && receipt.written.length > 0) await tidy(project);
    return {
      rows,
      findings,
      ...present({ receipt }),
      feedUrl: publishedUrl(project.show, PUBLISHED.feed),
      elapsedMs: performance.now() - startedMs,
    };
  } finally {
    await project.workspace.close();
  }
}

/** Lets go of what no later build can need. */
async function tidy({ workspace, target, now, warn }: Project): Promise<void> {
  const { manifest } = await readPublishedShow(target, { stateDir: workspace.stateDir, warn });
  await workspace.collectGarbage(manifest);
  await clearOldAudio(workspace.audioDir, now());
}

/** Of episodes whose source is gone, those that can stay published. */
async function keepWhole(
  records: readonly EpisodeRecord[],
  { project, findings }: { project: Project; findings: Finding[] },
): Promise<readonly EpisodeRecord[]> {
  const whole: EpisodeRecord[] = [];
  for (const record of records) {
    if (await isEpisodeWhole(record, project.target)) whole.push(record);
    else {
      const lost = new LectorError(
        'E_INPUT',
        `the source and the published files of "${record.title}" are both gone.`,
        {
          hint: 'bring back one of the two; until then the episode is not in the feed.',
          place: { file: record.location },
        },
      );
      findings.push(lost.toFinding());
    }
  }
  return whole;
}

/** Renders and writes the show, unless exactly this stands there untouched. */
async function publishIfChanged(entries: readonly PublishedRecord[], project: Project): Promise<Receipt> {
  const { config, show, target } = project;
  const { stateDir } = config;
  const records = entries.map(({ record }) => record);
  const key = await publicationKey({ show, records, templateFolders: templateFoldersOf(config) });
  const unchangedCount = await countUntouched({ stateDir, target, key });
  if (unchangedCount !== undefined) return { written: [], removed: [], unchangedCount };
  project.report({ type: 'publishing', episodeCount: entries.length });
  const { publishShow } = await import('../publication/publish-show.js');
  const receipt = await publishShow(entries, project);
  await rememberPublication({ stateDir, target, key });
  return receipt;
}
