import type { Config } from '../../config.js';
import type { ShowState } from '../../context.js';
import { toLectorError } from '../../errors.js';
import { present } from '../../model/present.js';
import type { Finding } from '../../model/finding.js';
import { planNarration, speakingRate } from '../../narration/narrate.js';
import { writeScript, type ScriptContext } from '../../script/write-script.js';
import { decideWork, type Job } from '../episodes/decide-work.js';
import { scriptContextOf, speakingOf } from '../episodes/open-episode-context.js';
import { hasSameLevel } from '../episodes/has-same-sound.js';
import { planChanges, type PlannedChanges } from '../episodes/planned-changes.js';
import { readEpisode } from '../episodes/read-episode.js';
import { holdUnapproved } from '../review/hold-unapproved.js';
import { sortItems, type ItemOptions } from '../items/assign-items.js';
import { withShow, type ShowPorts } from '../read-show.js';
import { scheduledRow } from './build-show.js';

/** What a build would do with one item. */
export type PlanRow = {
  readonly slug: string;
  readonly title: string;
  /** `tag`: its sound stands, and what is written about it is new. */
  readonly work: 'narrate' | 'master' | 'tag' | 'nothing';
  readonly utteranceCount: number;
  readonly cachedCount: number;
  /** Characters that would be sent to the engine. */
  readonly characters: number;
  readonly costUsd: number;
  readonly estimatedAudioMs?: number;
  /** Why it is narrated and not published: it is not approved as it sounds. */
  readonly waitsFor?: string;
  /** Of an episode that is published and corrected. */
  readonly changes?: PlannedChanges;
};

export type Plan = {
  readonly engine: string;
  readonly rows: readonly PlanRow[];
  readonly characters: number;
  readonly costUsd: number;
  readonly findings: readonly Finding[];
};

type Planning = {
  readonly state: ShowState;
  readonly scripts: ScriptContext;
  readonly planned: Set<string>;
};

/**
 * What a build would do and cost: the build with its last step left out. Sends nothing, publishes nothing, takes no lock
 * and needs no key.
 */
export async function planShow(config: Config, ports: ShowPorts, options: ItemOptions): Promise<Plan> {
  const findings: Finding[] = [];
  const warn = (finding: Finding): void => {
    findings.push(finding);
    ports.warn(finding);
  };
  return withShow(config, { ...ports, warn }, async (state) => {
    const { due, scheduled } = await sortItems(state, options);
    const isReviewed = config.review === 'required';
    const { jobs } = await decideWork(state, isReviewed ? [...due, ...scheduled] : due);
    const review = isReviewed ? await holdUnapproved(jobs, { state, slugs: slugsOf(jobs) }) : undefined;
    const waiting = new Map(review?.waiting.map(({ job, why }) => [job, why]));
    const toHear = new Set(review?.toHear);
    const later = new Set(scheduled.map(({ guid }) => guid));
    const { engine } = await state.session();
    const planning: Planning = {
      state,
      scripts: await scriptContextOf(state),
      planned: new Set(),
    };
    const rows: PlanRow[] = [];
    for (const job of jobs) {
      const waitsFor = waiting.get(job);
      if (waitsFor === undefined && later.has(job.assignment.guid)) continue;
      try {
        const row = waitsFor === undefined || toHear.has(job) ? await planJob(job, planning) : idleRow(job);
        rows.push({ ...row, ...present({ waitsFor }) });
      } catch (error) {
        warn({ place: { file: job.assignment.item.source.location }, ...toLectorError(error).toFinding() });
      }
    }
    const planned = new Set(rows.map(({ slug }) => slug));
    for (const assignment of scheduled) if (!planned.has(assignment.slug)) scheduledRow(assignment, state);
    const characters = rows.reduce((sum, row) => sum + row.characters, 0);
    return {
      engine: engine.name,
      rows,
      characters,
      costUsd: rows.reduce((sum, row) => sum + row.costUsd, 0),
      findings,
    };
  });
}

function slugsOf(jobs: readonly Job[]): ReadonlySet<string> {
  return new Set(jobs.map(({ assignment }) => assignment.slug));
}

/** Of what waits for an approval and is not narrated meanwhile. */
function idleRow({ assignment: { item, slug } }: Job): PlanRow {
  const none = { utteranceCount: 0, cachedCount: 0, characters: 0, costUsd: 0 };
  return { slug, title: item.title, work: 'nothing', ...none };
}

async function planJob(job: Job, { state, scripts, planned }: Planning): Promise<PlanRow> {
  const { item, slug } = job.assignment;
  const free = { slug, title: item.title, utteranceCount: 0, cachedCount: 0, characters: 0, costUsd: 0 };
  if (job.work === 'refuse') throw job.failure;
  if (job.work !== 'make') return { ...free, work: job.work, estimatedAudioMs: job.record.audio.durationMs };
  if (item.kind === 'programme') return { ...free, work: 'master' };
  const context = { session: await state.session(), planned, ...speakingOf(state.config), ...job.takes };
  const script = await writeScript(item, { ...scripts, ...job.plan });
  const plan = await planNarration(script, context);
  const { record } = job.assignment;
  const episode = record && (await readEpisode(record, state.target).catch(() => undefined));
  const changes =
    episode &&
    planChanges(script, {
      episode,
      record,
      newIds: plan.newIds,
      rate: speakingRate(context, script.language),
      isAnew: !hasSameLevel(episode, state),
    });
  return {
    slug,
    title: item.title,
    work: plan.cachedCount < plan.utteranceCount ? 'narrate' : 'master',
    utteranceCount: plan.utteranceCount,
    cachedCount: plan.cachedCount,
    characters: plan.charactersToSend,
    costUsd: plan.costUsd,
    estimatedAudioMs: plan.estimatedAudioMs,
    ...present({ changes }),
  };
}
