import type { ShowState } from '../../context.js';
import type { SourceItem } from '../../model/article.js';
import type { Script } from '../../model/script.js';
import { wholeItem } from '../../model/text/article-text.js';
import { listTakes, type Take } from '../../narration/list-takes.js';
import { writeScript } from '../../script/write-script.js';
import { scriptContextOf, speakingOf } from '../episodes/open-episode-context.js';
import { speakScript } from '../episodes/speak-script.js';
import { episodeTakes, listRecorded, readTakes } from '../episodes/takes.js';
import { assignItems, type Unreleased } from '../items/assign-items.js';
import type { Assignment } from '../items/assign-records.js';

/** A sentence that is heard otherwise than before. */
export type HeardSentence = {
  readonly slug: string;
  readonly title: string;
  readonly utteranceId: string;
  readonly text: string;
  /** Absolute path of its sound. */
  readonly path: string;
};

/** What was heard of each item when it was last looked at. */
export type HeardBefore = {
  /** What each item was read from, by slug. */
  readonly sources: Map<string, string>;
  /** Keys of the clips of an item, one for each time it is heard, by slug. */
  readonly keys: Map<string, readonly string[]>;
};

/** More at once is no correction: the build narrates it, and nobody waits for the first of it. */
const MAX_SENTENCES = 12;

/**
 * Narrates what changed of items that were saved, sentence by sentence, and tells each as soon as it can be heard: what
 * has to be mastered and encoded comes later.
 *
 * @param request.isOpen Whether somebody looks at the item: then it is heard whatever made it sound otherwise.
 */
export async function hearChanges(
  state: ShowState,
  request: {
    readonly before: HeardBefore;
    readonly unreleased: Unreleased;
    readonly isOpen: (slug: string) => boolean;
    readonly isMute: boolean;
    readonly tell: (sentence: HeardSentence) => void;
  },
): Promise<void> {
  const { before, unreleased, isOpen } = request;
  const quiet: ShowState = { ...state, warn: () => undefined };
  const isFirst = before.sources.size === 0;
  const { assignments } = await assignItems(quiet, { unreleased, isLying: true });
  const recorded = await listRecorded(state.config);
  const allTakes = await readTakes(state.config);
  for (const assignment of assignments) {
    const { item, slug, record } = assignment;
    const known = before.sources.get(slug);
    const isSaved = known !== undefined && known !== item.source.sha256;
    if (isFirst || item.kind === 'programme' || !(isSaved || isOpen(slug))) {
      before.sources.set(slug, item.source.sha256);
      continue;
    }
    const takes = await episodeTakes(state.config, { takes: allTakes, slug, recorded });
    const heard = before.keys.get(slug) ?? record?.clipKeys ?? [];
    // What is wrong with it the build tells.
    await hearItem({ assignment, heard, takes }, quiet, request).catch(() => state.signal.throwIfAborted());
    before.sources.set(slug, item.source.sha256);
  }
}

async function hearItem(
  entry: {
    readonly assignment: Assignment;
    readonly heard: readonly string[];
    readonly takes: Awaited<ReturnType<typeof episodeTakes>>;
  },
  state: ShowState,
  { before, isMute, tell }: Parameters<typeof hearChanges>[1],
): Promise<void> {
  const { item, slug } = entry.assignment;
  const script = await scriptOf(item, state);
  const session = await state.session();
  const context = { session, ...speakingOf(state.config), ...entry.takes };
  const takes = await listTakes(script, context);
  const changed = await changedOf(takes, entry.heard, session.clips);
  if (changed.length <= MAX_SENTENCES) {
    for (const { key, utterance } of changed) {
      if (isMute && !(await session.clips.has(key))) continue;
      const one: Script = { ...script, utterances: [utterance] };
      const { clips } = await speakScript(one, entry.takes, state);
      const { id: utteranceId, spoken: text } = utterance;
      tell({ slug, title: item.title, utteranceId, text, path: clips[0]?.path ?? '' });
    }
  }
  before.keys.set(
    slug,
    takes.map(({ key }) => key),
  );
}

async function scriptOf(item: SourceItem, state: ShowState): Promise<Script> {
  const whole = await wholeItem(item);
  if (whole.kind === 'programme')
    return { slug: '', title: '', language: '', utterances: [], sections: [], ledger: [] };
  return writeScript(whole, await scriptContextOf(state));
}

/** Of an item nobody knows yet what was heard before: what was never spoken. */
async function changedOf(
  takes: readonly Take[],
  heard: readonly string[],
  clips: { has(key: string): Promise<boolean> },
): Promise<readonly Take[]> {
  if (heard.length > 0) {
    const left = [...heard];
    return takes.filter(({ key }) => {
      const at = left.indexOf(key);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
  }
  const found = await Promise.all(takes.map(({ key }) => clips.has(key)));
  return takes.filter((_, index) => found[index] === false);
}
