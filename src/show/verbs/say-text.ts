import { createHash } from 'node:crypto';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { ShowState } from '../../context.js';
import { LectorError, warning } from '../../errors.js';
import type { Finding } from '../../model/finding.js';
import { toSlug } from '../../model/text/slug.js';
import { speedFor } from '../../narration/pace/measure-voice.js';
import { speakingOf } from '../episodes/open-episode-context.js';
import { prepareText } from '../../narration/speech-engine.js';
import { readWav } from '../../sound.js';
import { figuresOf, loadFigures } from '../../languages/figures-of.js';
import { languageVoice } from '../../model/narration.js';
import { toSpokenForm } from '../../script/passage/to-spoken-form.js';

/** What was said, and where to hear it. */
export type SaidText = {
  readonly spoken: string;
  readonly file: string;
  readonly durationMs: number;
  readonly engine: string;
  readonly voice: string;
  readonly warnings: readonly Finding[];
};

/** Narrates a few words as a build would say them; nothing is cached or published. */
export async function sayText(
  { config, lexicon, signal, session: open }: ShowState,
  options: { readonly text: string; readonly file?: string },
): Promise<SaidText> {
  const { text } = options;
  const language = config.language;
  await loadFigures([language]);
  const variety = figuresOf(language).varietyOf?.(text);
  const { spoken } = toSpokenForm(text, { language, variety, lexicon: await lexicon(), style: config.reading.style });
  if (spoken.trim() === '')
    throw new LectorError('E_EMPTY', 'there is nothing to say.', { hint: 'give a word or a sentence.' });
  const session = await open();
  const { engine } = session;
  const { tts } = config;
  const voice = languageVoice(tts.voices, language) ?? tts.voice ?? engine.defaultVoice(language);
  if (voice === undefined) {
    throw new LectorError('E_VOICE_LANGUAGE', `the engine ${engine.name} has no voice for "${language}".`, {
      hint: 'see "lector voices".',
    });
  }
  const hash = createHash('sha256').update(`${engine.name} ${voice} ${spoken}`).digest('hex').slice(0, 8);
  const file = options.file ?? path.join(config.stateDir, 'say', `${toSlug(text, 'words').slice(0, 40)}-${hash}.wav`);
  await mkdir(path.dirname(file), { recursive: true });
  await rm(file, { force: true });
  const warnings: Finding[] = [];
  const context = { session, ...speakingOf(config), signal, warn: (finding: Finding) => void warnings.push(finding) };
  const expense = { characters: 0, usd: 0 };
  // Where an engine takes no rate, a build changes the tempo of its clips; here it is heard as it speaks.
  const { rate } = await speedFor({ voice, lang: language }, { expense, context });
  const request = { text: prepareText(engine, spoken, language), voice, rate, lang: language, signal };
  const result = await session.speak(request, expense);
  await writeFile(file, result.wav);
  const { sampleCount, sampleRateHz } = await readWav(file);
  warnings.push(...result.warnings.map((message) => warning('W_ENGINE', message)));
  return {
    spoken,
    file,
    durationMs: Math.round((sampleCount * 1000) / sampleRateHz),
    engine: engine.name,
    voice,
    warnings,
  };
}
