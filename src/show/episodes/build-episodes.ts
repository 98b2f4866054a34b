import type { EpisodeRow, Project, SoundContext } from '../../context.js';
import { EXIT, isLectorError, LectorError, toLectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { announced } from '../../model/publication/correction.js';
import type { NarrationProgress } from '../../narration/narrate.js';
import { logCorrections } from '../corrections/log-corrections.js';
import type { Assignment } from '../items/assign-records.js';
import type { BuiltEpisode, SoundOf } from './build-episode.js';
import type { BuildEpisodeOptions } from './describe-episode.js';
import { articlePictures } from '../publication/pictures/article-pictures.js';
import type { ArtBySlug } from '../publication/publish-show.js';
import type { Dispatch } from '../queue/open-dispatch.js';
import type { Job } from './decide-work.js';
import { earlierEditions, recordOf, remember, rowOf, type PublishedRecord } from './published-episode.js';
import { readEpisode, readLying, standingRecord } from './read-episode.js';

/** Episodes at work at once: while one is encoded on one core, the next is narrated on the other. */
const EPISODES_AT_ONCE = 2;

type Result = { readonly entry?: PublishedRecord; readonly row: EpisodeRow };

/** What jobs are done with; the engine is opened when the first of them has something to be spoken. */
type Bench = {
  readonly project: Project;
  readonly art: ArtBySlug;
  readonly context: SoundContext;
  /** Where sound is made by workers. */
  readonly dispatch?: Dispatch;
};

/** Does what was decided and leaves what stands; what fails leaves what was published of it before. */
export async function buildEpisodes(
  jobs: readonly Job[],
  { project, art, dispatch }: Pick<Bench, 'project' | 'art' | 'dispatch'>,
): Promise<{ published: readonly PublishedRecord[]; rows: readonly EpisodeRow[] }> {
  const waiting = jobs.filter(({ work }) => work !== 'nothing');
  project.report({ type: 'collected', itemCount: jobs.length, toBuildCount: waiting.length });
  const results = new Map<Job, Result>();
  for (const job of jobs) {
    if (job.work !== 'nothing') continue;
    const row = rowOf(job.record, { outcome: 'reused', elapsedMs: 0 });
    results.set(job, { entry: { record: remember(job.record, job.assignment.item) }, row });
  }
  if (waiting.length > 0) await runJobs(waiting, { project, art, results, ...present({ dispatch }) });
  const done = jobs.flatMap((job) => results.get(job) ?? []);
  return { published: done.flatMap(({ entry }) => entry ?? []), rows: done.map(({ row }) => row) };
}

async function runJobs(
  jobs: readonly Job[],
  { project, art, dispatch, results }: Omit<Bench, 'context'> & { results: Map<Job, Result> },
): Promise<void> {
  const context = await openContext(jobs, project);
  const waiting = [...jobs];
  let stop: LectorError | undefined;
  let isStopReported = false;
  const work = async (): Promise<void> => {
    for (let job = waiting.shift(); job; job = waiting.shift()) {
      const startedMs = performance.now();
      try {
        if (stop) throw stop;
        results.set(job, await runJob(job, { project, art, context, startedMs, ...present({ dispatch }) }));
      } catch (error) {
        if (project.signal.aborted) stop ??= interrupted({ results, jobs });
        let failure = project.signal.aborted && stop ? stop : toLectorError(error);
        if (isFatal(failure)) stop ??= failure;
        // Two at work meet the same full disk: that is one thing to tell.
        if (failure.code === stop?.code) failure = stop;
        if (failure !== stop || !isStopReported) project.warn(toFinding(failure, job.assignment));
        isStopReported ||= failure === stop;
        const outcome = failure.code === 'E_INTERRUPTED' ? 'stopped' : 'failed';
        results.set(job, await keepPublished(job, { project, outcome, elapsedMs: performance.now() - startedMs }));
      }
      const row = results.get(job)?.row;
      if (row) project.report({ type: 'episode', row });
    }
  };
  await Promise.all(Array.from({ length: Math.min(dispatch?.atOnce ?? EPISODES_AT_ONCE, jobs.length) }, work));
}

/** Opens what the jobs need, and looks before anything is paid for at what could spoil what was paid. */
async function openContext(jobs: readonly Job[], project: Project): Promise<SoundContext> {
  const { checkShowTemplates, warnOfUnusedTemplates } = await import('../check-show-templates.js');
  const { openSoundContext } = await import('./open-episode-context.js');
  warnOfUnusedTemplates(project);
  await checkShowTemplates(project);
  const context = await openSoundContext(project);
  const isSpeaking = jobs.some(({ work, assignment }) => work === 'make' && assignment.item.kind !== 'programme');
  if (isSpeaking) {
    const { requireMusic } = await import('../../mastering/assemble-master.js');
    await project.session();
    await requireMusic(context);
  }
  return context;
}

async function runJob(job: Job, { startedMs, ...bench }: Bench & { startedMs: number }): Promise<Result> {
  if (job.work === 'refuse') throw job.failure;
  if (job.work === 'nothing') throw new LectorError('E_BUG', 'nothing was to be done.');
  const { assignment, fingerprint } = job;
  const { project } = bench;
  const made = await makeEpisode(job, bench);
  const at = job.plan.disclosure?.at;
  const before = assignment.record && (await readLying(assignment.record, project.target));
  const corrections = logCorrections(
    { now: made.built.episode, ...present({ before, kept: assignment.record?.corrections }) },
    { item: assignment.item, at: project.now() },
  );
  const record = recordOf({
    assignment,
    fingerprint,
    built: made.built,
    now: project.now(),
    corrections,
    ...(at !== 'template' && present({ disclosure: at })),
  });
  const { audioFile, alternateFiles, pictureFiles, usage } = made.built;
  const told = announced(corrections);
  const earlier = earlierEditions(before, made.built.episode, record.retiredAudio);
  const episode = {
    ...made.built.episode,
    fingerprint: fingerprint.whole,
    ...(told.length > 0 && { corrections: told }),
    ...(earlier.length > 0 && { earlier }),
  };
  const elapsedMs = performance.now() - startedMs;
  const row = rowOf(record, { outcome: made.outcome, elapsedMs, ...present({ usage }) });
  return { entry: { record, built: { episode, ...present({ audioFile, alternateFiles, pictureFiles }) } }, row };
}

/** An episode with its tags alone made anew where its sound stands; what is damaged of that is made again as a whole. */
async function makeEpisode(
  job: Job & { readonly work: 'tag' | 'make' },
  bench: Bench,
): Promise<{ readonly built: BuiltEpisode; readonly outcome: 'built' | 'tagged' }> {
  const { project } = bench;
  const context = { ...bench.context, ...job.plan };
  const pictures = await articlePictures(job.assignment, project);
  const options = { ...optionsOf(job.assignment, bench), ...present({ pictures }) };
  if (job.work === 'tag' && !isKeptAsIs(job.assignment)) {
    const { retagEpisode } = await import('./retag-episode.js');
    const { audio, clipKeys } = job.record;
    try {
      const episode = await readEpisode(job.record, project.target);
      const files = await downloadAll([audio, ...(audio.alternates ?? [])], project);
      return { built: await retagEpisode(options, { episode, files, clipKeys }, context), outcome: 'tagged' };
    } catch (error) {
      if (!isLectorError(error) || (error.code !== 'E_AUDIO' && error.code !== 'E_INPUT')) throw error;
    }
  }
  const { written } = { written: undefined, ...job };
  return {
    built: await buildWhole(job, { ...options, ...present({ written }) }, { ...bench, context }),
    outcome: 'built',
  };
}

async function downloadAll(
  audio: readonly { readonly path: string }[],
  { target, workspace }: Project,
): Promise<readonly string[]> {
  const files: string[] = [];
  for (const { path } of audio) {
    const file = await target.download(path, () => workspace.temporaryFolder());
    if (file === undefined) throw new LectorError('E_AUDIO', `${path}: the published audio is gone.`);
    files.push(file);
  }
  return files;
}

/** A file that is published byte for byte has no tags of ours. */
function isKeptAsIs({ item }: Assignment): boolean {
  return item.kind === 'programme' && (item.isAsIs === true || item.enclosure !== undefined);
}

async function buildWhole(
  { assignment, takes }: Job,
  options: BuildEpisodeOptions,
  { project, context, dispatch }: Omit<Bench, 'art'>,
): Promise<BuiltEpisode> {
  const { item, slug } = assignment;
  const { buildNarrated, buildProgramme } = await import('./build-episode.js');
  if (item.kind === 'programme') return buildProgramme(item, options, context);
  const onProgress = (progress: NarrationProgress): void => project.report({ type: 'narration', slug, ...progress });
  const session = await project.session();
  const soundOf: SoundOf = async (order, { warn }) => {
    if (dispatch) return dispatch.makeSound(order, { slug, own: takes, context: { ...context, warn } });
    const { makeSound } = await import('../sound/make-sound.js');
    return makeSound(order, { ...context, ...takes, session, onProgress, warn }, options.onStage);
  };
  return buildNarrated(item, options, { ...context, soundOf });
}

function optionsOf(assignment: Assignment, { project, art }: Pick<Bench, 'project' | 'art'>): BuildEpisodeOptions {
  const { config, show, report } = project;
  const { slug, item } = assignment;
  return {
    assignment,
    isExplicit: show.isExplicit,
    language: show.language,
    ...(item.image !== undefined && /^https?:/u.test(item.image) && { image: item.image }),
    tags: {
      album: show.title,
      ...present({
        artist: config.author,
        publisher: config.author,
        copyright: config.copyright,
        // Players show the picture inside the file.
        coverPath: art.get(slug)?.copyFrom ?? config.imagePath,
      }),
    },
    onStage: (stage) => report({ type: 'stage', slug, title: item.title, stage }),
  };
}

/** What failed or was stopped now but was published before stays as it was. */
async function keepPublished(
  job: Job,
  { project, outcome, elapsedMs }: { project: Project; outcome: 'failed' | 'stopped'; elapsedMs: number },
): Promise<Result> {
  const { record, slug, item } = job.assignment;
  const standing = record && (await standingRecord(record, project));
  if (standing) return { entry: { record: standing }, row: rowOf(standing, { outcome: 'kept', elapsedMs }) };
  return { row: { slug, title: item.title, outcome, elapsedMs } };
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
