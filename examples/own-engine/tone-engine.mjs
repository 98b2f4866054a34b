// A speech engine in one file: a tone for every word, higher for shorter ones. It shows what an engine owes and makes no
// sense of anything; docs/engines.md says the rest.

const SAMPLE_RATE_HZ = 16_000;
const MS_PER_WORD = 300;
/** @type {readonly import('lector').Voice[]} */
const VOICES = [
  { id: 'low', languages: [], gender: 'neutral', description: 'around 150 Hz' },
  { id: 'high', languages: [], gender: 'neutral', description: 'around 300 Hz' },
];

/** @returns {import('lector').SpeechEngine} */
export function tones() {
  return {
    specificationVersion: 1,
    name: 'tones',
    // Raise it when the same request sounds different: clips that were kept are then made again.
    version: '1',
    capabilities: {
      languages: 'any',
      maxBytes: 10_000,
      timings: 'word',
      concurrency: 4,
      pricePerMillionCharactersUsd: 0,
      isDeterministic: true,
    },
    voices: () => Promise.resolve(VOICES),
    defaultVoice: () => 'low',
    async speak({ text, voice, rate, signal }) {
      signal.throwIfAborted();
      if (!VOICES.some(({ id }) => id === voice)) throw new Error(`tones has no voice ${voice}`);
      const words = text.split(/\s+/u).filter((word) => word !== '');
      const msPerWord = Math.round(MS_PER_WORD / rate);
      return {
        wav: toWav(words.flatMap((word) => toneOf(word, { msPerWord, baseHz: voice === 'low' ? 150 : 300 }))),
        words: words.map((word, nth) => ({ text: word, startMs: nth * msPerWord, endMs: (nth + 1) * msPerWord })),
        warnings: [],
      };
    },
    close: () => Promise.resolve(),
  };
}

/**
 * Samples from −1 to 1 that swell and fade.
 *
 * @param {string} word
 * @param {{ msPerWord: number, baseHz: number }} tone
 */
function toneOf(word, { msPerWord, baseHz }) {
  const count = Math.round((msPerWord * SAMPLE_RATE_HZ) / 1000);
  const pitchHz = baseHz * (1 + 1 / word.length);
  return Array.from({ length: count }, (_, at) => {
    const swell = Math.sin((Math.PI * at) / count);
    return 0.3 * swell * Math.sin((2 * Math.PI * pitchHz * at) / SAMPLE_RATE_HZ);
  });
}

/**
 * A WAV file of one channel of 16-bit samples.
 *
 * @param {readonly number[]} samples
 */
function toWav(samples) {
  const wav = Buffer.alloc(44 + samples.length * 2);
  wav.write('RIFF');
  wav.writeUInt32LE(wav.length - 8, 4);
  wav.write('WAVEfmt ', 8);
  wav.writeUInt32LE(16, 16);
  wav.writeUInt16LE(1, 20);
  wav.writeUInt16LE(1, 22);
  wav.writeUInt32LE(SAMPLE_RATE_HZ, 24);
  wav.writeUInt32LE(SAMPLE_RATE_HZ * 2, 28);
  wav.writeUInt16LE(2, 32);
  wav.writeUInt16LE(16, 34);
  wav.write('data', 36);
  wav.writeUInt32LE(samples.length * 2, 40);
  samples.forEach((sample, at) => wav.writeInt16LE(Math.round(sample * 32_767), 44 + at * 2));
  return wav;
}
