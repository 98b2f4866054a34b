import type { EpisodeContext, EpisodeRow, Project } from '../../context.js';
import { EXIT, isLectorError, LectorError, toLectorError, warning } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import type { EpisodeRecord } from '../../model/manifest.js';
import { present } from '../../model/present.js';
import type { Assignment } from '../items/assign-records.js';
import { fingerprintItem, fingerprintSettings } from './fingerprint.js';
import { isDue } from '../items/is-due.js';
import { templateFoldersOf } from '../template-folders.js';
import { recordOf, rowOf, type PublishedRecord } from './published-episode.js';
import { isEpisodeWhole } from './read-episode.js';
import { episodeTakes, readTakes, type EpisodeTakes, type Takes } from './takes.js';

/** Episodes at work at once: while one is encoded on one core, the next is narrated on the other. */
const EPISODES_AT_ONCE = 2;

type Job = {
  readonly assignment: Assignment;
  readonly takes: EpisodeTakes;
  readonly fingerprint: string;
  /** What is published already and still stands. */
  readonly reusable?: EpisodeRecord;
};

type Result = { readonly entry?: PublishedRecord; readonly row: EpisodeRow };

/** Builds what has to be built and leaves what stands; what fails leaves what was published of it before. */
export async function buildEpisodes(
  assignments: readonly Assignment[],
  { project, findings, since }: { project: Project; findings: Finding[]; since?: string },
): Promise<{ published: readonly PublishedRecord[]; rows: readonly EpisodeRow[] }> {
  const settings = await fingerprintSettings({
    config: project.config,
    templateFolders: templateFoldersOf(project.config),
  });
  const allTakes = await readTakes(project.config);
  const now = project.now();
  const due = assignments.filter((assignment) => isDue(assignment, { now, ...present({ since }) }));
  const scheduled = assignments.filter((assignment) => !isDue(assignment, { now }));
  const jobs = await Promise.all(due.map((assignment) => planJob(assignment, { settings, allTakes, project })));
  const toBuild = jobs.filter((job) => !job.reusable);
  project.report({ type: 'collected', itemCount: jobs.length, toBuildCount: toBuild.length });
  const results = new Map<Job, Result>();
  for (const job of jobs) {
    if (!job.reusable) continue;
    const row = rowOf(job.reusable, { outcome: 'reused', elapsedMs: 0 });
    results.set(job, { entry: { record: job.reusable }, row });
  }
  if (toBuild.length > 0) await runJobs(toBuild, { project, findings, results });
  const done = jobs.flatMap((job) => results.get(job) ?? []);
  return {
    published: done.flatMap(({ entry }) => entry ?? []),
    rows: [...done.map(({ row }) => row), ...scheduled.map((assignment) => scheduledRow(assignment, findings))],
  };
}

async function planJob(
  assignment: Assignment,
  { settings, allTakes, project }: { settings: string; allTakes: Takes; project: Project },
): Promise<Job> {
  const takes = await episodeTakes(project.config, { takes: allTakes, slug: assignment.slug });
  const fingerprint = fingerprintItem(assignment, { settings, takes });
  const { record } = assignment;
  if (record?.fingerprint !== fingerprint) return { assignment, takes, fingerprint };
  const isWhole = await isEpisodeWhole(record, project.target);
  return { assignment, takes, fingerprint, ...(isWhole && { reusable: record }) };
}

async function runJobs(
  jobs: readonly Job[],
  { project, findings, results }: { project: Project; findings: Finding[]; results: Map<Job, Result> },
): Promise<void> {
  const { openEpisodeContext } = await import('./open-episode-context.js');
  const { requireStings } = await import('../../mastering/assemble-master.js');
  const context = await openEpisodeContext(project);
  const waiting = [...jobs];
  let stop: LectorError | undefined;
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const startedMs = performance.now();
      try {
        if (stop) throw stop;
        const entry = await runJob(job, { project, context, startedMs });
        results.set(job, entry);
      } catch (error) {
        if (project.signal.aborted) stop ??= interrupted({ results, jobs });
        const failure = project.signal.aborted && stop ? stop : toLectorError(error);
        if (isFatal(failure)) stop ??= failure;
        if (failure !== stop || !findings.some(({ code }) => code === stop?.code))
          findings.push(toFinding(failure, job.assignment));
        results.set(job, await keepPublished(job, { project, elapsedMs: performance.now() - startedMs }));
      }
      const row = results.get(job)?.row;
      if (row) project.report({ type: 'episode', row });
    }
  };
  try {
    if (jobs.some(({ assignment }) => assignment.item.kind !== 'programme')) await requireStings(context);
    await Promise.all(Array.from({ length: Math.min(EPISODES_AT_ONCE, jobs.length) }, work));
  } finally {
    await context.session.close();
  }
}

async function runJob(
  job: Job,
  { project, context, startedMs }: { project: Project; context: EpisodeContext; startedMs: number },
): Promise<Result> {
  const { assignment, takes, fingerprint } = job;
  const { slug, item } = assignment;
  const { config, show } = project;
  const { buildEpisode } = await import('./build-episode.js');
  const built = await buildEpisode(
    {
      assignment,
      isExplicit: show.isExplicit,
      ...(item.image !== undefined && /^https?:/u.test(item.image) && { image: item.image }),
      tags: {
        album: show.title,
        ...present({
          artist: config.author,
          publisher: config.author,
          copyright: config.copyright,
          coverPath: config.imagePath,
        }),
      },
      onStage: (stage) => project.report({ type: 'stage', slug, title: item.title, stage }),
    },
    {
      ...context,
      takes: takes.takes,
      recordings: takes.recordings,
      onProgress: (progress) => project.report({ type: 'narration', slug, ...progress }),
    },
  );
  const record = recordOf({ assignment, fingerprint, built, now: project.now() });
  const { episode, audioFile } = built;
  const entry = { record, built: { episode, audioFile } };
  const row = rowOf(record, {
    outcome: 'built',
    elapsedMs: performance.now() - startedMs,
    ...present({ usage: built.usage }),
  });
  return { entry, row };
}

/** What failed now but was published before stays as it was. */
async function keepPublished(
  job: Job,
  { project, elapsedMs }: { project: Project; elapsedMs: number },
): Promise<Result> {
  const { record, slug, item } = job.assignment;
  if (record && (await isEpisodeWhole(record, project.target))) {
    return { entry: { record }, row: rowOf(record, { outcome: 'kept', elapsedMs }) };
  }
  return { row: { slug, title: item.title, outcome: 'failed', elapsedMs } };
}

function scheduledRow({ slug, item, publishedAt }: Assignment, findings: Finding[]): EpisodeRow {
  findings.push(
    warning('W_SCHEDULED', `"${item.title}" is dated ${publishedAt} and is published by the first build after that.`, {
      place: { file: item.source.location },
    }),
  );
  return { slug, title: item.title, outcome: 'scheduled', elapsedMs: 0 };
}

/** Failures that every further episode would meet as well. */
function isFatal(error: LectorError): boolean {
  if (error.code === 'E_ENGINE_REFUSED') return true;
  return [EXIT.budget, EXIT.environment, EXIT.bug, EXIT.config].some((code) => code === error.exitCode);
}

function interrupted(input: { results: ReadonlyMap<Job, Result>; jobs: readonly Job[] }): LectorError {
  const { results, jobs } = input;
  const builtCount = jobs.filter((job) => results.get(job)?.row.outcome === 'built').length;
  const message = `stopped: ${builtCount} of ${jobs.length} episodes are built, and every sentence narrated so far is kept.`;
  return new LectorError('E_INTERRUPTED', message, {
    hint: 'run the same command again: it goes on from here and pays for nothing twice.',
  });
}

function toFinding(error: LectorError, { item }: Assignment): Finding {
  const finding = error.toFinding();
  return finding.place || !isLectorError(error) || error.code === 'E_INTERRUPTED'
    ? finding
    : { ...finding, place: { file: item.source.location } };
}
