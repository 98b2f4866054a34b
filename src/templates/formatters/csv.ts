import { textFormatter } from './formatter.js';

/** A field of a table (RFC 4180). What a spreadsheet would run as a formula is kept from it by an apostrophe. */
export const csv = textFormatter('{{csv text}} → "so ""called"""', (value) => {
  const harmless = /^[=+@\t\r-]/u.test(value) ? `'${value}` : value;
  return `"${harmless.replaceAll('"', '""')}"`;
});
