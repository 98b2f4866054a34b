/** What both forms of eSpeak NG are set by. */
export type EspeakOptions = {
  /** 0 to 99 (espeak-ng(1), -p). */
  readonly pitch: number;
  /** Between words, in units of 10 ms (-g). */
  readonly wordGap: number;
  readonly concurrency: number | undefined;
};

/** Its own pace (espeak-ng(1), -s). */
export const WORDS_PER_MINUTE = 175;
/** 80 to 450 words a minute. */
export const RATES = { engine: 'espeak-ng', slowest: 0.46, fastest: 2.57 };
