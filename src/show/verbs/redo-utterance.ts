import type { Config } from '../../config.js';
import { LectorError } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import type { Utterance } from '../../model/script.js';
import { scriptOf } from './script-of.js';
import { readTakes, writeTake } from '../episodes/takes.js';

/** A decision about one utterance; the next build narrates accordingly. */
export type RedoOptions = {
  readonly config: Config;
  readonly cwd: string;
  readonly now: () => Date;
  readonly warn: (finding: Finding) => void;
  /** Slug or file. */
  readonly episode: string;
  /** Id as `lector script` shows it, or words of the sentence. */
  readonly utterance: string;
  /** 1 for the next take, −1 for the one before. */
  readonly step: 1 | -1;
};

/**
 * Chooses the next or the previous take of one utterance. A take that was paid for is in the cache: going back is free.
 *
 * @throws {@link LectorError} `E_INPUT` when there is no such utterance, or no take before the first.
 */
export async function redoUtterance(
  options: RedoOptions,
): Promise<{ readonly utterance: Utterance; readonly take: number; readonly slug: string }> {
  const { config, cwd, now, warn, episode, step } = options;
  const script = await scriptOf({ wanted: episode, config, cwd, now, warn });
  const utterance = find(script.utterances, options.utterance, episode);
  const current = (await readTakes(config))[script.slug]?.[utterance.id] ?? 0;
  const take = current + step;
  if (take < 0) {
    throw new LectorError('E_INPUT', `"${utterance.spoken.slice(0, 60)}" is at its first take.`, {
      hint: 'lector redo asks for another.',
    });
  }
  await writeTake(config, { slug: script.slug, utteranceId: utterance.id, take });
  return { utterance, take, slug: script.slug };
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
