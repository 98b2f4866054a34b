import type { Article, Block, Briefing, Provenance } from '../model/article.js';
import { present } from '../model/present.js';
import { writeBlock } from './blocks/write-block.js';
import type { Writing } from './blocks/writing.js';
import { spokenPartOf } from './passage/count-words.js';
import { joinSpoken, type Draft, type SkippedText, type Spoken } from './passage/draft.js';
import type { TextRange } from './passage/edit.js';
import { noticeOfTemplates, spokenTemplateData } from './spoken-template.js';
import { textsOf } from './passage/text-of-block.js';
import { writeOpening } from './write-opening.js';

/** One article as drafts, with the account of each of its blocks. Positions count its drafts. */
export type WrittenArticle = {
  readonly drafts: readonly Draft[];
  readonly entries: readonly WrittenBlock[];
  readonly headings: readonly WrittenHeading[];
};

export type WrittenBlock = {
  readonly block: Block;
  readonly blockId: string;
  readonly drafts: TextRange;
  readonly skipped: readonly SkippedText[];
};

export type WrittenHeading = {
  readonly position: number;
  readonly title: string;
  readonly level: number;
  readonly anchor?: string;
};

/** Writes an article: the introduction, its blocks in reading order, footnotes last. */
export function writeArticle(article: Article, writing: Writing, briefing?: Briefing): WrittenArticle {
  const opening = writeOpening(article, introOf(article, writing, briefing), writing);
  const entries = new Map<string, WrittenBlock>();
  const headings: WrittenHeading[] = [];
  const parts: Spoken[] = [{ drafts: opening.drafts, skipped: [] }];
  let position = opening.drafts.length;
  for (const block of footnotesLast(article.blocks)) {
    const blockId = writing.blockIdOf(block.id);
    const opened = opening.done.get(block.id);
    if (opened !== undefined) {
      entries.set(block.id, { block, blockId, drafts: opened.saidBy, skipped: opened.skipped });
      continue;
    }
    const spoken = writeBlock(block, writing);
    const drafts = { start: position, end: position + spoken.drafts.length };
    entries.set(block.id, { block, blockId, drafts, skipped: spoken.skipped });
    if (block.kind === 'heading') headings.push(headingOf(block, { position, spoken }));
    parts.push(spoken);
    position = drafts.end;
  }
  const { drafts } = joinSpoken(parts);
  return { drafts, entries: article.blocks.flatMap(({ id }) => entries.get(id) ?? []), headings };
}

function introOf(article: Article, { context }: Writing, briefing: Briefing | undefined): string {
  const title = article.blocks.find((block) => block.kind === 'title');
  const standfirst = article.blocks.find((block) => block.kind === 'standfirst');
  const shownTitle = title === undefined ? article.title : title.audio === 'skip' ? '' : (textsOf(title)[0] ?? '');
  const said = standfirst === undefined ? writtenStandfirst(article) : textsOf(standfirst)[0];
  const isSilent = standfirst?.audio === 'skip';
  const data = spokenTemplateData(
    { ...article, title: shownTitle.replace(/\s+/gu, ' ').trim() },
    {
      kind: briefing === undefined ? 'article' : 'briefing-article',
      ...(said !== undefined && !isSilent && { standfirst: said.replace(/\s+/gu, ' ').trim() }),
      ...present({ briefing, notice: noticeOfTemplates(context) }),
    },
    context,
  );
  return context.templates.render('spoken/intro.hbs', data);
}

/** A standfirst an editor wrote; descriptions made for search engines are no part of the article. */
function writtenStandfirst({ standfirst, provenance }: Article): string | undefined {
  const origin: Provenance | undefined = provenance['standfirst'];
  return origin === 'front-matter' || origin === 'sidecar' ? standfirst : undefined;
}

function footnotesLast(blocks: readonly Block[]): readonly Block[] {
  const isNote = (block: Block): boolean => block.kind === 'footnote';
  return [...blocks.filter((block) => !isNote(block)), ...blocks.filter(isNote)];
}

function headingOf(
  block: Extract<Block, { kind: 'heading' }>,
  { position, spoken }: { position: number; spoken: Spoken },
): WrittenHeading {
  const shown = spoken.drafts.map(spokenPartOf).join(' ');
  const title = (shown.trim() === '' ? (textsOf(block)[0] ?? '') : shown).replace(/\s+/gu, ' ').trim();
  return { position, title, level: block.level, ...present({ anchor: block.anchor }) };
}
