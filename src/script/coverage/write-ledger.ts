import type { LedgerEntry, Utterance } from '../../model/script.js';
import { countWords, spokenPartOf } from '../passage/count-words.js';
import { textsOf } from '../passage/text-of-block.js';
import type { WrittenBlock } from '../write-article.js';

/** What became of each source block. */
export function writeLedger(
  entries: readonly WrittenBlock[],
  utterances: readonly Utterance[],
): readonly LedgerEntry[] {
  return entries.map(({ block, blockId, drafts, skipped }) => {
    const said = utterances.slice(drafts.start, drafts.end);
    const wordCount = sum(textsOf(block).map(countWords));
    const skippedCount = sum(skipped.map(({ text }) => countWords(text)));
    const spokenWordCount = Math.max(0, wordCount - skippedCount);
    const isHeard = said.some((utterance) => utterance.display === '' || countWords(spokenPartOf(utterance)) > 0);
    return {
      blockId,
      kind: block.kind,
      outcome: !isHeard ? 'skipped' : skippedCount > 0 ? 'partly' : 'spoken',
      utteranceIds: said.map(({ id }) => id),
      wordCount,
      spokenWordCount: isHeard ? spokenWordCount : 0,
      skipped,
    };
  });
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
