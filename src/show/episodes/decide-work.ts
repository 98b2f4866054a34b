import type { ShowState } from '../../context.js';
import { toLectorError, type LectorError } from '../../errors.js';
import type { Article, Briefing } from '../../model/article.js';
import type { EpisodeRecord } from '../../model/publication/manifest.js';
import type { ScriptContext } from '../../script/write-script.js';
import type { Assignment } from '../items/assign-records.js';
import { openFingerprints, type Fingerprint, type Fingerprints } from './fingerprint.js';
import { standingRecord } from './read-episode.js';
import { episodeTakes, readTakes, type EpisodeTakes } from './takes.js';

/** One item with what has to be done about it. */
export type Job = {
  readonly assignment: Assignment;
  readonly takes: EpisodeTakes;
} & (
  | { readonly work: 'nothing'; readonly fingerprint: Fingerprint; readonly record: EpisodeRecord }
  /** Its sound stands; what is written about it is another. */
  | { readonly work: 'tag'; readonly fingerprint: Fingerprint; readonly record: EpisodeRecord }
  | { readonly work: 'make'; readonly fingerprint: Fingerprint }
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
  const scripts = scriptsOf(state);
  const fingerprints = await openFingerprints(state, scripts.writeScript);
  const jobs: Job[] = [];
  for (const assignment of due) {
    const takes = await episodeTakes(state.config, { takes: allTakes, slug: assignment.slug });
    jobs.push(await decide({ assignment, takes }, { state, fingerprints, scripts }));
  }
  return { jobs, save: () => fingerprints.save() };
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
    const fingerprint = await fingerprints.of(assignment, takes);
    const { record } = assignment;
    if (!record || (await standingRecord(record, state)) !== record) return { ...entry, fingerprint, work: 'make' };
    if (record.fingerprint === fingerprint.whole) return { ...entry, fingerprint, record, work: 'nothing' };
    if (record.sound === fingerprint.sound) return { ...entry, fingerprint, record, work: 'tag' };
    if (record.sound !== undefined) return { ...entry, fingerprint, work: 'make' };
    const { hasSameSound } = await import('./has-same-sound.js');
    const isSame = await hasSameSound({ ...entry, record }, { state, scriptContext: scripts.scriptContext });
    return isSame ? { ...entry, fingerprint, record, work: 'tag' } : { ...entry, fingerprint, work: 'make' };
  } catch (error) {
    await scripts.requireContext();
    state.signal.throwIfAborted();
    return { ...entry, work: 'refuse', failure: toLectorError(error) };
  }
}

/**
 * Writes scripts; what that needs is loaded and checked when the first is written, and its faults concern every item.
 * Warnings come when a script is narrated.
 */
function scriptsOf(state: ShowState) {
  let opened: Promise<ScriptContext> | undefined;
  const open = async (): Promise<ScriptContext> => {
    const { checkShowTemplates } = await import('../check-show-templates.js');
    const { scriptContextOf } = await import('./open-episode-context.js');
    checkShowTemplates(state);
    return scriptContextOf({ ...state, warn: () => undefined });
  };
  const scriptContext = (): Promise<ScriptContext> => (opened ??= open());
  return {
    scriptContext,
    /** Rejects when scripts can be written of no item at all. */
    requireContext: async (): Promise<void> => void (await opened),
    async writeScript(item: Article | Briefing) {
      const { writeScript } = await import('../../script/write-script.js');
      return writeScript(item, await scriptContext());
    },
  };
}
