import type { Voice } from '../speech-engine.js';

/** A neural voice that can be installed. */
export type CatalogueVoice = {
  readonly id: string;
  /** BCP 47. */
  readonly languages: readonly string[];
  readonly gender?: Voice['gender'];
  /** Of the download, in megabytes. */
  readonly sizeMb: number;
  /** What it is and how it does, in a line. */
  readonly description: string;
  /** Where its publisher states one; else it stands in the archive. */
  readonly licence?: string;
  /** Address of a plain file that belongs beside it. */
  readonly vocoder?: string;
};

/** Where the publisher of sherpa-onnx keeps voices ready for it; every archive there can be installed by its name. */
export const VOICE_ARCHIVES_URL = 'https://github.com/k2-fsa/sherpa-onnx/releases/download/tts-models';
const VOCODERS_URL = 'https://github.com/k2-fsa/sherpa-onnx/releases/download/vocoder-models';

const OPEN_RAIL = 'OpenRAIL-M (some uses are ruled out)';
const SUPERTONIC_LANGUAGES =
  'en ko ja ar bg cs da de el es et fi fr hi hr hu id it lt lv nl pl pt ro ru sk sl sv tr uk vi'.split(' ');

/**
 * Voices to begin with, the best of a language first: archives as https://k2-fsa.github.io/sherpa/onnx/tts/ and
 * scripts/piper/generate.py of sherpa-onnx name them, sizes of the release, licences of the model cards.
 */
export const VOICE_CATALOGUE: readonly CatalogueVoice[] = [
  {
    id: 'kokoro-en-v0_19',
    languages: ['en'],
    sizeMb: 305,
    description: 'Kokoro, 11 speakers: very natural, slow on few cores',
    licence: 'Apache-2.0',
  },
  {
    id: 'sherpa-onnx-supertonic-3-tts-int8-2026-05-11',
    languages: SUPERTONIC_LANGUAGES,
    sizeMb: 123,
    description: 'Supertonic 3, 10 speakers, 31 languages: natural and fast; its makers have stopped',
    licence: OPEN_RAIL,
  },
  {
    id: 'sherpa-onnx-pocket-tts-int8-2026-01-26',
    languages: ['en'],
    sizeMb: 98,
    description: 'Pocket TTS: natural; takes its voice from a recording of somebody who agreed',
    licence: 'CC-BY-4.0',
  },
  {
    id: 'matcha-icefall-en_US-ljspeech',
    languages: ['en-US'],
    gender: 'female',
    sizeMb: 125,
    description: 'Matcha, American woman: even and quick, reads like an audiobook',
    vocoder: `${VOCODERS_URL}/vocos-22khz-univ.onnx`,
  },
  { ...piper('en_US-amy-medium', 'American woman: clear and quick'), gender: 'female' },
  { ...piper('en_US-ryan-medium', 'American man: clear and quick'), gender: 'male' },
  {
    id: 'kitten-nano-en-v0_1-fp16',
    languages: ['en'],
    sizeMb: 25,
    description: 'Kitten, 8 speakers: very small, lively, a little rough',
    licence: 'Apache-2.0',
  },
  { ...piper('en_US-amy-low', 'American woman: for small machines'), gender: 'female' },
  {
    id: 'kokoro-multi-lang-v1_0',
    languages: ['zh', 'en'],
    sizeMb: 333,
    description: 'Kokoro, 53 speakers: very natural in Chinese and English',
    licence: 'Apache-2.0',
  },
  {
    id: 'sherpa-onnx-zipvoice-distill-int8-zh-en-emilia',
    languages: ['zh', 'en'],
    sizeMb: 110,
    description: 'ZipVoice: takes its voice from a recording and the text of it, of somebody who agreed',
    licence: 'Apache-2.0',
    vocoder: `${VOCODERS_URL}/vocos_24khz.onnx`,
  },
  {
    ...piper('de_DE-thorsten-medium', 'German man: clear, made for reading aloud'),
    gender: 'male',
    licence: 'CC0-1.0',
  },
  coqui('de-css10', 'German woman: older, plain'),
  { ...piper('es_ES-davefx-medium', 'Spanish man: clear and quick'), gender: 'male' },
  coqui('es-css10', 'Spanish: older, plain'),
  { ...piper('fr_FR-siwis-medium', 'French woman: clear, a little formal'), gender: 'female' },
  piper('fr_FR-upmc-medium', 'French, two speakers: clear'),
  { ...piper('it_IT-paola-medium', 'Italian woman: clear'), gender: 'female' },
  { ...piper('nl_NL-pim-medium', 'Dutch man: clear'), gender: 'male' },
  { ...piper('nl_BE-nathalie-medium', 'Flemish woman: clear'), gender: 'female' },
  { ...piper('pl_PL-gosia-medium', 'Polish woman: clear'), gender: 'female' },
  { ...piper('pt_BR-faber-medium', 'Brazilian man: clear'), gender: 'male' },
  { ...piper('pt_PT-tugao-medium', 'Portuguese man: clear'), gender: 'male' },
  { ...piper('ru_RU-irina-medium', 'Russian woman: clear'), gender: 'female' },
  piper('sw_CD-lanfrica-medium', 'Swahili: clear'),
  piper('ar_JO-kareem-medium', 'Arabic: clear'),
  piper('no_NO-talesyntese-medium', 'Norwegian: clear'),
  coqui('cs-cv', 'Czech: older, plain'),
  coqui('da-cv', 'Danish: older, plain'),
  coqui('fi-css10', 'Finnish: older, plain'),
];

/** Piper voices come in one size for each grade. */
function piper(name: string, description: string): CatalogueVoice {
  const id = `vits-piper-${name}`;
  return { id, languages: languagesInName(id), sizeMb: 64, description: `Piper, ${description}` };
}

function coqui(name: string, description: string): CatalogueVoice {
  const id = `vits-coqui-${name}`;
  return { id, languages: [name.slice(0, 2)], sizeMb: 70, description: `Coqui, ${description}` };
}

/** The languages of a voice: from the catalogue, else from its name (`vits-piper-de_DE-…`, `vits-coqui-de-…`). */
export function languagesOfVoice(id: string): readonly string[] {
  return VOICE_CATALOGUE.find((voice) => voice.id === id)?.languages ?? languagesInName(id);
}

function languagesInName(id: string): readonly string[] {
  const match = /-(?!tts-)([a-z]{2,3})(?:_([A-Z]{2}))?-/u.exec(id);
  if (match?.[1] === undefined) return [];
  return [match[2] === undefined ? match[1] : `${match[1]}-${match[2]}`];
}
