import type { Script, Utterance } from '../model/script.js';

type PlacedFigure = {
  readonly blockId: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly anchor?: string;
};

type FiguresInput = {
  readonly figures: readonly PlacedFigure[];
  readonly blockIds: readonly string[];
};

/** A word that stands in more sentences says nothing of which of them a picture shows. */
const RARE_SENTENCES = 3;
const LEAST_SHARED_WORDS = 2;
const LEAST_LETTERS = 3;

/**
 * The utterance that speaks of each figure, by the figure's block: one that links to it or names it by its number, else
 * its caption where that is read, else the sentence beside it that shares its rarest words, else the sentence after it;
 * after the last of a section there is the one before.
 */
export function placeFigures(script: Script, { figures, blockIds }: FiguresInput): ReadonlyMap<string, string> {
  const sentences = new Map<string, readonly Utterance[]>();
  for (const utterance of script.utterances) {
    sentences.set(utterance.blockId, [...(sentences.get(utterance.blockId) ?? []), utterance]);
  }
  const frequency = countWords(script.utterances);
  return new Map(
    figures.flatMap((figure) => {
      const at = blockIds.indexOf(figure.blockId);
      const near = nearTo(script, { sentences, blockIds, at });
      const found =
        findNamed(figure, { script, near }) ??
        sentences.get(figure.blockId)?.[0] ??
        findAlike(figure, near, frequency) ??
        near.beside;
      return found === undefined ? [] : [[figure.blockId, found.id] as const];
    }),
  );
}

type Near = {
  readonly before: readonly Utterance[];
  readonly after: readonly Utterance[];
  readonly beside: Utterance | undefined;
  /** Where in the script the figure stands. */
  readonly position: number;
};

function nearTo(
  { utterances }: Script,
  place: {
    readonly sentences: ReadonlyMap<string, readonly Utterance[]>;
    readonly blockIds: readonly string[];
    readonly at: number;
  },
): Near {
  const { sentences, blockIds, at } = place;
  const spoken = (ids: readonly string[]) => ids.flatMap((id) => (sentences.has(id) ? [sentences.get(id) ?? []] : []));
  const before = spoken(blockIds.slice(0, Math.max(0, at))).at(-1) ?? [];
  const after = spoken(blockIds.slice(at + 1))[0] ?? [];
  const endsSection = after[0]?.blockKind === 'heading' && before.length > 0 && before[0]?.blockKind !== 'heading';
  const beside = endsSection ? before[0] : (after[0] ?? before[0]);
  return { before, after, beside, position: beside === undefined ? 0 : utterances.indexOf(beside) };
}

/** Of sentences that lead to the figure, or name its number as its caption does, the nearest. */
function findNamed(
  { blockId, alt = '', caption = '', anchor }: PlacedFigure,
  { script, near }: { readonly script: Script; readonly near: Near },
): Utterance | undefined {
  const label = labelIn(caption) ?? labelIn(alt);
  if (label === undefined && anchor === undefined) return undefined;
  const named = script.utterances.flatMap((utterance, index) => {
    if (utterance.blockId === blockId || utterance.display === '') return [];
    const leads = anchor !== undefined && utterance.links.some(({ href }) => href.endsWith(`#${encodeURI(anchor)}`));
    const names = label !== undefined && label.test(utterance.display);
    return leads || names ? [{ utterance, distance: Math.abs(index - near.position) }] : [];
  });
  return named.toSorted((a, b) => a.distance - b.distance)[0]?.utterance;
}

/** `Figure 3`, `Abb. 2a`, `Рис. 4` at the beginning of a caption, shortened or not wherever else it stands. */
function labelIn(text: string): RegExp | undefined {
  const [, word = '', number = ''] =
    /^\P{L}{0,2}(\p{L}{3,20})\.?\s*(\d{1,3}\p{Ll}?)(?=\s*(?:[:.)|–—-]|$))(?![.,]\d)/u.exec(text) ?? [];
  if (word === '') return undefined;
  const stem = word.slice(0, LEAST_LETTERS);
  return new RegExp(`(?<!\\p{L})${stem}\\p{L}*\\.?\\s*${number}(?![\\p{L}\\d])`, 'iu');
}

function findAlike(
  { alt = '', caption = '' }: PlacedFigure,
  { before, after }: Near,
  frequency: ReadonlyMap<string, number>,
): Utterance | undefined {
  const words = new Set([...wordsOf(caption), ...wordsOf(alt)]);
  const scored = [...before, ...after].map((utterance) => {
    const shared = [...wordsOf(utterance.display)].filter(
      (word) => words.has(word) && (frequency.get(word) ?? 0) <= RARE_SENTENCES,
    );
    const score = shared.reduce((sum, word) => sum + 1 / (frequency.get(word) ?? 1), 0);
    return { utterance, score, isAlike: shared.length >= LEAST_SHARED_WORDS };
  });
  return scored.filter(({ isAlike }) => isAlike).toSorted((a, b) => b.score - a.score)[0]?.utterance;
}

/** In how many sentences each word stands. */
function countWords(utterances: readonly Utterance[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { display } of utterances)
    for (const word of wordsOf(display)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

function wordsOf(text: string): ReadonlySet<string> {
  const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
  return new Set(words.filter((word) => word.length >= LEAST_LETTERS));
}
