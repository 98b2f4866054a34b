import { phrasesOf } from '../languages/language-of.js';
import type { Article, Block, Briefing, TextBlock } from '../model/article.js';
import { writeBlock } from './blocks/write-block.js';
import type { Writing } from './blocks/writing.js';
import { countWords, wordsOf } from './passage/count-words.js';
import { withPauses, type Draft, type SkippedText, type Spoken } from './passage/draft.js';
import { isDateWord } from './splitting/is-date-word.js';
import { plainPassage } from './passage/passage.js';
import type { TextRange } from './passage/edit.js';
import { speakPassage } from './passage/speak-passage.js';
import { isDateline, templateLines } from './spoken-template.js';
import { textsOf } from './passage/text-of-block.js';

/** How an article is opened, and which of its blocks that takes care of. */
export type Opening = {
  readonly drafts: readonly Draft[];
  /** By block id of the article: what the opening has said of it already. */
  readonly done: ReadonlyMap<string, OpenedBlock>;
};

/** A block the opening took care of. */
export type OpenedBlock = {
  readonly skipped: readonly SkippedText[];
  /** Positions of the opening's drafts that say its words. */
  readonly saidBy: TextRange;
};

/**
 * Speaks the lines of the introduction. Headline and standfirst are heard exactly once: a line that is one of these
 * blocks is spoken as that block, a line that contains one speaks for it, and a dateline that says no more than the
 * introduction has said is left out.
 */
export function writeOpening(article: Article, text: string, writing: Writing): Opening {
  const waiting = article.blocks.filter(isOpeningBlock);
  const done = new Map<string, OpenedBlock>();
  const drafts: Draft[] = [];
  for (const line of templateLines(text)) {
    const free = waiting.filter((block) => !done.has(block.id) && block.audio !== 'skip');
    const same = free.find((block) => isSaidBy(block, line) && countWords(line) === countWords(textOf(block)));
    const spoken =
      same === undefined
        ? speakLine(line, { blockId: 'intro', afterMs: writing.context.pauses.paragraphMs }, writing)
        : writeBlock(same, writing);
    const saidBy = { start: drafts.length, end: drafts.length + spoken.drafts.length };
    drafts.push(...spoken.drafts);
    if (same !== undefined) done.set(same.id, { skipped: spoken.skipped, saidBy });
    else for (const block of free.filter((other) => isSaidBy(other, line))) done.set(block.id, { skipped: [], saidBy });
  }
  for (const block of article.blocks.filter(isDateline)) {
    if (isDatelineLast(block, article, writing)) {
      const skipped = textsOf(block).map((part) => ({ text: part, reason: 'said-in-outro' }));
      done.set(block.id, { skipped, saidBy: { start: 0, end: 0 } });
      continue;
    }
    if (drafts.length === 0 || !saysNoMore(block, { said: text, article })) continue;
    const skipped = textsOf(block).map((part) => ({ text: part, reason: 'said-in-intro' }));
    done.set(block.id, { skipped, saidBy: { start: 0, end: 0 } });
  }
  drafts.push(...spokenCorrections(article, writing));
  const { introMs } = writing.context.pauses;
  const isShort = writing.context.isShortOpening === true;
  const { drafts: opened } = isShort ? withShortPauses(drafts) : withPausesAfter(drafts, introMs);
  return { drafts: opened, done };
}

/** What an editor wants to be heard of corrections before the text: no sentence of it becomes another one. */
export function spokenCorrections({ options, language }: Article | Briefing, writing: Writing): readonly Draft[] {
  const notes = options.corrections === 'silent' ? [] : (options.corrections ?? []);
  const name = phrasesOf(language)?.correction;
  const spoken = notes.flatMap(({ isSpoken, text }) => (isSpoken === true && text !== undefined ? [text] : []));
  return spoken.flatMap((text) => {
    const line = name === undefined ? text : `${name}: ${text}`;
    return speakLine(line, { blockId: 'intro', afterMs: writing.context.pauses.paragraphMs }, writing).drafts;
  });
}

/** One line of a template, spoken by the narrator. */
export function speakLine(
  line: string,
  place: { readonly blockId: 'headline' | 'intro' | 'outro' | 'disclosure'; readonly afterMs: number },
  writing: Writing,
): Spoken {
  const { context, language, variety, lexicon, limits } = writing;
  const spoken = speakPassage(plainPassage(line), {
    blockId: place.blockId,
    blockKind: place.blockId,
    role: 'narrator',
    language,
    variety,
    lexicon,
    style: context.style,
    pauses: context.pauses,
    limits,
  });
  return withPauses(spoken, { beforeMs: 0, afterMs: place.afterMs });
}

function withPausesAfter(drafts: readonly Draft[], afterMs: number): Spoken {
  const last = drafts.at(-1);
  if (last === undefined) return { drafts, skipped: [] };
  const longer = Math.max(last.afterMs, afterMs);
  return { drafts: [...drafts.slice(0, -1), { ...last, afterMs: longer }], skipped: [] };
}

/** Under a headline of a short opening, and under each of its lines. */
const SHORT_PAUSE_MS = 500;

function withShortPauses(drafts: readonly Draft[]): Spoken {
  const shortened = drafts.map((draft) => ({ ...draft, afterMs: Math.min(draft.afterMs, SHORT_PAUSE_MS) }));
  return { drafts: shortened, skipped: [] };
}

/** Whether the dateline is the one that the closing words say. */
function isDatelineLast(block: Block, article: Article, { context }: Writing): boolean {
  return context.isShortOpening === true && article.blocks.find(isDateline) === block;
}

function isOpeningBlock(block: Block): block is TextBlock {
  return block.kind === 'title' || block.kind === 'standfirst';
}

/** The block's words as they are spoken and shown, marks apart. */
function textOf(block: TextBlock): string {
  return textsOf(block)[0] ?? '';
}

/** Whether the words of the block stand in the line, in their order and without others between. */
function isSaidBy(block: TextBlock, line: string): boolean {
  const words = wordsOf(textOf(block));
  return words.length > 0 && ` ${fold(wordsOf(line))} `.includes(` ${fold(words)} `);
}

function fold(words: readonly string[]): string {
  return words.join(' ').toLowerCase();
}

/** Every word is in the introduction, or belongs to a date and the introduction names the day. */
function saysNoMore(block: TextBlock, { said, article }: { said: string; article: Article }): boolean {
  const heard = new Set(wordsOf(said).map((word) => word.toLowerCase()));
  const year = article.publishedAt?.slice(0, 4);
  const hasDate = year !== undefined && heard.has(year);
  return wordsOf(textOf(block)).every(
    (word) => heard.has(word.toLowerCase()) || (hasDate && isDateWord(word, article.language)),
  );
}
