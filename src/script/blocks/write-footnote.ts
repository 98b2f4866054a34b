import type { FootnoteBlock } from '../../model/article.js';
import { present } from '../../model/present.js';
import { withPauses, type Spoken } from '../passage/draft.js';
import { toPassage } from '../passage/passage.js';
import { phrasesOf } from '../../languages/language-of.js';
import { toSpokenForm } from '../passage/to-spoken-form.js';
import { speakPassage } from '../passage/speak-passage.js';
import { textsOf } from '../passage/text-of-block.js';
import { speakingOf, type Writing } from './writing.js';

/** A footnote, said with its number or left out; the caller moves it to the end. */
export function writeFootnote(block: FootnoteBlock, writing: Writing): Spoken {
  if (writing.reading.footnotes === 'skip') {
    return { drafts: [], skipped: textsOf(block).map((text) => ({ text, reason: 'footnote' })) };
  }
  const { asideMs } = writing.context.pauses;
  const speaking = speakingOf(writing, block, 'aside');
  const note = phrasesOf(speaking.language)?.note;
  const { spoken: label } = toSpokenForm(block.label, { language: speaking.language, variety: speaking.variety });
  const prefix = note === undefined ? undefined : { text: `${note} ${label}: `, rule: 'footnote' };
  const spoken = speakPassage(toPassage(block.spans), { ...speaking, ...present({ prefix }) });
  return withPauses(spoken, { beforeMs: asideMs, afterMs: asideMs });
}
