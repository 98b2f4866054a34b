import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Span } from '../../../src/model/article.js';
import type { Utterance } from '../../../src/model/script.js';
import { assertCoverage } from '../../../src/script/coverage/assert-coverage.js';
import { writeScript } from '../../../src/script/write-script.js';
import { articleOf, briefingOf, paragraph, scriptContext, type BlockWithoutId } from '../sample-article.js';

const WORDS = fc
  .array(
    fc.constantFrom(
      'Xi',
      'the',
      'U.S.',
      'Dr.',
      '$5.2bn',
      '3.',
      '12%',
      '“Go”',
      'it.',
      'Is?',
      '[1]',
      'naïve',
      '你好。',
      'слово',
      'https://a.example/b',
      '🙂',
      '—',
      '(Li et al., 2020)',
      'x'.repeat(50),
      'q1'.repeat(80),
      'and,',
      'No.',
      '5',
      'e\u0301te\u0301',
      '\u00a0',
      '\n',
    ),
    { minLength: 1, maxLength: 40 },
  )
  .chain((words) => fc.constantFrom(' ', ' ', ' ', '').map((glue) => words.join(glue)));

const SPAN: fc.Arbitrary<Span> = fc.record(
  {
    text: WORDS,
    href: fc.constant('https://l.example/'),
    lang: fc.constantFrom('fr', 'de', 'zz'),
    isCode: fc.constant(true),
    footnoteRef: fc.constant('1'),
    audio: fc.constantFrom('skip' as const, 'only' as const),
    pauseMs: fc.constantFrom(0, 300),
  },
  { requiredKeys: ['text'] },
);
const SPANS = fc.array(SPAN, { minLength: 1, maxLength: 6 });
const MARK = fc.record(
  { audio: fc.constantFrom('skip' as const, 'only' as const), lang: fc.constant('fr') },
  { requiredKeys: [] },
);

const BLOCK = fc.oneof(
  fc.record({
    kind: fc.constantFrom(
      'title' as const,
      'standfirst' as const,
      'dateline' as const,
      'paragraph' as const,
      'aside' as const,
    ),
    spans: SPANS,
  }),
  fc.record({ kind: fc.constant('heading' as const), level: fc.integer({ min: 1, max: 6 }), spans: SPANS }),
  fc.record({
    kind: fc.constant('list' as const),
    isOrdered: fc.boolean(),
    start: fc.integer({ min: 0, max: 30 }),
    items: fc.array(fc.record({ depth: fc.integer({ min: 0, max: 2 }), spans: SPANS }), { maxLength: 4 }),
  }),
  fc.record(
    { kind: fc.constant('quote' as const), paragraphs: fc.array(SPANS, { maxLength: 3 }), speaker: WORDS },
    { requiredKeys: ['kind', 'paragraphs'] },
  ),
  fc.record({ kind: fc.constant('figure' as const), caption: SPANS, alt: WORDS }, { requiredKeys: ['kind'] }),
  fc.record(
    {
      kind: fc.constant('table' as const),
      caption: WORDS,
      header: fc.array(WORDS, { maxLength: 3 }),
      rows: fc.array(fc.array(WORDS, { maxLength: 4 }), { maxLength: 4 }),
      reading: fc.constantFrom('skip' as const, 'rows' as const, 'summary' as const),
    },
    { requiredKeys: ['kind', 'header', 'rows'] },
  ),
  fc.record({ kind: fc.constant('code' as const), code: WORDS, language: fc.constant('ts') }),
  fc.record({ kind: fc.constant('math' as const), tex: WORDS }),
  fc.record({ kind: fc.constant('footnote' as const), label: fc.constant('1'), spans: SPANS }),
  fc.record({ kind: fc.constant('embed' as const), title: WORDS }),
);

const BLOCKS = fc.array(
  fc.tuple(BLOCK, MARK).map(([block, mark]): BlockWithoutId => ({ ...block, ...mark })),
  { maxLength: 8 },
);

/** The shown text with the changes made: what is said, but for white space. */
function applyChanges({ display, changes }: Utterance): string {
  let text = '';
  let place = 0;
  for (const { start, end, from, to } of changes) {
    expect(display.slice(start, end)).toBe(from);
    expect(start).toBeGreaterThanOrEqual(place);
    text += display.slice(place, start) + to;
    place = end;
  }
  return tidy(text + display.slice(place));
}

function tidy(text: string): string {
  return text
    .replace(/\s+/gu, ' ')
    .replace(/ (?=[.。]$)/u, '')
    .trim();
}

const ITEM = articleOf([paragraph('Ships came in.'), paragraph('Fog [2] lifted.')]);
const SCRIPT = await writeScript(ITEM, scriptContext());

describe('assertCoverage', () => {
  it('holds for any article, and the changes of every utterance make its spoken form', async () => {
    await fc.assert(
      fc.asyncProperty(
        BLOCKS,
        fc.constantFrom('skip' as const, 'end' as const),
        fc.constantFrom('en', 'de', 'fi', 'zh'),
        async (blocks, footnotes, language) => {
          const { reading, ...context } = scriptContext();
          const item = articleOf([...blocks, paragraph('Last words.')], { language });
          const script = await writeScript(item, { ...context, reading: { ...reading, footnotes } });
          for (const utterance of script.utterances) {
            expect(utterance.spoken).toMatch(/[\p{L}\p{N}]/u);
            if (utterance.audio !== 'only') expect(applyChanges(utterance)).toBe(tidy(utterance.spoken));
            for (const { text, start } of utterance.links)
              expect(utterance.display.slice(start, start + text.length)).toBe(text);
          }
          expect(new Set(script.utterances.map(({ id }) => id)).size).toBe(script.utterances.length);
          expect(JSON.parse(JSON.stringify(script))).toEqual(script);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('holds for briefings', async () => {
    await fc.assert(
      fc.asyncProperty(BLOCKS, BLOCKS, async (one, other) => {
        const script = await writeScript(
          briefingOf([articleOf([...one, paragraph('One.')]), articleOf([...other, paragraph('Two.')])]),
          scriptContext(),
        );
        expect(script.ledger).toHaveLength(one.length + other.length + 2);
      }),
      { numRuns: 25 },
    );
  });

  it('names words that are neither spoken nor skipped', () => {
    const lost = {
      ...SCRIPT,
      ledger: SCRIPT.ledger.map((entry) => ({ ...entry, skipped: [] })),
      utterances: SCRIPT.utterances.map((line) =>
        line.display === 'Ships came in.' ? { ...line, display: 'Ships came.' } : line,
      ),
    };
    expect(() => assertCoverage(ITEM, lost)).toThrow(
      expect.objectContaining({
        code: 'E_COVERAGE',
        message: 'block b1 (paragraph) has words that are neither spoken nor skipped: "in".',
      }),
    );
  });

  it('names words that are spoken twice', () => {
    const twice = {
      ...SCRIPT,
      utterances: SCRIPT.utterances.map((line) =>
        line.display === 'Ships came in.' ? { ...line, display: 'Ships came in in.' } : line,
      ),
    };
    expect(() => assertCoverage(ITEM, twice)).toThrow(
      expect.objectContaining({
        code: 'E_COVERAGE',
        message: expect.stringContaining('more than once: "in"') as unknown,
      }),
    );
  });

  it('names blocks without an entry', () => {
    expect(() => assertCoverage(ITEM, { ...SCRIPT, ledger: SCRIPT.ledger.slice(1) })).toThrow(
      expect.objectContaining({ code: 'E_COVERAGE', message: 'block b1 (paragraph) has no entry in the ledger.' }),
    );
  });
});
