import type { ShowState } from '../../context.js';
import { LectorError } from '../../errors.js';
import type { Correction } from '../../model/publication/correction.js';
import { suggestWord } from '../../model/text/suggest.js';
import { quoteValue } from '../../model/text.js';

/** A correction with the episode it was made in. */
export type ListedCorrection = Correction & { readonly slug: string; readonly title: string; readonly guid: string };

/**
 * What was corrected in published episodes, the latest first.
 *
 * @param wanted Slug of one episode.
 * @throws {@link LectorError} `E_INPUT` when no episode has that slug.
 */
export function listCorrections({ published }: ShowState, wanted?: string): readonly ListedCorrection[] {
  const { episodes = [], unpublished = [] } = published.manifest ?? {};
  const all = [...episodes, ...unpublished];
  const records = wanted === undefined ? all : all.filter(({ slug }) => slug === wanted);
  if (wanted !== undefined && records.length === 0)
    throw unknown(
      wanted,
      all.map(({ slug }) => slug),
    );
  return records
    .flatMap(({ slug, title, guid, corrections = [] }) => corrections.map((one) => ({ slug, title, guid, ...one })))
    .toSorted((a, b) => Date.parse(b.at) - Date.parse(a.at));
}

function unknown(wanted: string, slugs: readonly string[]): LectorError {
  const near = suggestWord(wanted, slugs);
  return new LectorError('E_INPUT', `no published episode is called ${quoteValue(wanted)}.`, {
    hint: near === undefined ? 'see lector status.' : `did you mean ${near}?`,
  });
}
