import { readFileSync } from 'node:fs';

const PACKAGE = new URL('../../package.json', import.meta.url);

/** Version of the program, as its package says. */
export const LECTOR_VERSION = (JSON.parse(readFileSync(PACKAGE, 'utf8')) as { readonly version: string }).version;

/** Raised whenever the same input would give other words, timings or audio; every episode is then made again. */
export const CACHED_STAGES_VERSION = 1;
