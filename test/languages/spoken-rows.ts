import { beforeAll, describe, expect, it } from 'vitest';

import { loadFigures } from '../../src/languages/figures-of.js';
import { toSpokenForm, type SpokenStyle } from '../../src/script/passage/to-spoken-form.js';

/** A test for each row: the written text and all that is spoken for it. */
export function describeSpoken(
  title: string,
  rows: readonly (readonly [written: string, spoken: string])[],
  options: { readonly language?: string; readonly style?: SpokenStyle } = {},
): void {
  const { language = 'en', style = 'newsreader' } = options;
  describe(title, () => {
    beforeAll(() => loadFigures([language]));

    it.each(rows)('says %j', (written, spoken) => {
      expect(toSpokenForm(written, { language, style }).spoken).toBe(spoken);
    });
  });
}
