import path from 'node:path';
import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { primaryLanguage } from '../../../model/text/primary-language.js';
import { readText } from '../../../open-file.js';
import { STARTER } from '../../../show/starter.js';
import { askAll } from '../../ask.js';
import { parseText } from '../../options.js';
import { memoryOfMachine } from '../setup/voices-recommend.js';

/** What a new show is spoken with. */
export type Speech = {
  /** BCP 47. */
  readonly language: string;
  readonly engine: 'embedded' | 'espeak-ng' | 'sherpa-onnx';
  readonly voice?: string;
};

type Asked = { readonly language?: string; readonly voice?: string };

const NO_VOICE = '0';

/** What comes with Lector where no voice is named: its own for English, else that of a hundred languages. */
export function speechOf({ language = 'en', voice }: Asked): Speech {
  if (voice !== undefined) return { language, engine: 'sherpa-onnx', voice };
  return primaryLanguage(language) === 'en'
    ? { language, engine: 'embedded', voice: 'slt' }
    : { language, engine: 'espeak-ng' };
}

/** Asks for what no flag says: the language, and a neural voice that this machine has the memory for. */
export async function askForSpeech(flags: Asked, signal: AbortSignal): Promise<Speech> {
  const { recommendVoices } = await import('../../../narration/voices/recommend-voices.js');
  return askAll(async (ask) => {
    const language =
      flags.language ?? parseLanguage(await ask('Language of the show, such as en, de or pt-BR?', 'en'), 'language');
    if (flags.voice !== undefined) return speechOf({ language, voice: flags.voice });
    const voices = recommendVoices(language, memoryOfMachine());
    if (voices.length === 0) return speechOf({ language });
    const list = voices.map(
      ({ description, sizeMb }, index) => `  ${index + 1}  ${description}, ${sizeMb} MB to download\n`,
    );
    const plain = primaryLanguage(language) === 'en' ? 'the plain voice that comes with Lector' : 'espeak-ng, plain';
    const question = `Neural voices for ${language}:\n${list.join('')}  ${NO_VOICE}  none now: ${plain}\nWhich one?`;
    const voice = voices[Number(await ask(question, NO_VOICE)) - 1]?.id;
    return speechOf({ language, ...present({ voice }) });
  }, signal);
}

/** The configuration of the starter, or one made of it, with what the show is spoken with. */
export async function withSpeech(config: string | undefined, { language, engine, voice }: Speech): Promise<string> {
  const text = config ?? (await readText(path.join(STARTER, 'lector.yaml')));
  const tts = voice === undefined ? `tts:\n  engine: ${engine}` : `tts:\n  engine: ${engine}\n  voice: ${voice}`;
  return text.replace(/^language: .*$/mu, `language: ${language}`).replace(/^tts:\n(?: {2}.*\n?)+/mu, `${tts}\n`);
}

/** What is still to be fetched. */
export function installing({ engine, voice }: Speech): readonly string[] {
  if (engine === 'sherpa-onnx')
    return [`Fetch the voice: npm install sherpa-onnx-node, then lector voices install ${voice ?? ''}`];
  if (engine === 'espeak-ng')
    return ['Fetch the voice, unless espeak-ng is installed: npm install @echogarden/espeak-ng-emscripten'];
  return [];
}

/** @throws {@link LectorError} `E_FLAG`. */
export function parseLanguage(text: string, flag: string): string {
  const tag = parseText(text, flag);
  if (/^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/u.test(tag)) return tag;
  throw new LectorError('E_FLAG', `${flag} ${quoteValue(tag)} is not a language tag.`, {
    hint: 'use one such as en, en-GB or de.',
  });
}
