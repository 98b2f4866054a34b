import type { ShowState } from '../../context.js';
import { LectorError } from '../../errors.js';
import type { Utterance } from '../../model/script.js';
import { readTakes, writeTake } from '../episodes/takes.js';
import { scriptOf, type ScriptRequest } from './scripts.js';

/** A decision about one utterance; the next build narrates accordingly. */
export type RedoOptions = ScriptRequest & {
  /** Id as `lector script` shows it, or words of the sentence. */
  readonly utterance: string;
  /** 1 for the next take, −1 for the one before. */
  readonly step: 1 | -1;
};

export type Redone = { readonly utterance: Utterance; readonly take: number; readonly slug: string };

/**
 * Chooses the next or the previous take of one utterance. A take that was paid for is in the cache: going back is free.
 *
 * @throws {@link LectorError} `E_INPUT` when there is no such utterance, no take before the first, or no
 *   other take to be had of this engine.
 */
export async function redoUtterance(state: ShowState, options: RedoOptions): Promise<Redone> {
  const { config } = state;
  const { slug, utterances } = await scriptOf(state, options);
  const utterance = find(utterances, options.utterance, options.wanted);
  if (options.step > 0) await requireOtherTakes(state);
  const take = ((await readTakes(config))[slug]?.[utterance.id] ?? 0) + options.step;
  if (take < 0) {
    throw new LectorError('E_INPUT', `"${utterance.spoken.slice(0, 60)}" is at its first take.`, {
      hint: 'lector redo asks for another.',
    });
  }
  await writeTake(config, { slug, utteranceId: utterance.id, take });
  return { utterance, take, slug };
}

async function requireOtherTakes(state: ShowState): Promise<void> {
  const { engine } = await state.session();
  if (!engine.capabilities.isDeterministic) return;
  throw new LectorError(
    'E_INPUT',
    `${engine.name} says the same sentence the same way every time: another take would change nothing.`,
    {
      hint: 'write in the lexicon how a word is said, change the sentence, or choose another voice.',
    },
  );
}

function find(utterances: readonly Utterance[], wanted: string, episode: string): Utterance {
  const byId = utterances.find(({ id }) => id === wanted);
  if (byId) return byId;
  const folded = wanted.toLowerCase();
  const matches = utterances.filter(({ display, spoken }) => `${display} ${spoken}`.toLowerCase().includes(folded));
  const [match] = matches;
  if (match && matches.length === 1) return match;
  const why = matches.length === 0 ? 'no utterance' : `${matches.length} utterances`;
  throw new LectorError('E_INPUT', `${episode} has ${why} "${wanted}".`, {
    hint: `name one by its id: lector script ${episode} shows them.`,
  });
}
