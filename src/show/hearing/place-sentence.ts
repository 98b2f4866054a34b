import { primaryLanguage } from '../../model/text/primary-language.js';
import { readText } from '../../open-file.js';

/** So many words find a sentence in its file. */
const WORDS_TO_FIND = 5;
/** Languages that write every noun as others write names. */
const CAPITAL_NOUNS: ReadonlySet<string> = new Set(['de', 'lb']);

/** The line of a source a sentence begins on, counted from 1; nothing where markup stands between its words. */
export async function lineOfSentence(file: string, display: string): Promise<number | undefined> {
  const words = display.match(/[\p{L}\p{N}]+/gu)?.slice(0, WORDS_TO_FIND) ?? [];
  const text = words.length === 0 ? '' : await readText(file).catch(() => '');
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${words.join('[^\\p{L}\\p{N}]+')}`, 'u').exec(text);
  return text === '' || !found ? undefined : text.slice(0, found.index).split('\n').length;
}

/** Words with a capital that do not begin the sentence; none in languages that write all nouns so. */
export function namesIn(display: string, lang: string): readonly string[] {
  if (CAPITAL_NOUNS.has(primaryLanguage(lang))) return [];
  return display.match(/(?<=[\p{L}\p{N},;:]\s["'“‘(]?)\p{Lu}[\p{L}\p{M}'’-]+/gu) ?? [];
}
