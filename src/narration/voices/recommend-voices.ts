import { primaryLanguage } from '../../model/text/primary-language.js';
import { VOICE_CATALOGUE, type CatalogueVoice } from './voice-catalogue.js';

/** A model takes about so many times its packed size while it speaks: weights unpacked, and what passes between layers. */
const MEMORY_PER_SIZE = 4;
const SHOWN = 3;

/** Memory a voice takes while it speaks, roughly, in megabytes. */
export function memoryOf({ sizeMb }: CatalogueVoice): number {
  return sizeMb * MEMORY_PER_SIZE;
}

/**
 * The voices of the catalogue that speak a language and fit into memory, best first: those of the region asked for before
 * all others, and in the order of the catalogue, which goes by how they sound.
 */
export function recommendVoices(language: string, memoryMb: number): readonly CatalogueVoice[] {
  const speaking = VOICE_CATALOGUE.filter(
    (voice) => memoryOf(voice) <= memoryMb && voice.languages.some((tag) => isSameLanguage(tag, language)),
  );
  const rank = ({ languages }: CatalogueVoice): number => (languages.some((tag) => hasRegion(tag, language)) ? 0 : 1);
  return speaking.toSorted((a, b) => rank(a) - rank(b)).slice(0, SHOWN);
}

function isSameLanguage(tag: string, language: string): boolean {
  return primaryLanguage(tag) === primaryLanguage(language);
}

/** Whether both name the same region; of a tag without one none is asked for. */
function hasRegion(tag: string, language: string): boolean {
  const [own, wanted] = [tag, language].map((one) => one.split('-')[1]?.toUpperCase());
  return wanted !== undefined && own === wanted && isSameLanguage(tag, language);
}
