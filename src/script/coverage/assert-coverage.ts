import { LectorError } from '../../errors.js';
import type { Article, Block, Briefing } from '../../model/article.js';
import { blockIdInBriefing } from '../../model/article.js';
import { present } from '../../model/present.js';
import type { LedgerEntry, Script, Utterance } from '../../model/script.js';
import { quoteValue } from '../../model/text.js';
import { spokenPartOf, wordsOf } from '../passage/count-words.js';
import { textsOf } from '../passage/text-of-block.js';

/**
 * Makes sure that every word of every block is spoken or skipped for a reason, and that prose is spoken once.
 * It counts the words of the source and of the script anew and believes neither the writer nor its sums.
 *
 * @throws LectorError `E_COVERAGE` naming the block and its words.
 */
export function assertCoverage(item: Article | Briefing, script: Script): void {
  const utterances = new Map(script.utterances.map((utterance) => [utterance.id, utterance]));
  const ledger = new Map(script.ledger.map((entry) => [entry.blockId, entry]));
  const articles = item.kind === 'article' ? [item] : item.articles;
  articles.forEach((article, index) => {
    for (const block of article.blocks) {
      const blockId = item.kind === 'article' ? block.id : blockIdInBriefing(index + 1, block.id);
      const entry = ledger.get(blockId);
      if (entry === undefined) fail(article, block, 'has no entry in the ledger');
      const said = entry.utteranceIds.map((id) => utterances.get(id));
      if (said.some((utterance) => utterance === undefined))
        fail(article, block, 'names utterances that are not there');
      checkBlock({ article, block, entry, said: said.filter((utterance) => utterance !== undefined) });
    }
  });
}

type Account = {
  readonly article: Article;
  readonly block: Block;
  readonly entry: LedgerEntry;
  readonly said: readonly Utterance[];
};

/** Words a listener hears that are no words of the block itself: announcements, row labels, lines of the introduction. */
const ANNOUNCED: ReadonlySet<Block['kind']> = new Set(['table', 'code', 'math', 'embed']);

function checkBlock({ article, block, entry, said }: Account): void {
  const left = new Map<string, number>();
  const add = (text: string, count: number): void => {
    for (const word of wordsOf(text.toLowerCase())) left.set(word, (left.get(word) ?? 0) + count);
  };
  const heardOnly = onlyHeardTexts(block);
  for (const text of textsOf(block)) add(text, 1);
  for (const { text } of entry.skipped) add(text, -1);
  for (const utterance of said) add(spokenPartOf(utterance), -1);
  // Words that are heard and not shown are in no display text; that they are spoken shows in the change or the mark.
  const isHeard = said.some(
    ({ audio, changes }) => audio === 'only' || changes.some(({ rule }) => rule === 'audio-only'),
  );
  if (heardOnly.length > 0 && isHeard) for (const text of heardOnly) add(text, -1);
  const missing = [...left].filter(([, count]) => count > 0).map(([word]) => word);
  if (missing.length > 0) fail(article, block, `has words that are neither spoken nor skipped: ${list(missing)}`);
  const isOpening = said.some((utterance) => utterance.blockId !== entry.blockId);
  if (ANNOUNCED.has(block.kind) || isOpening || heardOnly.length > 0) return;
  const extra = [...left].filter(([, count]) => count < 0).map(([word]) => word);
  if (extra.length > 0) fail(article, block, `has words that are spoken more than once: ${list(extra)}`);
}

function onlyHeardTexts(block: Block): readonly string[] {
  if (block.audio === 'only') return textsOf(block);
  const spans = 'spans' in block ? block.spans : block.kind === 'quote' ? block.paragraphs.flat() : [];
  const ofItems = block.kind === 'list' ? block.items.flatMap((item) => item.spans) : [];
  const ofCaption = block.kind === 'figure' ? (block.caption ?? []) : [];
  return [...spans, ...ofItems, ...ofCaption].filter(({ audio }) => audio === 'only').map(({ text }) => text);
}

function list(words: readonly string[]): string {
  const more = words.length > 5 ? ` and ${words.length - 5} more` : '';
  return `${words.slice(0, 5).map(quoteValue).join(', ')}${more}`;
}

function fail(article: Article, block: Block, what: string): never {
  const { line } = block;
  throw new LectorError('E_COVERAGE', `block ${block.id} (${block.kind}) ${what}.`, {
    hint: 'this is a fault of Lector: please report it with the article.',
    place: { file: article.source.location, ...present({ line }) },
  });
}
