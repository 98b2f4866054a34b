import { LectorError } from '../../../errors.js';
import { suggestWord } from '../../../model/text/suggest.js';
import { quoteValue } from '../../../model/text.js';
import { primaryLanguage } from '../../../model/text/primary-language.js';

/** espeak-ng(1): a variant such as `+f3` may follow any voice. */
const VARIANT = /\+[A-Za-z0-9_-]{1,30}$/u;

/** The voice for a language among those there are. */
export function chooseVoice(language: string, ids: readonly string[]): string | undefined {
  const tag = language.toLowerCase();
  const primary = primaryLanguage(tag);
  const wanted = [tag, primary === 'en' ? 'en-us' : primary];
  return wanted.find((id) => ids.includes(id)) ?? ids.find((id) => id.startsWith(`${primary}-`));
}

/**
 * eSpeak NG itself takes another voice without a word when it does not know one.
 *
 * @throws {@link LectorError} `E_VOICE_UNKNOWN`.
 */
export function requireVoice(voice: string, ids: readonly string[]): void {
  const id = voice.replace(VARIANT, '');
  if (ids.includes(id)) return;
  const near = suggestWord(id, ids);
  throw new LectorError('E_VOICE_UNKNOWN', `espeak-ng has no voice ${quoteValue(voice)}.`, {
    hint: near === undefined ? '"lector voices" lists them.' : `did you mean ${near}?`,
  });
}
