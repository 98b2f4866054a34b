import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { isLectorError } from '../errors.js';
import { SOURCE_LIMITS } from '../sources/limits.js';
import type { ReadContext, Source, SourceDocument } from '../sources/source.js';
import type { TestRunner } from './test-runner.js';

/** A document of the source's kind. */
export type SourceSample = Pick<SourceDocument, 'origin' | 'location'> &
  Partial<SourceDocument> & { readonly content: string };

const UNREADABLE: Readonly<Record<string, string>> = {
  nothing: '',
  'white space': ' \n\t\n ',
  'more NULs than letters': 'text\0\0\0\0\0\0\0',
  'a gzip file': '\u001f\u008b\u0008\u0000\u0000',
  'a PDF': '%PDF-1.7\n',
};

/** What every source owes: one call in a test of the source's own, with a document of its kind. */
export function describeSource(source: Source, sample: SourceSample, runner: TestRunner): void {
  const { describe, it } = runner;

  describe(`the ${source.kind} source keeps the contract of sources`, () => {
    const documentOf = (bytes: Buffer): SourceDocument => ({
      name: sample.location.split('/').at(-1) ?? '',
      sha256: createHash('sha256').update(bytes).digest('hex'),
      bytes,
      ...sample,
    });
    const document = documentOf(Buffer.from(sample.content));
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

    it('takes its document', () => {
      assert.equal(source.recognises(document), true);
    });

    it('gives the same readings every time, and they can be written as JSON', async () => {
      const first = await source.read(document, context);
      assert.notEqual(first.length, 0);
      assert.deepEqual(await source.read(document, context), first);
      assert.deepEqual(JSON.parse(JSON.stringify(first)), first);
    });

    it('gives titled items whose blocks begin with the title and have ids of their own', async () => {
      for (const reading of await source.read(document, context)) {
        assert.notEqual(reading.title.trim(), '');
        if (reading.kind !== 'article') continue;
        const [first] = reading.blocks;
        assert.equal(first?.kind, 'title');
        assert.deepEqual(first?.kind === 'title' && first.spans.map(({ text }) => text), [reading.title]);
        assert.equal(new Set(reading.blocks.map(({ id }) => id)).size, reading.blocks.length);
        for (const { text, reason } of reading.dropped) {
          assert.notEqual(text.trim(), '');
          assert.match(reason, /^[a-z]+(?:-[a-z]+)*$/u);
        }
      }
    });

    for (const [name, content] of Object.entries(UNREADABLE)) {
      it(`refuses ${name} with an error of ours that has a hint`, async () => {
        const failure: unknown = await source.read(documentOf(Buffer.from(content, 'latin1')), context).then(
          () => undefined,
          (error: unknown) => error,
        );
        assert.ok(isLectorError(failure), `it gave ${String(failure)}`);
        assert.notEqual(failure.code, 'E_BUG');
        assert.notEqual(failure.hint ?? '', '');
      });
    }
  });
}
