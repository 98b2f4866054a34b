import { warning } from '../errors.js';
import { present } from '../model/present.js';
import { parseWav } from '../sound.js';
import type { Expense } from './billing.js';
import { fitWords, type Sound } from './join-sounds.js';
import type { Take } from './list-takes.js';
import type { NarrationContext } from './narration-context.js';

export type SpeakOptions = {
  readonly take: Take;
  readonly previousText?: string;
  readonly nextText?: string;
  readonly expense: Expense;
};

/** Has the engine speak one piece of an utterance, and reads what came back. */
export async function speakPiece(
  input: { piece: string; pieces: readonly string[]; index: number; attempt: number },
  { take, expense, ...neighbours }: SpeakOptions,
  { session, signal, warn }: NarrationContext,
): Promise<Sound> {
  const { piece, pieces, index, attempt } = input;
  const previousText = index > 0 ? pieces[index - 1] : neighbours.previousText;
  const nextText = index < pieces.length - 1 ? pieces[index + 1] : neighbours.nextText;
  const { words, warnings, wav } = await session.speak(
    {
      text: piece,
      voice: take.voice,
      rate: take.speed.rate,
      lang: take.lang,
      signal,
      attempt,
      idempotencyKey: `${take.key}-${attempt}-${index}`,
      ...present({ previousText, nextText }),
    },
    expense,
  );
  for (const message of warnings) session.warnOnce(warning('W_ENGINE', `${message}.`), warn);
  const { samples, sampleRateHz, repairs } = parseWav(wav);
  if (repairs.length > 0)
    session.warnOnce(warning('W_WAV_STREAMED', `${session.engine.name}: ${repairs.join('; ')}.`), warn);
  return { samples, sampleRateHz, words: fitWords(words, (samples.length * 1000) / sampleRateHz) };
}
