import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { isLectorError } from '../../src/errors.js';
import { SOURCES } from '../../src/sources/index.js';
import { SOURCE_LIMITS } from '../../src/sources/limits.js';
import type { ReadContext, Source, SourceDocument } from '../../src/sources/source.js';

/** What every source owes: one call per source in its own test, with a document of its kind. */
export function describeSource(
  source: Source,
  sample: Pick<SourceDocument, 'origin' | 'location'> & Partial<SourceDocument> & { readonly content: string },
): void {
  describe(`the ${source.kind} source keeps the contract of sources`, () => {
    const document = (content: string): SourceDocument => {
      const bytes = Buffer.from(content);
      return {
        name: sample.location.split('/').at(-1) ?? '',
        sha256: createHash('sha256').update(bytes).digest('hex'),
        bytes,
        ...sample,
      };
    };
    const context: ReadContext = {
      limits: SOURCE_LIMITS,
      timeZone: 'UTC',
      language: 'en',
      sites: {},
      now: () => new Date('2026-01-01T00:00:00Z'),
      urlRules: { allowPrivateAddresses: false, allowedPorts: [80, 443] },
      feed: { fullText: 'feed', maxNewItems: 20, known: new Set() },
      warn: () => undefined,
      refuse: () => undefined,
    };

    it('is the one of the table that gets its document', () => {
      expect(SOURCES.find((candidate) => candidate.recognises(document(sample.content)))?.kind).toBe(source.kind);
    });

    it('gives the same readings every time, and they can be written as JSON', async () => {
      const first = await source.read(document(sample.content), context);
      expect(first.length).toBeGreaterThan(0);
      expect(await source.read(document(sample.content), context)).toEqual(first);
      expect(JSON.parse(JSON.stringify(first))).toEqual(first);
    });

    it('gives titled items whose blocks begin with the title and have ids of their own', async () => {
      for (const reading of await source.read(document(sample.content), context)) {
        expect(reading.title.trim()).not.toBe('');
        if (reading.kind !== 'article') continue;
        expect(reading.blocks[0]).toMatchObject({ kind: 'title', spans: [{ text: reading.title }] });
        expect(new Set(reading.blocks.map(({ id }) => id)).size).toBe(reading.blocks.length);
        for (const { text, reason } of reading.dropped) {
          expect(text.trim()).not.toBe('');
          expect(reason).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
        }
      }
    });

    it.each([
      ['nothing', ''],
      ['white space', ' \n\t\n '],
      ['a NUL', 'text\0text'],
      ['a gzip file', '\u001f\u008b\u0008\u0000\u0000'],
      ['a PDF', '%PDF-1.7\n'],
    ])('refuses %s with an error of ours that has a hint', async (_name, content) => {
      const bytes = Buffer.from(content, 'latin1');
      const failure: unknown = await source.read({ ...document(content), bytes }, context).then(
        () => undefined,
        (error: unknown) => error,
      );
      expect(isLectorError(failure) && failure.code !== 'E_BUG' && (failure.hint ?? '') !== '').toBe(true);
    });
  });
}
