/**
 * How far below the published ceiling peaks are held before a lossy encoder: on synthetic voices at 96 kbit/s it puts
 * them up to 0.8 dB higher.
 */
export const LOSSY_HEADROOM_DB = 1;
