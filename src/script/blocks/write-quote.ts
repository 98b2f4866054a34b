import type { QuoteBlock } from '../../model/article.js';
import { textOfSpans } from '../../model/text/block-text.js';
import { present } from '../../model/present.js';
import { wordsOf } from '../passage/count-words.js';
import { joinSpoken, withPauses, type Spoken } from '../passage/draft.js';
import { plainPassage, toPassage } from '../passage/passage.js';
import { speakPassage } from '../passage/speak-passage.js';
import { speakingOf, type Writing } from './writing.js';

/** A quotation in its own voice, and after it, in the narrator's, who is quoted. */
export function writeQuote(block: QuoteBlock, writing: Writing): Spoken {
  const { quoteMs, paragraphMs, sentenceMs } = writing.context.pauses;
  const { speaker } = block;
  const speaking = { ...speakingOf(writing, block, 'quote'), ...present({ speaker }) };
  const paragraphs = block.paragraphs.map((spans) =>
    withPauses(speakPassage(toPassage(spans), speaking), { beforeMs: 0, afterMs: paragraphMs }),
  );
  const quote = withPauses(joinSpoken(paragraphs), { beforeMs: quoteMs, afterMs: quoteMs });
  if (speaker === undefined) return quote;
  if (endsWithName(block, speaker))
    return { ...quote, skipped: [...quote.skipped, { text: speaker, reason: 'said-already' }] };
  const name = speakPassage(plainPassage(speaker), { ...speakingOf(writing, block, 'narrator'), isAttribution: true });
  return joinSpoken([
    withPauses(joinSpoken(paragraphs), { beforeMs: quoteMs, afterMs: sentenceMs }),
    withPauses(name, { beforeMs: 0, afterMs: quoteMs }),
  ]);
}

/** Some sources leave the name in the quotation as well. */
function endsWithName({ paragraphs }: QuoteBlock, speaker: string): boolean {
  const name = wordsOf(speaker);
  const last = wordsOf(textOfSpans(paragraphs.at(-1) ?? [])).slice(-name.length);
  return name.length > 0 && last.join(' ') === name.join(' ');
}
