/** The shape of raw samples: interleaved, −1 to 1. */
export type PcmFormat = { readonly sampleRateHz: number; readonly channelCount: 1 | 2 };
