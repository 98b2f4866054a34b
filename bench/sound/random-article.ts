const SENTENCES_PER_PARAGRAPH = 4;
const WORDS =
  'keeper lamp ship point tide home harbour council winter bridge letter garden window captain market river'.split(' ');

/** What was done to an article. */
export type Correction = 'changed' | 'added' | 'removed' | 'moved' | 'joined';

export type RandomArticle = {
  readonly markdown: () => string;
  readonly correct: () => Correction;
};

/** An article of so many sentences, all different, and random corrections of it. */
export function randomArticle(sentenceCount: number, random: () => number): RandomArticle {
  let made = 0;
  const below = (end: number): number => Math.floor(random() * end);
  const sentence = (): string => {
    made += 1;
    const words = Array.from({ length: 6 + below(7) }, () => WORDS[below(WORDS.length)]);
    // In letters: a number would be read as words that are counted elsewhere.
    const name = [...String(made)].map((digit) => WORDS[Number(digit)]);
    return `The ${[...name, ...words].join(' ')}.`;
  };
  let paragraphs = Array.from({ length: Math.ceil(sentenceCount / SENTENCES_PER_PARAGRAPH) }, () =>
    Array.from({ length: SENTENCES_PER_PARAGRAPH }, sentence),
  );
  const edit = (at: number, work: (own: readonly string[]) => string[]): void => {
    paragraphs = paragraphs.map((own, index) => (index === at ? work(own) : own)).filter(({ length }) => length > 0);
  };
  const corrections: Readonly<Record<Correction, () => void>> = {
    changed: () => edit(below(paragraphs.length), (own) => own.toSpliced(below(own.length), 1, sentence())),
    added: () => edit(below(paragraphs.length), (own) => own.toSpliced(below(own.length + 1), 0, sentence())),
    removed: () => edit(below(paragraphs.length), (own) => own.toSpliced(below(own.length), 1)),
    moved() {
      const from = below(paragraphs.length);
      const place = below(paragraphs[from]?.length ?? 0);
      const moved = paragraphs[from]?.[place] ?? sentence();
      edit(from, (own) => own.toSpliced(place, 1));
      edit(below(paragraphs.length), (own) => own.toSpliced(below(own.length + 1), 0, moved));
    },
    joined() {
      const at = below(paragraphs.length - 1);
      const next = paragraphs[at + 1] ?? [];
      paragraphs = paragraphs.toSpliced(at, 2, [...(paragraphs[at] ?? []), ...next]);
    },
  };
  const kinds = Object.keys(corrections) as readonly Correction[];
  return {
    markdown: () =>
      `---\ntitle: Corrected\ndate: 2026-01-02T08:00:00Z\n---\n\n${paragraphs.map((own) => own.join(' ')).join('\n\n')}\n`,
    correct() {
      const kind = kinds[below(kinds.length)] ?? 'changed';
      corrections[kind]();
      return kind;
    },
  };
}
