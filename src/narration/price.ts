import type { SpeechEngine } from './speech-engine.js';

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
