import path from 'node:path';
import type { ShowState } from '../../context.js';
import { toLectorError, warning, type LectorError } from '../../errors.js';
import type { Article, Briefing } from '../../model/article.js';
import type { Finding } from '../../model/finding.js';
import { present } from '../../model/present.js';
import { wholeItem } from '../../model/text/article-text.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import type { ScriptContext, WritingPlan } from '../../script/write-script.js';
import type { Assignment } from '../items/assign-records.js';
import type { WrittenScript } from './describe-episode.js';
import { openFingerprints, type Fingerprint, type Fingerprints } from './fingerprint.js';
import { planDisclosure } from './plan-disclosure.js';
import { standingRecord } from './read-episode.js';
import { episodeTakes, listRecorded, readTakes, type EpisodeTakes } from './takes.js';

/** Enough for a correction; more would keep the texts of a whole archive in memory. */
const KEPT_SCRIPT_COUNT = 8;

/** One item with what has to be done about it. */
export type Job = {
  readonly assignment: Assignment;
  readonly takes: EpisodeTakes;
  /** Where it says that a machine reads it; a recording says nothing of the kind. */
  readonly plan: WritingPlan;
} & (
  | { readonly work: 'nothing'; readonly fingerprint: Fingerprint; readonly record: EpisodeRecord }
  /** Its sound stands; what is written about it is another. */
  | { readonly work: 'tag'; readonly fingerprint: Fingerprint; readonly record: EpisodeRecord }
  | { readonly work: 'make'; readonly fingerprint: Fingerprint; readonly written?: WrittenScript }
  | { readonly work: 'refuse'; readonly failure: LectorError }
);

export type Decisions = {
  readonly jobs: readonly Job[];
  /** Keeps for the next run what deciding took time to find out. */
  save(): Promise<void>;
};

/**
 * Decides for every item whether its sound has to be made, its tags and texts alone, or nothing at all. A plan and a
 * build both begin with this and with nothing else.
 *
 * @throws {@link LectorError} Faults of templates, lexicon and configuration, which concern every item.
 */
export async function decideWork(state: ShowState, due: readonly Assignment[]): Promise<Decisions> {
  const allTakes = await readTakes(state.config);
  const recorded = await listRecorded(state.config);
  const scripts = scriptsOf(state);
  const fingerprints = await openFingerprints(state, scripts.writeScript);
  warnOfNoDisclosure(state, due);
  const jobs: Job[] = [];
  for (const assignment of due) {
    const takes = await episodeTakes(state.config, { takes: allTakes, slug: assignment.slug, recorded });
    jobs.push(await decide({ assignment, takes }, { state, fingerprints, scripts }));
  }
  return { jobs: jobs.map((job) => withScript(job, scripts)), save: () => fingerprints.save() };
}

/** What is to be made is made from the script that showed it, where that is still at hand. */
function withScript(job: Job, scripts: ReturnType<typeof scriptsOf>): Job {
  return job.work === 'make' ? { ...job, ...present({ written: scripts.writtenFor(job.plan) }) } : job;
}

type Deciding = {
  readonly state: ShowState;
  readonly fingerprints: Fingerprints;
  readonly scripts: ReturnType<typeof scriptsOf>;
};

async function decide(
  entry: { readonly assignment: Assignment; readonly takes: EpisodeTakes },
  { state, fingerprints, scripts }: Deciding,
): Promise<Job> {
  const { assignment, takes } = entry;
  try {
    const { record } = assignment;
    const standing = record && (await standingRecord(record, state)) === record ? record : undefined;
    const [planned, ...before] = await plansOf(entry, { state, scripts });
    // What stands is left as it is, and says that a machine reads where it always did.
    for (const plan of standing ? [planned, ...before] : []) {
      const fingerprint = await fingerprints.of(assignment, { ...takes, plan });
      const work = await workOn({ ...entry, plan }, { fingerprint, record: standing, state, scripts });
      if (work !== 'make' && standing)
        return { ...(await madeFrom(entry, work)), plan, fingerprint, record: standing, work };
    }
    const fingerprint = await fingerprints.of(assignment, { ...takes, plan: planned });
    return { ...(await madeFrom(entry, 'make')), plan: planned, fingerprint, work: 'make' };
  } catch (error) {
    await scripts.requireContext();
    state.signal.throwIfAborted();
    return { ...entry, plan: {}, work: 'refuse', failure: toLectorError(error) };
  }
}

/** What an episode is made from: its text is read where something is made of it. */
async function madeFrom<Entry extends Pick<Job, 'assignment' | 'takes'>>(
  entry: Entry,
  work: Job['work'],
): Promise<Entry> {
  return work === 'nothing' ? entry : { ...entry, assignment: await wholeAssignment(entry.assignment) };
}

async function wholeAssignment(assignment: Assignment): Promise<Assignment> {
  return { ...assignment, item: await wholeItem(assignment.item) };
}

/**
 * How an episode is written, and how else it may have been written when it was published: a publisher who does not say
 * where it is said that a machine reads, or where chapters begin, has not asked for what is out to be made again. What
 * people read says nothing of machines.
 */
async function plansOf(
  { assignment: { item, record }, takes }: Pick<Job, 'assignment' | 'takes'>,
  { state: { config }, scripts }: Pick<Deciding, 'state' | 'scripts'>,
): Promise<readonly [WritingPlan, ...WritingPlan[]]> {
  if (item.kind === 'programme') return [{}];
  const silent = await planDisclosure(config, 'off');
  const isReadByPeople =
    takes.recordings.size > 0 &&
    (await scripts.writeScript(await wholeItem(item), { disclosure: silent })).utterances.every(({ id }) =>
      takes.recordings.has(id),
    );
  const planned = isReadByPeople ? silent : await planDisclosure(config);
  const before = record && (record.disclosure ?? 'template');
  const isKept = config.disclosure.spoken === undefined && before !== undefined && before !== planned.at;
  const disclosures = [planned, ...(isKept ? [await planDisclosure(config, before)] : [])];
  const plain = disclosures.map((disclosure): WritingPlan => ({ disclosure, isTopical: false }));
  const topical = plain.map((plan): WritingPlan => ({ ...plan, isTopical: true }));
  const [first = {}, ...rest] = config.reading.chapters === 'topics' ? [...topical, ...plain] : plain;
  return [first, ...rest];
}

async function workOn(
  entry: Pick<Job, 'assignment' | 'takes' | 'plan'>,
  {
    fingerprint,
    record,
    state,
    scripts,
  }: Pick<Deciding, 'state' | 'scripts'> & {
    readonly fingerprint: Fingerprint;
    readonly record: EpisodeRecord | undefined;
  },
): Promise<'nothing' | 'tag' | 'make'> {
  if (!record) return 'make';
  if (record.fingerprint === fingerprint.whole) return 'nothing';
  if (record.sound === fingerprint.sound) return 'tag';
  if (record.sound !== undefined) return 'make';
  const { hasSameSound } = await import('./has-same-sound.js');
  const scriptContext = async () => ({ ...(await scripts.scriptContext()), ...entry.plan });
  const assignment = await wholeAssignment(entry.assignment);
  return (await hasSameSound({ ...entry, assignment, record }, { state, scriptContext })) ? 'tag' : 'make';
}

function warnOfNoDisclosure({ config, warn }: ShowState, due: readonly Assignment[]): void {
  const narrated = due.filter(({ item }) => item.kind !== 'programme').length;
  if (config.disclosure.spoken !== 'off' || narrated === 0) return;
  warn(
    warning('W_DISCLOSURE_OFF', `${narrated} episodes do not say where they are heard that a machine reads them.`, {
      hint: 'set disclosure: start.',
      place: { file: path.relative(config.root, config.file) },
    }),
  );
}

/**
 * Writes scripts; what that needs is loaded and checked when the first is written, and its faults concern every item.
 * Warnings come when a script is narrated; the last few scripts stay until then.
 */
function scriptsOf(state: ShowState) {
  let opened: Promise<ScriptContext> | undefined;
  const open = async (): Promise<ScriptContext> => {
    const { checkShowTemplates } = await import('../check-show-templates.js');
    const { scriptContextOf } = await import('./open-episode-context.js');
    await checkShowTemplates(state);
    return scriptContextOf({ ...state, warn: () => undefined });
  };
  const scriptContext = (): Promise<ScriptContext> => (opened ??= open());
  // Each item has a plan of its own.
  const written = new Map<WritingPlan, WrittenScript>();
  return {
    scriptContext,
    /** Rejects when scripts can be written of no item at all. */
    requireContext: async (): Promise<void> => void (await opened),
    async writeScript(item: Article | Briefing, plan: WritingPlan) {
      const { writeScript } = await import('../../script/write-script.js');
      const findings: Finding[] = [];
      const warn = (finding: Finding): void => void findings.push(finding);
      const script = await writeScript(item, { ...(await scriptContext()), ...plan, warn });
      written.set(plan, { script, findings });
      const [oldest] = written.keys();
      if (oldest && written.size > KEPT_SCRIPT_COUNT) written.delete(oldest);
      return script;
    },
    writtenFor: (plan: WritingPlan): WrittenScript | undefined => written.get(plan),
  };
}
