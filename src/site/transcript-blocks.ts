import type { Chapter } from '../model/chapter.js';
import type { Episode, EpisodePicture } from '../model/episode.js';
import { isNamedBy, type Cue } from '../model/transcript.js';
import type { SafeHtml } from '../templates/html/safe-html.js';
import { toSentencesHtml, type TextPart, type TranscriptSentence } from './sentences-html.js';

/** A picture of the article as a page shows it. */
export type PagePicture = {
  /** Relative. */
  readonly href: string;
  readonly alt: string;
  /** Empty where there is none, and where it stands in the transcript because it is heard. */
  readonly caption: string | undefined;
  readonly widthPx: number;
  readonly heightPx: number;
};

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
  /** Says that a machine reads. */
  readonly isDisclosure: boolean;
  readonly speaker: string | undefined;
  /** Set where a chapter begins; its title is shown where the text has no heading of its own there. */
  readonly chapter: { readonly number: number; readonly title: string; readonly isShown: boolean } | undefined;
  /** Pictures that stand before it. */
  readonly pictures: readonly PagePicture[];
  readonly sentences: readonly TranscriptSentence[];
  /** The sentences as markup in which the player finds them. */
  readonly html: SafeHtml;
};

/** A recording's transcript has no blocks: a paragraph ends at a pause, a new speaker or after so many sentences. */
const PARAGRAPH_PAUSE_MS = 1500;
const PARAGRAPH_SENTENCES = 6;

/** Said around the article's own prose or beside it, in whatever voice. */
const ASIDES: ReadonlySet<Cue['blockKind']> = new Set<Cue['blockKind']>(['dateline', 'intro', 'outro', 'disclosure']);

/**
 * The transcript as a page shows it: in the blocks of the article, with its links, divided into chapters.
 *
 * @param root The way from the page to the root of the site, where it shows the pictures of the article.
 */
export function toTranscriptBlocks(episode: Episode, root?: string): readonly TranscriptBlock[] {
  const chapters = episode.chapters.map(({ startMs, title }, index) => ({ startMs, title, number: index + 1 }));
  const groups = groupCues(episode.transcript?.cues ?? [], episode.chapters);
  const places = (root === undefined ? [] : (episode.pictures ?? [])).map((picture) => ({
    picture,
    at: placeOf(picture, episode, groups),
  }));
  return groups.flatMap((cues, index): TranscriptBlock[] => {
    const [first] = cues;
    if (!first) return [];
    const { blockKind, startMs } = first;
    const chapter = takeChapter(chapters, cues.at(-1)?.endMs ?? 0);
    const sentences = cues.map((cue, place) => toSentence(cue, cues[place - 1] ?? groups[index - 1]?.at(-1)));
    const isTitle = blockKind === 'title' || blockKind === 'headline';
    const isHeading = blockKind === 'heading' || isTitle;
    return [
      {
        startMs,
        isHeading,
        isTitle,
        isSubheading: blockKind === 'heading' && episode.kind === 'briefing',
        isLead: blockKind === 'standfirst',
        isList: blockKind === 'list',
        isQuote: blockKind === 'quote',
        isCitation: first.isAttribution === true,
        isAside: first.role === 'aside' || ASIDES.has(blockKind),
        isDisclosure: blockKind === 'disclosure',
        speaker: isNamedBy(first, groups[index + 1]?.[0]) ? undefined : first.speaker,
        chapter: chapter && {
          number: chapter.number,
          title: chapter.title,
          isShown: !isHeading && chapter.title !== episode.title,
        },
        pictures: places
          .filter(({ at }) => at === index)
          .map(({ picture }) => toPagePicture(picture, { root, isCaptionHeard: picture.blockId === first.blockId })),
        sentences,
        html: toSentencesHtml(sentences),
      },
    ];
  });
}

/** Before what is heard of it, else before what follows it in the article, else by its time. */
function placeOf(
  { blockId, startMs }: EpisodePicture,
  { blocks }: Episode,
  groups: readonly (readonly Cue[])[],
): number {
  const from = blocks.findIndex(({ id }) => id === blockId);
  const following = new Set([blockId, ...(from < 0 ? [] : blocks.slice(from + 1).map(({ id }) => id))]);
  const byText = groups.findIndex(([first]) => first?.blockId !== undefined && following.has(first.blockId));
  if (byText >= 0) return byText;
  const byTime = from < 0 ? groups.findIndex(([first]) => (first?.startMs ?? 0) >= startMs) : -1;
  return byTime < 0 ? groups.length - 1 : byTime;
}

export function toPagePicture(
  { path, alt = '', caption, widthPx, heightPx }: EpisodePicture,
  { root = '', isCaptionHeard = false }: { readonly root?: string | undefined; readonly isCaptionHeard?: boolean },
): PagePicture {
  return { href: root + path, alt, caption: isCaptionHeard ? undefined : caption, widthPx, heightPx };
}

/** Cues that stand together: of one block and speaker, and never across the start of a chapter. */
function groupCues(cues: readonly Cue[], chapters: readonly Chapter[]): readonly (readonly Cue[])[] {
  const groups: Cue[][] = [];
  for (const cue of cues) {
    const group = groups.at(-1);
    if (group && continues(group, cue, chapters)) group.push(cue);
    else groups.push([cue]);
  }
  return groups;
}

function continues(group: readonly Cue[], cue: Cue, chapters: readonly Chapter[]): boolean {
  const last = group.at(-1);
  if (!last || last.speaker !== cue.speaker) return false;
  if (chapters.some(({ startMs }) => startMs > last.startMs && startMs <= cue.startMs)) return false;
  if (cue.blockId !== undefined || last.blockId !== undefined) return cue.blockId === last.blockId;
  return group.length < PARAGRAPH_SENTENCES && cue.startMs - last.endMs < PARAGRAPH_PAUSE_MS;
}

type NumberedChapter = { readonly startMs: number; readonly number: number; readonly title: string };

/** Takes from the list the chapter that begins before this time; of several, the last. */
function takeChapter(chapters: NumberedChapter[], beforeMs: number): NumberedChapter | undefined {
  let taken: NumberedChapter | undefined;
  while (chapters[0] && chapters[0].startMs < beforeMs) taken = chapters.shift();
  return taken;
}

function toSentence(cue: Cue, before: Cue | undefined): TranscriptSentence {
  const { startMs, endMs, item, blockId } = cue;
  const isContinued = blockId === before?.blockId && item?.index === before?.item?.index;
  const isItem = item !== undefined && !isContinued;
  return { startMs, endMs, isItem, parts: toParts(cue) };
}

/** The text cut wherever a link or what is crossed out begins or ends. */
function toParts({ text, links = [], struck = [] }: Cue): readonly TextPart[] {
  const ends = [...links, ...struck].flatMap(({ start, end }) => [start, end]);
  const cuts = [...new Set([0, ...ends, text.length])].sort((one, other) => one - other);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0;
    const isIn = (stretch: { readonly start: number; readonly end: number }): boolean =>
      stretch.start <= start && end <= stretch.end;
    return { text: text.slice(start, end), href: links.find(isIn)?.href, isStruck: struck.some(isIn) };
  });
}
