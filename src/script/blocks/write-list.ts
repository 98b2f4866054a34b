import type { ListBlock } from '../../model/article.js';
import { present } from '../../model/present.js';
import { joinSpoken, withPauses, type Spoken } from '../passage/draft.js';
import { toPassage } from '../passage/passage.js';
import { toSpokenForm } from '../passage/to-spoken-form.js';
import { speakPassage, type Speaking } from '../passage/speak-passage.js';
import { speakingOf, type Writing } from './writing.js';

/** A list item by item; the numbers of an ordered one are heard as they are seen. */
export function writeList(block: ListBlock, writing: Writing): Spoken {
  const { paragraphMs, listItemMs } = writing.context.pauses;
  const speaking = speakingOf(writing, block, 'narrator');
  let number = block.start;
  const items = block.items.map((item, index) => {
    const isNumbered = block.isOrdered && item.depth === 0 && item.isContinued !== true;
    if (isNumbered) number = item.number ?? number;
    const prefix = isNumbered ? { text: `${sayNumber(number, speaking)}. `, rule: 'list-number' } : undefined;
    if (isNumbered) number += 1;
    const spoken = speakPassage(toPassage(item.spans), {
      ...speaking,
      item: { index, depth: item.depth },
      ...present({ prefix }),
    });
    const isLast = index === block.items.length - 1;
    return withPauses(spoken, { beforeMs: 0, afterMs: isLast ? paragraphMs : listItemMs });
  });
  return joinSpoken(items);
}

function sayNumber(number: number, { language, variety }: Speaking): string {
  const { spoken } = toSpokenForm(String(number), { language, variety });
  return spoken.charAt(0).toUpperCase() + spoken.slice(1);
}
