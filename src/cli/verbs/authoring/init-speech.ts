import { LectorError } from '../../../errors.js';
import { present } from '../../../model/present.js';
import { quoteValue } from '../../../model/text.js';
import { primaryLanguage } from '../../../model/text/primary-language.js';
import type { Ask } from '../../ask.js';
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
export async function chooseSpeech(
  { standard, ...flags }: Asked & { readonly standard: string },
  ask: Ask,
): Promise<Speech> {
  const { recommendVoices } = await import('../../../narration/voices/recommend-voices.js');
  const language =
    flags.language ??
    (await ask('Which language is it in? Such as English, de or pt-BR.', standard, (text) =>
      parseLanguage(languageNamed(text) ?? text, 'the language'),
    ));
  if (flags.voice !== undefined) return speechOf({ language, voice: flags.voice });
  const voices = recommendVoices(language, memoryOfMachine());
  if (voices.length === 0) return speechOf({ language });
  const list = voices.map(
    ({ description, sizeMb }, index) => `  ${index + 1}  ${description}, ${sizeMb} MB to download\n`,
  );
  const plain = primaryLanguage(language) === 'en' ? 'the plain voice that comes with Lector' : 'espeak-ng, plain';
  const question = `Neural voices for ${language}:\n${list.join('')}  ${NO_VOICE}  none now: ${plain}\nWhich one?`;
  return ask(question, NO_VOICE, (text) => {
    const voice = voices[Number(text) - 1]?.id;
    if (voice === undefined && text !== NO_VOICE)
      throw new LectorError('E_FLAG', `${quoteValue(text)} is none of them.`, { hint: 'type the number before it.' });
    return speechOf({ language, ...present({ voice }) });
  });
}

/** The tag of a language by its name, in English or in itself: `German` and `Deutsch` are `de`. */
export function languageNamed(name: string): string | undefined {
  const wanted = name.trim().toLowerCase();
  const english = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
  return TWO_LETTERS.find((code) => {
    const own = english.of(code);
    return own !== undefined && (own.toLowerCase() === wanted || nameInItself(code) === wanted);
  });
}

const LETTERS = [...'abcdefghijklmnopqrstuvwxyz'];
/** Every code ISO 639-1 may have. */
const TWO_LETTERS = LETTERS.flatMap((first) => LETTERS.map((second) => first + second));

function nameInItself(code: string): string | undefined {
  return new Intl.DisplayNames(code, { type: 'language', fallback: 'none' }).of(code)?.toLowerCase();
}

/** A configuration with what the show is spoken with. */
export function withSpeech(config: string, { language, engine, voice }: Speech): string {
  const tts = voice === undefined ? `tts:\n  engine: ${engine}` : `tts:\n  engine: ${engine}\n  voice: ${voice}`;
  return config.replace(/^language: .*$/mu, `language: ${language}`).replace(/^tts:\n(?: {2}.*\n?)+/mu, `${tts}\n`);
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
