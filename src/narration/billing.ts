import { present } from '../model/present.js';
import type { SpendingLedger } from '../workspace.js';
import { attemptOf, type SpeechEngine } from './speech-engine.js';

/** What one narration added to the bill; grows with every attempt, so that what a failed clip cost is known too. */
export type Expense = { characters: number; usd: number };

/** What attempts are paid from. */
export type Budget = {
  readonly spending: SpendingLedger;
  /** Ceiling of what this run may cost, in US dollars. */
  readonly perRunUsd?: number;
  /** Ceiling of what the last 30 days may have cost, in US dollars. */
  readonly perMonthUsd?: number;
};

/** Characters the service will bill for a text: code points, unless the engine knows better. */
export function countCharacters(
  text: string,
  { engine, rate }: { readonly engine: SpeechEngine; readonly rate: number },
): number {
  return engine.billedCharacters?.(text, rate) ?? Array.from(text).length;
}

export function costOf(characters: number, engine: SpeechEngine): number {
  return (characters * engine.capabilities.pricePerMillionCharactersUsd) / 1_000_000;
}

/**
 * Makes one attempt and books it: its price is on disk before anything is sent, and is taken back only when the engine
 * says that the service surely does not bill it. A crash in between leaves it counted.
 *
 * @throws {@link LectorError} `E_BUDGET` when a ceiling would be passed; nothing is sent then. What the attempt throws.
 */
export async function payFor<Result>(
  attempt: () => Promise<Result>,
  bill: {
    readonly characters: number;
    readonly usd: number;
    readonly budget: Budget;
    readonly expense: Expense;
    readonly signal: AbortSignal;
  },
): Promise<Result> {
  const { characters, usd, budget, expense, signal } = bill;
  if (usd === 0) {
    const result = await attempt();
    expense.characters += characters;
    return result;
  }
  const { perRunUsd, perMonthUsd } = budget;
  const reservation = await budget.spending.reserve(usd, present({ perRunUsd, perMonthUsd }));
  expense.characters += characters;
  expense.usd += usd;
  let isBilled = false;
  try {
    signal.throwIfAborted();
    isBilled = true;
    return await attempt();
  } catch (error) {
    if (attemptOf(error).isUnbilled === true) isBilled = false;
    throw error;
  } finally {
    if (!isBilled) {
      expense.characters -= characters;
      expense.usd -= usd;
      await reservation.settle(0);
    }
  }
}
