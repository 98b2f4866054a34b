/** Helpers the parser writes into templates; no author can call them by these names. */
export const FIELD = '%field';
export const PRINT = '%print';
export const SAFE_URL = '%url';
/** What was printed as HTML is text again, for the value of an attribute. */
export const PLAIN = '%plain';
export const TO_JSON_TEXT = '%json';
