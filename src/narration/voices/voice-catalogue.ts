import type { Voice } from '../speech-engine.js';

/** A neural voice that can be installed. */
export type CatalogueVoice = {
  readonly id: string;
  /** BCP 47. */
  readonly languages: readonly string[];
  readonly gender?: Voice['gender'];
  readonly description: string;
  /** Where its publisher states one; else it stands in the archive. */
  readonly licence?: string;
};

/** Where the publisher of sherpa-onnx keeps voices ready for it; every archive there can be installed by its name. */
export const VOICE_ARCHIVES_URL = 'https://github.com/k2-fsa/sherpa-onnx/releases/download/tts-models';

/** Voices to begin with. */
export const VOICE_CATALOGUE: readonly CatalogueVoice[] = [
  {
    id: 'kokoro-en-v0_19',
    languages: ['en'],
    description: 'Kokoro, 11 speakers, very natural, 330 MB',
    licence: 'Apache-2.0',
  },
  { id: 'kokoro-multi-lang-v1_0', languages: ['en', 'zh'], description: 'Kokoro, 53 speakers', licence: 'Apache-2.0' },
  {
    id: 'kitten-nano-en-v0_1-fp16',
    languages: ['en'],
    description: 'Kitten, 8 speakers, very small',
    licence: 'Apache-2.0',
  },
  { id: 'vits-piper-en_US-amy-medium', languages: ['en-US'], gender: 'female', description: 'Piper, American woman' },
  {
    id: 'vits-piper-en_US-amy-low',
    languages: ['en-US'],
    gender: 'female',
    description: 'Piper, American woman, small',
  },
  { id: 'vits-piper-en_US-ryan-medium', languages: ['en-US'], gender: 'male', description: 'Piper, American man' },
  { id: 'vits-piper-fr_FR-upmc-medium', languages: ['fr-FR'], description: 'Piper, French' },
  { id: 'vits-piper-sw_CD-lanfrica-medium', languages: ['sw-CD'], description: 'Piper, Swahili' },
  { id: 'vits-piper-ar_JO-kareem-medium', languages: ['ar-JO'], description: 'Piper, Arabic' },
  { id: 'vits-coqui-de-css10', languages: ['de'], description: 'Coqui, German' },
  { id: 'vits-coqui-es-css10', languages: ['es'], description: 'Coqui, Spanish' },
  { id: 'vits-coqui-cs-cv', languages: ['cs'], description: 'Coqui, Czech' },
  { id: 'vits-coqui-da-cv', languages: ['da'], description: 'Coqui, Danish' },
  { id: 'vits-coqui-fi-css10', languages: ['fi'], description: 'Coqui, Finnish' },
];

/** The languages of a voice: from the catalogue, else from its name (`vits-piper-de_DE-…`, `vits-coqui-de-…`). */
export function languagesOfVoice(id: string): readonly string[] {
  const known = VOICE_CATALOGUE.find((voice) => voice.id === id);
  if (known) return known.languages;
  const match = /-([a-z]{2,3})(?:_([A-Z]{2}))?-/u.exec(id);
  if (match?.[1] === undefined) return [];
  return [match[2] === undefined ? match[1] : `${match[1]}-${match[2]}`];
}
