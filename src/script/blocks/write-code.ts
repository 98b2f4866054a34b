import type { CodeBlock, MathBlock } from '../../model/article.js';
import { codeLanguageName } from '../passage/code-language.js';
import { withPauses, type Spoken } from '../passage/draft.js';
import { plainPassage } from '../passage/passage.js';
import { phrasesOf } from '../../languages/language-of.js';
import { speakPassage } from '../passage/speak-passage.js';
import { speakingOf, type Writing } from './writing.js';

/** Code is announced by its length and language, never read. */
export function writeCode(block: CodeBlock, writing: Writing): Spoken {
  const lineCount = block.code.replace(/\s+$/u, '').split('\n').length;
  const phrases = phrasesOf(block.lang ?? writing.language);
  const text = phrases?.codeExample(lineCount, codeLanguageName(block.language));
  return announce({ block, source: block.code, text, reason: 'code' }, writing);
}

/** A formula is announced, for its notation cannot be read aloud as it stands. */
export function writeMath(block: MathBlock, writing: Writing): Spoken {
  const text = phrasesOf(block.lang ?? writing.language)?.formula;
  return announce({ block, source: block.tex, text, reason: 'math' }, writing);
}

type Announcement = {
  readonly block: CodeBlock | MathBlock;
  readonly source: string;
  readonly text: string | undefined;
  readonly reason: string;
};

function announce({ block, source, text, reason }: Announcement, writing: Writing): Spoken {
  const { asideMs } = writing.context.pauses;
  const skipped = source.trim() === '' ? [] : [{ text: source, reason }];
  if (text === undefined || writing.reading.code === 'skip' || skipped.length === 0) return { drafts: [], skipped };
  const { drafts } = speakPassage(plainPassage(text), speakingOf(writing, block, 'aside'));
  return { ...withPauses({ drafts, skipped: [] }, { beforeMs: asideMs, afterMs: asideMs }), skipped };
}
