/** Helpers the parser writes into templates; no author can call them by these names. */
export const FIELD = '%field';
export const PRINT = '%print';
export const SAFE_URL = '%url';
