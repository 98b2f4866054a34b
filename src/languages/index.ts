// The languages Lector knows, by their codes: one line each.
export { GERMAN as de } from './de/german.js';
export { ENGLISH as en } from './en/english.js';
export { SPANISH as es } from './es/spanish.js';
export { FRENCH as fr } from './fr/french.js';
export { ITALIAN as it } from './it/italian.js';
export { DUTCH as nl } from './nl/dutch.js';
export { POLISH as pl } from './pl/polish.js';
export { PORTUGUESE as pt } from './pt/portuguese.js';
export { RUSSIAN as ru } from './ru/russian.js';
