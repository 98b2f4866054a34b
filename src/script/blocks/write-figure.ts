import type { FigureBlock } from '../../model/article.js';
import { textOfSpans } from '../../model/text/block-text.js';
import { HAS_WORD } from '../passage/count-words.js';
import { withPauses, type Spoken } from '../passage/draft.js';
import { plainPassage, toPassage, type Passage } from '../passage/passage.js';
import { phrasesOf } from '../../languages/language-of.js';
import { speakPassage } from '../passage/speak-passage.js';
import { textsOf } from '../passage/text-of-block.js';
import { speakingOf, type Writing } from './writing.js';

/** A picture as one aside: its caption, else its description; a decorative one is silent. */
export function writeFigure(block: FigureBlock, writing: Writing): Spoken {
  const skip = (reason: string): Spoken => ({
    drafts: [],
    skipped: textsOf(block).map((text) => ({ text, reason })),
  });
  if (writing.reading.figures === 'skip') return skip('figure');
  const { asideMs } = writing.context.pauses;
  const caption = block.caption ?? [];
  const alt = block.alt?.trim() ?? '';
  const hasCaption = caption.some((span) => HAS_WORD.test(span.text));
  if (!hasCaption && !HAS_WORD.test(alt)) return skip('decorative');
  const passage = hasCaption ? withoutCredit(toPassage(caption)) : plainPassage(alt);
  if (passage === undefined) return skip('credit');
  const speaking = speakingOf(writing, block, 'aside');
  const shown = hasCaption ? textOfSpans(caption) : alt;
  const image = NAMES_ITSELF.test(shown) ? undefined : phrasesOf(speaking.language)?.image;
  const spoken = speakPassage(passage, {
    ...speaking,
    ...(image !== undefined && { prefix: { text: `${image}: `, rule: 'figure' } }),
  });
  const silent = hasCaption && HAS_WORD.test(alt) ? [{ text: alt, reason: 'caption-instead' }] : [];
  const around = withPauses(spoken, { beforeMs: asideMs, afterMs: asideMs });
  return { ...around, skipped: [...around.skipped, ...silent] };
}

/** A caption that says what it is needs no announcement. */
const NAMES_ITSELF =
  /^\s*(?:photo|photograph|picture|image|illustration|chart|graph|map|fig(?:ure)?\b|bild|foto|abb|grafik|karte|carte|graphique|imagen|gráfico|mapa|immagine|grafico|imagem|фото|рис|карта|изображение)/iu;

/** Who holds the rights in a picture is for the eye: `The pier at dawn. © Harbour Line / R. Achterberg`. */
const CREDIT = /(?:©|(?<=^|[.!?…]\s)\(c\)\s).*$/isu;

/** The caption with its credit left out; nothing when it is a credit alone. */
function withoutCredit(passage: Passage): Passage | undefined {
  const start = CREDIT.exec(passage.text)?.index;
  if (start === undefined) return passage;
  if (!HAS_WORD.test(passage.text.slice(0, start))) return undefined;
  const end = passage.text.trimEnd().length;
  const before = passage.edits.filter((edit) => edit.end <= start);
  return { ...passage, edits: [...before, { start, end, to: '', rule: 'credit', skipReason: 'credit' }] };
}
