import { randomUUID } from 'node:crypto';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { LectorError, warning } from '../errors.js';
import type { Finding } from '../model/finding.js';
import { present } from '../model/present.js';
import { parseWav } from '../sound.js';
import type { Reservation, SpendingLedger } from '../workspace.js';
import { fitWords, type Sound } from './join-sounds.js';
import type { Take } from './list-takes.js';
import type { NarrationContext } from './narration-context.js';
import { costOf, countCharacters } from './price.js';
import type { SpeechEngine, SpeechRequest } from './speech-engine.js';
import { takeTurn } from './take-turn.js';

/** What making one clip added to the bill. */
export type Expense = { characters: number; usd: number };

export type SpeakOptions = {
  readonly take: Take;
  readonly previousText?: string;
  readonly nextText?: string;
  readonly spending: SpendingLedger;
  /** Grows with every request, so that what a failed clip cost is known too. */
  readonly expense: Expense;
};

/** Has the engine speak one piece of an utterance, within the budget and no more pieces at once than it was told. */
export async function speakPiece(
  input: { piece: string; pieces: readonly string[]; index: number; attempt: number },
  options: SpeakOptions,
  context: NarrationContext,
): Promise<Sound> {
  const { piece, pieces, index } = input;
  const { take, expense } = options;
  const file = path.join(context.temporaryFolder, `${randomUUID()}.wav`);
  const previousText = index > 0 ? pieces[index - 1] : options.previousText;
  const nextText = index < pieces.length - 1 ? pieces[index + 1] : options.nextText;
  let isBilled = false;
  let isWritten = true;
  const request: SpeechRequest = {
    text: piece,
    voice: take.voice,
    rate: context.rate,
    lang: take.lang,
    path: file,
    isFileOptional: true,
    signal: context.signal,
    attempt: input.attempt,
    idempotencyKey: `${take.key}-${input.attempt}-${index}`,
    reserve() {
      isBilled = true;
      return reserve({ piece, options, context });
    },
    ...present({ previousText, nextText }),
  };
  try {
    const { words, warnings, wav } = await takeTurn(context, () => context.engine.speak(request));
    isWritten = wav === undefined;
    if (!isBilled) expense.characters += countCharacters(piece, context);
    for (const message of warnings) warnOnce(warning('W_ENGINE', `${message}.`), context);
    const bytes = wav ? Buffer.from(wav.buffer, wav.byteOffset, wav.byteLength) : await readSpoken(file);
    const { samples, sampleRateHz, repairs } = parseWav(bytes);
    if (repairs.length > 0)
      warnOnce(warning('W_WAV_STREAMED', `${context.engine.name}: ${repairs.join('; ')}.`), context);
    return { samples, sampleRateHz, words: fitWords(words, (samples.length * 1000) / sampleRateHz) };
  } finally {
    if (isWritten) await rm(file, { force: true });
  }
}

/** Sets one request's price aside and adds what it really cost to the bill. */
async function reserve(input: {
  piece: string;
  options: SpeakOptions;
  context: NarrationContext;
}): Promise<Reservation> {
  const { piece, options, context } = input;
  const { expense } = options;
  const characters = countCharacters(piece, context);
  const usd = costOf(characters, context.engine);
  const reservation = await options.spending.reserve(usd, {
    ...present({ perRunUsd: context.budgetUsd, perMonthUsd: context.budgetUsdPerMonth }),
  });
  expense.characters += characters;
  expense.usd += usd;
  return {
    async settle(actualUsd: number): Promise<void> {
      expense.usd += actualUsd - usd;
      if (actualUsd === 0) expense.characters -= characters;
      await reservation.settle(actualUsd);
    },
  };
}

async function readSpoken(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (error) {
    throw new LectorError('E_CLIP', `${path.basename(file)} was not written.`, { cause: error });
  }
}

/** What was said about an engine already: it does the same with every clip. */
const SAID = new WeakMap<SpeechEngine, Set<string>>();

function warnOnce(finding: Finding, context: NarrationContext): void {
  const said = SAID.get(context.engine) ?? new Set<string>();
  SAID.set(context.engine, said);
  if (said.has(finding.message)) return;
  said.add(finding.message);
  context.warn(finding);
}
