import type { WrittenText } from './disclose.js';
import { countWords, spokenPartOf } from './passage/count-words.js';
import type { Draft } from './passage/draft.js';
import { topicTurns } from './topic-turns.js';
import type { SectionMark } from './write-sections.js';

/** Ten minutes of a newsreader: a shorter text is heard as a whole. */
const LEAST_WORDS = 1550;
const MAX_TITLE_CHARACTERS = 60;
/** A title cut shorter than this says nothing. */
const LEAST_TITLE_CHARACTERS = 24;

/**
 * Gives a long text without headings sections where it turns to another topic, each named by its own first words, with
 * the pause of a section before it. A text that hardly turns stays whole.
 */
export function markTopics(text: WrittenText, sectionMs: number): WrittenText {
  const words = text.drafts.reduce((sum, { display }) => sum + countWords(display), 0);
  if (words < LEAST_WORDS) return text;
  const paragraphs = paragraphsOf(text.drafts);
  const turns = topicTurns(paragraphs);
  // With the opening, fewer than three are no chapters.
  if (turns.length < 2) return text;
  const positions = turns.flatMap((turn) => paragraphs[turn]?.position ?? []);
  const { href } = text.marks[0] ?? {};
  const marks = positions.map((position): SectionMark => {
    const title = titleOf(text.drafts[position]);
    return { position, title, level: 2, ...(href !== undefined && { href }) };
  });
  const begins = new Set(positions);
  const drafts = text.drafts.map((draft, position) =>
    begins.has(position) ? { ...draft, beforeMs: Math.max(draft.beforeMs, sectionMs) } : draft,
  );
  return { ...text, drafts, marks: [...text.marks, ...marks] };
}

/** A paragraph that goes on for longer is a wall of text, in which topics turn as well. */
const MOST_PARAGRAPH_WORDS = 250;

/** The drafts of one block are one paragraph, of a list those of one item. */
function paragraphsOf(drafts: readonly Draft[]): readonly { readonly position: number; readonly text: string }[] {
  const paragraphs: { position: number; text: string }[] = [];
  drafts.forEach((draft, position) => {
    const last = paragraphs.at(-1);
    const before = drafts[position - 1];
    const isSame = before?.blockId === draft.blockId && before.item?.index === draft.item?.index;
    if (last && isSame && countWords(last.text) < MOST_PARAGRAPH_WORDS) last.text += ` ${draft.display}`;
    else paragraphs.push({ position, text: draft.display });
  });
  return paragraphs;
}

/** The first sentence, or what of it stands before a comma, a dash or the last word that fits. */
function titleOf(draft: Draft | undefined): string {
  const sentence = (draft ? spokenPartOf(draft) : '').replace(/\s+/gu, ' ').trim();
  const whole = sentence.replace(/[.。．]$/u, '');
  if (whole.length <= MAX_TITLE_CHARACTERS) return whole;
  const start = whole.slice(0, MAX_TITLE_CHARACTERS);
  const clause = Math.max(...[/,\s[^,]*$/u, /[;:–—]\s?[^;:–—]*$/u].map((end) => start.search(end)));
  if (clause >= LEAST_TITLE_CHARACTERS) return start.slice(0, clause).trimEnd();
  const word = start.search(/\s\S*$/u);
  return `${start.slice(0, word >= LEAST_TITLE_CHARACTERS ? word : MAX_TITLE_CHARACTERS - 1).trimEnd()}…`;
}
