/** One call of the synthesiser. */
export type EspeakTask = {
  /** `[[…]]` are phonemes, and `<…>` is markup. */
  readonly text: string;
  readonly voice: string;
  readonly wordsPerMinute: number;
  readonly pitch: number;
};

/** What happens when; positions count code points of the text from 1. */
export type EspeakEvent = {
  readonly type: string;
  readonly text_position: number;
  /** Milliseconds from the start of the sound. */
  readonly audio_position: number;
  /** Of a phoneme its name, which is empty for a pause. */
  readonly id?: string | number;
};

export type EspeakOutput = {
  readonly samples: Int16Array;
  readonly sampleRateHz: number;
  readonly events: readonly EspeakEvent[];
};

export type ListedVoice = {
  readonly name: string;
  readonly languages: readonly { readonly priority: number; readonly name: string }[];
};

/** As much of the optional package `@echogarden/espeak-ng-emscripten` as is used. */
type Synthesiser = {
  list_voices(): readonly ListedVoice[];
  /** 0 when it is found. */
  set_voice(name: string): number;
  set_rate(wordsPerMinute: number): void;
  set_pitch(pitch: number): void;
  get_samplerate(): number;
  synthesize(text: string, take: (samples: Int16Array, events: readonly EspeakEvent[]) => boolean): void;
};
type Module = { readonly eSpeakNGWorker: new () => Synthesiser };

// The noise in breathy voices is drawn from the clock; standing still it is the same each time.
Date.now = () => 0;

/** The package lies outside what is compiled here, and need not be there. */
const PACKAGE: string = '@echogarden/espeak-ng-emscripten';
const { default: start } = (await import(PACKAGE)) as { readonly default: () => Promise<Module> };

/** Each text gets a synthesiser of its own: one that has spoken says the next text a little otherwise. */
async function makeSynthesiser(): Promise<Synthesiser> {
  const module = await start();
  return new module.eSpeakNGWorker();
}

/** Runs in a process of its own. */
export async function listInWorker(): Promise<readonly ListedVoice[]> {
  return (await makeSynthesiser()).list_voices();
}

/** Runs in a process of its own. */
export async function speakInWorker(task: EspeakTask): Promise<EspeakOutput> {
  const synthesiser = await makeSynthesiser();
  synthesiser.set_voice(task.voice);
  synthesiser.set_rate(task.wordsPerMinute);
  synthesiser.set_pitch(task.pitch);
  const pieces: Int16Array[] = [];
  const events: EspeakEvent[] = [];
  synthesiser.synthesize(task.text, (piece, heard) => {
    pieces.push(piece);
    events.push(...heard);
    return false;
  });
  const samples = new Int16Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    samples.set(piece, at);
    at += piece.length;
  }
  return { samples, sampleRateHz: synthesiser.get_samplerate(), events };
}
