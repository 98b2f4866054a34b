import type { Block } from '../model/article.js';
import type { Episode, TimedLink } from '../model/episode.js';
import { toOneLine } from '../model/text.js';
import type { Cue } from '../model/transcript.js';
import type { SafeHtml } from '../templates/safe-html.js';
import { groupCues } from './group-cues.js';
import { toSentencesHtml, type TextPart, type TranscriptSentence } from './sentences-html.js';

/** Sentences that stand together: a heading, a paragraph, a quotation. */
export type TranscriptBlock = {
  readonly startMs: number;
  readonly isHeading: boolean;
  /** The headline; of a briefing, that of one of its articles. */
  readonly isTitle: boolean;
  /** A heading inside an article of a briefing, below the headline of that article. */
  readonly isSubheading: boolean;
  readonly isLead: boolean;
  readonly isList: boolean;
  readonly isQuote: boolean;
  /** Names who was quoted just before. */
  readonly isCitation: boolean;
  /** Not the article's own prose: captions, tables, what is said before and after. */
  readonly isAside: boolean;
  readonly speaker: string | undefined;
  /** Set where a chapter begins; its title is shown where the text has no heading of its own there. */
  readonly chapter: { readonly number: number; readonly title: string; readonly isShown: boolean } | undefined;
  readonly sentences: readonly TranscriptSentence[];
  /** The sentences as markup in which the player finds them. */
  readonly html: SafeHtml;
};

const ASIDES: ReadonlySet<string> = new Set<Block['kind']>([
  'aside',
  'figure',
  'table',
  'code',
  'math',
  'dateline',
  'embed',
]);
/** Ids the script gives what templates add. */
const SPOKEN_FRAME: ReadonlySet<string> = new Set(['intro', 'outro']);
/** The title of a briefing, which is no block of any article. */
const BRIEFING_TITLE = 'headline';

/** The transcript as a page shows it: in the blocks of the article, with its links, divided into chapters. */
export function toTranscriptBlocks(episode: Episode): readonly TranscriptBlock[] {
  const blocks = new Map(episode.blocks.map((block) => [block.id, block]));
  const chapters = episode.chapters.map(({ startMs, title }, index) => ({ startMs, title, number: index + 1 }));
  const links = [...episode.links].sort((a, b) => a.startMs - b.startMs);
  const groups = groupCues(episode.transcript?.cues ?? [], episode.chapters);
  return groups.map((cues, index) => {
    const [first] = cues;
    const block = first?.blockId === undefined ? undefined : blocks.get(first.blockId);
    const chapter = takeChapter(chapters, cues.at(-1)?.endMs ?? 0);
    const sentences = cues.map((cue) => toSentence(cue, links, block));
    const isTitle = block?.kind === 'title' || first?.blockId === BRIEFING_TITLE;
    const isHeading = block?.kind === 'heading' || isTitle;
    return {
      startMs: first?.startMs ?? 0,
      isHeading,
      isTitle,
      isSubheading: block?.kind === 'heading' && episode.kind === 'briefing',
      isLead: block?.kind === 'standfirst',
      isList: block?.kind === 'list',
      isQuote: block?.kind === 'quote',
      isCitation: isCitation(cues, groups[index - 1]),
      isAside: ASIDES.has(block?.kind ?? '') || SPOKEN_FRAME.has(first?.blockId ?? ''),
      speaker: groups[index + 1] && isCitation(groups[index + 1] ?? [], cues) ? undefined : first?.speaker,
      chapter: chapter && {
        number: chapter.number,
        title: chapter.title,
        isShown: !isHeading && chapter.title !== episode.title,
      },
      sentences,
      html: toSentencesHtml(sentences),
    };
  });
}

/** `— Name` after a quotation: the same block, said by the narrator. */
function isCitation(cues: readonly Cue[], before: readonly Cue[] | undefined): boolean {
  const [cue] = cues;
  const [quote] = before ?? [];
  return (
    cues.length === 1 && cue?.blockId !== undefined && cue.blockId === quote?.blockId && cue.text === quote.speaker
  );
}

type NumberedChapter = { readonly startMs: number; readonly number: number; readonly title: string };

/** Takes from the list the chapter that begins before this time; of several, the last. */
function takeChapter(chapters: NumberedChapter[], beforeMs: number): NumberedChapter | undefined {
  let taken: NumberedChapter | undefined;
  while (chapters[0] && chapters[0].startMs < beforeMs) taken = chapters.shift();
  return taken;
}

function toSentence(cue: Cue, links: TimedLink[], block: Block | undefined): TranscriptSentence {
  const parts: TextPart[] = [];
  let rest = cue.text;
  while (links[0] && links[0].startMs < cue.endMs) {
    const { text, href } = links.shift() ?? { text: '', href: '' };
    const start = text === '' ? -1 : rest.indexOf(text);
    if (start < 0) continue;
    if (start > 0) parts.push({ text: rest.slice(0, start), href: undefined });
    parts.push({ text, href });
    rest = rest.slice(start + text.length);
  }
  if (rest !== '') parts.push({ text: rest, href: undefined });
  return { startMs: cue.startMs, endMs: cue.endMs, isItem: startsItem(cue.text, block), parts };
}

function startsItem(text: string, block: Block | undefined): boolean {
  if (block?.kind !== 'list') return false;
  const start = text.replace(/[.,;:]$/u, '');
  return block.items.some(({ spans }) => toOneLine(spans.map((span) => span.text).join('')).startsWith(start));
}
