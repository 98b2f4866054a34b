import type { Formatter } from './formatter.js';

/** A value as JSON. In HTML it is escaped like any text; inside a script element `jsonScript` takes its place. */
export const json: Formatter = {
  summary: '"title": {{json episode.title}} → "title": "A \\"quoted\\" word"',
  format: ({ values: [value] }) => JSON.stringify(value ?? null),
};
