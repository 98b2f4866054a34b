import type { Block, TextBlock } from '../../model/article.js';
import { withPauses, type Spoken } from '../passage/draft.js';
import { toPassage } from '../passage/passage.js';
import { speakPassage } from '../passage/speak-passage.js';
import { textsOf } from '../passage/text-of-block.js';
import { writeCode, writeMath } from './write-code.js';
import { writeFigure } from './write-figure.js';
import { writeFootnote } from './write-footnote.js';
import { writeList } from './write-list.js';
import { writeQuote } from './write-quote.js';
import { writeTable } from './write-table.js';
import { speakingOf, type Writing } from './writing.js';

/** What is said for one block where it stands, and what is not. */
export function writeBlock(block: Block, writing: Writing): Spoken {
  if (block.audio === 'skip') return skipBlock(block, 'author-skip');
  switch (block.kind) {
    case 'title':
    case 'standfirst':
    case 'dateline':
    case 'paragraph':
    case 'aside':
      return writeText(block, writing);
    case 'heading': {
      const { headingMs, sectionMs } = writing.context.pauses;
      const spoken = speakPassage(toPassage(block.spans), speakingOf(writing, block, 'heading'));
      return withPauses(spoken, { beforeMs: sectionMs, afterMs: headingMs });
    }
    case 'list':
      return writeList(block, writing);
    case 'quote':
      return writeQuote(block, writing);
    case 'figure':
      return writeFigure(block, writing);
    case 'table':
      return writeTable(block, writing);
    case 'code':
      return writeCode(block, writing);
    case 'math':
      return writeMath(block, writing);
    case 'footnote':
      return writeFootnote(block, writing);
    case 'embed':
      return skipBlock(block, 'embed');
  }
}

/** A block of which nothing is said. */
export function skipBlock(block: Block, reason: string): Spoken {
  return { drafts: [], skipped: textsOf(block).map((text) => ({ text, reason })) };
}

function writeText(block: TextBlock, writing: Writing): Spoken {
  const { pauses } = writing.context;
  const role = block.kind === 'title' ? 'heading' : block.kind === 'aside' ? 'aside' : 'narrator';
  const spoken = speakPassage(toPassage(block.spans), speakingOf(writing, block, role));
  const around = {
    title: { beforeMs: 0, afterMs: pauses.titleMs },
    standfirst: { beforeMs: 0, afterMs: pauses.standfirstMs },
    dateline: { beforeMs: 0, afterMs: pauses.paragraphMs },
    paragraph: { beforeMs: 0, afterMs: pauses.paragraphMs },
    aside: { beforeMs: pauses.asideMs, afterMs: pauses.asideMs },
  };
  return withPauses(spoken, around[block.kind]);
}
