import { labelsOf } from '../../languages/language-of.js';
import type { Episode } from '../../model/episode.js';

/**
 * What notes, page and tags of an episode say of machines, in one sentence: nothing where none is known of, and less where
 * people are heard besides.
 */
export function disclosureSentence(
  { isAiNarrated, spokenBy = [] }: Pick<Episode, 'isAiNarrated' | 'spokenBy'>,
  language: string,
): string | undefined {
  if (!isAiNarrated) return undefined;
  const labels = labelsOf(language);
  return spokenBy.some(({ synthesis }) => synthesis === 'human') ? labels.aiDisclosureOfParts : labels.aiDisclosure;
}
