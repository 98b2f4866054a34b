/** LAME's presets for constant and average bitrates scale the samples by 0.95 before anything else. */
const LAME_LOSS_DB = -20 * Math.log10(0.95);
/** From here on LAME scales less and less, and at 256 kbit/s not at all. */
const LAME_LOSSLESS_FROM_KBPS = 192;

/** How much quieter LAME makes an MP3 of constant bitrate than the samples it was given. */
export function levelLossDb(bitrateKbps: number): number {
  return bitrateKbps < LAME_LOSSLESS_FROM_KBPS ? LAME_LOSS_DB : 0;
}
