import type { TableBlock } from '../../model/article.js';
import { HAS_WORD } from '../passage/count-words.js';
import { joinSpoken, withPauses, type Spoken } from '../passage/draft.js';
import { plainPassage } from '../passage/passage.js';
import { phrasesOf } from '../../languages/language-of.js';
import type { Phrases } from '../../languages/language.js';
import { speakPassage } from '../passage/speak-passage.js';
import { textsOf } from '../passage/text-of-block.js';
import { speakingOf, type Writing } from './writing.js';

/** A table as its author wants it: left out, in one sentence, or row by row. */
export function writeTable(block: TableBlock, writing: Writing): Spoken {
  const reading = block.reading ?? writing.reading.tables;
  const phrases = phrasesOf(block.lang ?? writing.language);
  if (reading === 'skip' || phrases === undefined) {
    return { drafts: [], skipped: textsOf(block).map((text) => ({ text, reason: 'table' })) };
  }
  const { asideMs, sentenceMs } = writing.context.pauses;
  const isRead = reading === 'rows';
  const say = (text: string): Spoken => speakPassage(plainPassage(text), speakingOf(writing, block, 'aside'));
  const opening = say(isRead ? openingOf(block, phrases) : summaryOf(block, phrases));
  const rows = isRead ? block.rows.map((row) => rowOf(row, block.header)).filter((row) => HAS_WORD.test(row)) : [];
  const read = rows.map((row) => withPauses(say(row), { beforeMs: 0, afterMs: sentenceMs }));
  const silent = isRead ? [] : block.rows.flat().filter((cell) => HAS_WORD.test(cell));
  const spoken = withPauses(joinSpoken([opening, ...read]), { beforeMs: asideMs, afterMs: asideMs });
  return { ...spoken, skipped: [...spoken.skipped, ...silent.map((text) => ({ text, reason: 'table-cell' }))] };
}

/** "Table: Grain exports. 12 rows: Country, Tonnes, Change." */
function summaryOf({ caption, header, rows }: TableBlock, phrases: Phrases): string {
  return `${nameOf(caption, phrases)} ${phrases.rows(rows.length)}${columnsOf(header)}.`;
}

/** "Table: Grain exports. Country, Tonnes, Change." */
function openingOf({ caption, header }: TableBlock, phrases: Phrases): string {
  const columns = header
    .filter((cell) => HAS_WORD.test(cell))
    .map(closed)
    .join(', ');
  return columns === '' ? nameOf(caption, phrases) : `${nameOf(caption, phrases)} ${columns}.`;
}

function nameOf(caption: string | undefined, phrases: Phrases): string {
  return caption === undefined || !HAS_WORD.test(caption)
    ? `${phrases.table}.`
    : `${phrases.table}: ${closed(caption)}.`;
}

function columnsOf(header: readonly string[]): string {
  const names = header.filter((cell) => HAS_WORD.test(cell)).map(closed);
  return names.length === 0 ? '' : `: ${names.join(', ')}`;
}

/** "Brazil: Tonnes 5; Change 3 %." The first cell names the row. */
function rowOf(row: readonly string[], header: readonly string[]): string {
  const [first = '', ...rest] = row;
  const cells = rest.flatMap((cell, index) => {
    if (!HAS_WORD.test(cell)) return [];
    const name = header[index + 1]?.trim() ?? '';
    return [name === '' ? closed(cell) : `${closed(name)} ${closed(cell)}`];
  });
  const text = cells.join('; ');
  if (!HAS_WORD.test(first)) return text === '' ? '' : `${text}.`;
  return text === '' ? `${closed(first)}.` : `${closed(first)}: ${text}.`;
}

/** Without a mark at its end, so that it can stand inside a sentence. */
function closed(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(/[\s.;:,–—-]+$/u, '');
}
