/** One second-order section, a0 normalised to 1. */
export type Biquad = {
  readonly b0: number;
  readonly b1: number;
  readonly b2: number;
  readonly a1: number;
  readonly a2: number;
};

/**
 * The two filters of K-weighting (ITU-R BS.1770-4 Annex 1) at any sample rate: the standard gives coefficients for
 * 48 kHz alone, so the analogue filters they stand for are transformed again at the rate at hand.
 */
export function kWeighting(sampleRateHz: number): { readonly shelf: Biquad; readonly highPass: Biquad } {
  return { shelf: shelfAt(sampleRateHz), highPass: highPassAt(sampleRateHz) };
}

/** Corner, quality and gain of the head's shelf, solved from the coefficients of Table 1. */
const SHELF = { cornerHz: 1681.974450955533, quality: 0.7071752369554196, gainDb: 3.999843853973347 };
/** Share of the shelf's gain at its corner, solved from the same table. */
const SHELF_MIDDLE = 0.4996667741545416;
/** The high-pass of Table 2. */
const HIGH_PASS = { cornerHz: 38.13547087602444, quality: 0.5003270373238773 };

function shelfAt(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * SHELF.cornerHz) / sampleRateHz);
  const high = 10 ** (SHELF.gainDb / 20);
  const middle = high ** SHELF_MIDDLE;
  const a0 = 1 + k / SHELF.quality + k * k;
  return {
    b0: (high + (middle * k) / SHELF.quality + k * k) / a0,
    b1: (2 * (k * k - high)) / a0,
    b2: (high - (middle * k) / SHELF.quality + k * k) / a0,
    a1: (2 * (k * k - 1)) / a0,
    a2: (1 - k / SHELF.quality + k * k) / a0,
  };
}

function highPassAt(sampleRateHz: number): Biquad {
  const k = Math.tan((Math.PI * HIGH_PASS.cornerHz) / sampleRateHz);
  const a0 = 1 + k / HIGH_PASS.quality + k * k;
  // Table 2 leaves the numerator at 1, −2, 1 instead of dividing it by a0.
  return { b0: 1, b1: -2, b2: 1, a1: (2 * (k * k - 1)) / a0, a2: (1 - k / HIGH_PASS.quality + k * k) / a0 };
}
