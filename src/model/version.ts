/** Version of the program. */
export const LECTOR_VERSION = '0.1.0';

/** Raised whenever the same input would give other words, timings or audio; every episode is then made again. */
export const CACHED_STAGES_VERSION = 1;
