import path from 'node:path';
import type { ShowState } from '../../context.js';
import { present } from '../../model/present.js';
import { speakingOf } from '../episodes/open-episode-context.js';
import type { Utterance } from '../../model/script.js';
import { planNarration } from '../../narration/narrate.js';
import { lexiconOfTerms, mergeLexicons } from '../../script/lexicon/lexicon.js';
import { readEpisode } from '../episodes/read-episode.js';
import { episodeTakes, readTakes } from '../episodes/takes.js';
import { assignItems } from '../items/assign-items.js';
import { scriptsOf, type SourceScript } from './scripts.js';

/** One sentence that would be said differently. */
export type LexiconTouch = {
  readonly slug: string;
  readonly utteranceId: string;
  readonly before: string;
  readonly after: string;
  /** When it is heard in what is published now. */
  readonly startMs?: number;
};

export type LexiconImpact = {
  readonly touches: readonly LexiconTouch[];
  /** What the engine would bill; what was said so before is in the cache and free. */
  readonly characters: number;
  readonly costUsd: number;
};

/** Everything that would be narrated again if a term were said as the alias, planned as a build would be; nothing is changed. */
export async function lexiconImpact(
  state: ShowState,
  { term, alias }: { readonly term: string; readonly alias: string },
): Promise<LexiconImpact> {
  const { config } = state;
  const lexicon = await state.lexicon();
  const changed = mergeLexicons(
    lexicon,
    lexiconOfTerms({ [term]: alias }, { file: path.basename(config.lexiconPath) }),
  );
  const { assignments } = await assignItems(state);
  const before = new Map((await scriptsOf(assignments, state)).map((script) => [script.slug, script]));
  const quiet = { ...state, warn: () => undefined };
  const after = await scriptsOf(assignments, { ...quiet, lexicon: () => Promise.resolve(changed) });
  const touched = after.map((script) => ({ script, pairs: pairChanged(before.get(script.slug), script) }));
  const starts = await publishedStarts(state);
  const touches = touched.flatMap(({ script: { slug }, pairs }) =>
    pairs.map(({ utterance, spokenBefore }): LexiconTouch => {
      const { id, spoken } = utterance;
      const startMs = starts.get(slug)?.get(id);
      return { slug, utteranceId: id, before: spokenBefore, after: spoken, ...present({ startMs }) };
    }),
  );
  return { touches, ...(await priceOf(touched, state)) };
}

type Pair = { readonly utterance: Utterance; readonly spokenBefore: string };

/**
 * What of a script is said otherwise than before, each sentence beside what was said of it. Another spoken form may cut
 * a long sentence elsewhere: pieces that are new stand beside those of their block that are gone.
 */
function pairChanged(before: SourceScript | undefined, after: SourceScript): readonly Pair[] {
  const known = new Map(before?.utterances.map((utterance) => [utterance.id, utterance]));
  const kept = new Set(after.utterances.map(({ id }) => id));
  const gone = [...known.values()].filter(({ id }) => !kept.has(id));
  return after.utterances.flatMap((utterance): Pair[] => {
    const same = known.get(utterance.id);
    if (same) return same.spoken === utterance.spoken ? [] : [{ utterance, spokenBefore: same.spoken }];
    const pieces = gone.filter(({ blockId }) => blockId === utterance.blockId).map(({ spoken }) => spoken);
    return [{ utterance, spokenBefore: pieces.join(' ') }];
  });
}

/** What narrating the changed sentences would cost, as a build would be billed. */
async function priceOf(
  touched: readonly { readonly script: SourceScript; readonly pairs: readonly Pair[] }[],
  { config, session }: ShowState,
): Promise<Pick<LexiconImpact, 'characters' | 'costUsd'>> {
  const planned = new Set<string>();
  const takes = await readTakes(config);
  let characters = 0;
  let costUsd = 0;
  for (const { script, pairs } of touched.filter((entry) => entry.pairs.length > 0)) {
    const own = await episodeTakes(config, { takes, slug: script.slug });
    const context = { session: await session(), planned, ...speakingOf(config), ...own };
    const plan = await planNarration({ ...script, utterances: pairs.map(({ utterance }) => utterance) }, context);
    characters += plan.charactersToSend;
    costUsd += plan.costUsd;
  }
  return { characters, costUsd };
}

async function publishedStarts({
  target,
  published: { manifest },
}: ShowState): Promise<ReadonlyMap<string, ReadonlyMap<string, number>>> {
  const entries = await Promise.all(
    (manifest?.episodes ?? []).map(async (record) => {
      const episode = await readEpisode(record, target);
      const cues = episode.transcript?.cues ?? [];
      const starts = cues.flatMap(({ utteranceId, startMs }) =>
        utteranceId === undefined ? [] : [[utteranceId, startMs] as const],
      );
      return [record.slug, new Map(starts)] as const;
    }),
  );
  return new Map(entries);
}
